// Recall and precision by language and key.
import type { Outcome } from './harness.ts';

/** Least share of the injected sites that is told. */
export const RECALL_BAR = 0.9;
/** Least share of what is told in changed lines that was injected. */
export const PRECISION_BAR = 0.95;

/** The counts of one row of the table. */
export interface Counts {
  injected: number;
  found: number;
  wrong: number;
  standing: number;
}

/** The counts of all outcomes. */
export interface Totals {
  readonly all: Counts;
  readonly byLanguage: ReadonlyMap<string, Counts>;
  readonly byKey: ReadonlyMap<string, Counts>;
  readonly decoys: number;
  readonly fooled: number;
}

/** Adds up outcomes. */
export function totalsOf(outcomes: readonly Outcome[]): Totals {
  const all = none();
  const byLanguage = new Map<string, Counts>();
  const byKey = new Map<string, Counts>();
  const count = (language: string, key: string, what: keyof Counts): void => {
    for (const row of [all, rowOf(byLanguage, language), rowOf(byKey, `${language} ${key}`)]) row[what]++;
  };
  for (const o of outcomes) {
    for (const i of [...o.found, ...o.missed]) count(i.language, i.label, 'injected');
    for (const i of o.found) count(i.language, i.label, 'found');
    for (const w of o.wrong) count(languageOf(w.path, o), w.ruleId.split('/')[2] ?? '', 'wrong');
    all.standing += o.standing;
  }
  const sum = (of: (o: Outcome) => number): number => outcomes.reduce((n, o) => n + of(o), 0);
  return { all, byLanguage, byKey, decoys: sum((o) => o.decoys.length), fooled: sum((o) => o.fooled.length) };
}

function none(): Counts {
  return { injected: 0, found: 0, wrong: 0, standing: 0 };
}

function rowOf(rows: Map<string, Counts>, name: string): Counts {
  const known = rows.get(name) ?? none();
  rows.set(name, known);
  return known;
}

function languageOf(path: string, o: Outcome): string {
  const places = [...o.found, ...o.missed, ...o.decoys];
  const ending = path.slice(path.lastIndexOf('.'));
  return (places.find((p) => p.file === path) ?? places.find((p) => p.file.endsWith(ending)))?.language ?? ending;
}

/** Share of the injected sites that was told; 1 where there were none. */
export function recallOf(c: Counts): number {
  return c.injected === 0 ? 1 : c.found / c.injected;
}

/** Share of what was told in changed lines that was injected; 1 where nothing was told. */
export function precisionOf(c: Counts): number {
  return c.found + c.wrong === 0 ? 1 : c.found / (c.found + c.wrong);
}

/** True where both bars are reached in all. */
export function passes(totals: Totals): boolean {
  return recallOf(totals.all) >= RECALL_BAR && precisionOf(totals.all) >= PRECISION_BAR;
}

/** The counts as tables of Markdown. */
export function tableOf(totals: Totals): string {
  const head = (first: string): string[] => [
    `| ${first} | injected | told | recall | told besides | precision |`,
    '|---|---|---|---|---|---|',
  ];
  const row = (name: string, c: Counts): string =>
    `| ${name} | ${c.injected} | ${c.found} | ${recallOf(c).toFixed(3)} | ${c.wrong} | ${precisionOf(c).toFixed(3)} |`;
  const sorted = (rows: ReadonlyMap<string, Counts>): string[] =>
    [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, c]) => row(name, c));
  return [
    `${totals.all.injected} injected, recall ${recallOf(totals.all).toFixed(3)} (bar ${RECALL_BAR.toFixed(2)}); precision in changed lines ${precisionOf(totals.all).toFixed(3)} (bar ${PRECISION_BAR.toFixed(2)}).`,
    `${totals.decoys} decoys, ${totals.fooled} of them told. Of what was told besides, ${totals.all.standing} deviated before and stand on a line that changed.`,
    '',
    ...head('language'),
    ...sorted(totals.byLanguage),
    row('all', totals.all),
    '',
    ...head('language and key'),
    ...sorted(totals.byKey),
  ].join('\n');
}
