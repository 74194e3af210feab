import { LANGUAGES } from '@drift/shared';
import { strategyOf } from './strategies.ts';
import type { Round, Tried } from './try-fixes.ts';

/** Reasons of one row that are named; the rest is counted. */
const MAX_REASONS = 5;

const ROUNDS: Readonly<Record<Round, string>> = {
  learned: 'what the package shows',
  decided: 'another answer, decided',
  lowered: 'limits lowered to the floor',
};

/** Applied and refused by round, by strategy and language, and by rule and language with the reasons; then what broke. */
export function resultsTable(tried: readonly Tried[]): string {
  const single = tried.filter((t) => !t.together);
  const together = tried.filter((t) => t.together);
  const out = [
    `Fixes tried one by one: ${single.length}; applied ${count(single, 'applied')}, refused ${count(single, 'refused')}, broken ${count(single, 'broken')}. All of a file together: applied in ${count(together, 'applied')} files, refused in ${count(together, 'refused')}, broken in ${count(together, 'broken')}.`,
    '',
    '| what was asked of the code | applied | refused |',
    '|---|---:|---:|',
    ...Object.entries(ROUNDS).map(([round, name]) => {
      const list = single.filter((t) => t.round === round);
      return `| ${name} | ${count(list, 'applied')} | ${count(list, 'refused')} |`;
    }),
    '',
    ...byStrategy(single),
    '',
    ...byRule(tried),
  ];
  const broken = tried.filter((t) => t.outcome === 'broken');
  if (broken.length > 0) out.push('', ...broken.map((t) => `- broken: ${t.ruleId} in ${t.file}: ${t.why}`));
  return out.join('\n');
}

function count(list: readonly Tried[], outcome: Tried['outcome']): number {
  return list.filter((t) => t.outcome === outcome).length;
}

/** Applied of tried. */
function byStrategy(single: readonly Tried[]): string[] {
  const strategies = [...new Set(single.map((t) => strategyOf(t.ruleId)))].sort();
  const cell = (list: readonly Tried[]): string =>
    list.length === 0 ? '' : `${count(list, 'applied')} of ${list.length}`;
  return [
    `| applied of tried | ${LANGUAGES.join(' | ')} | all |`,
    `|---|${'---:|'.repeat(LANGUAGES.length + 1)}`,
    ...[...strategies, 'all'].map((name) => {
      const list = name === 'all' ? single : single.filter((t) => strategyOf(t.ruleId) === name);
      const cells = LANGUAGES.map((language) => cell(list.filter((t) => t.language === language)));
      return `| ${name} | ${cells.join(' | ')} | ${cell(list)} |`;
    }),
  ];
}

function byRule(tried: readonly Tried[]): string[] {
  const rows = new Map<string, Tried[]>();
  for (const t of tried) {
    const key = `${t.ruleId} ${t.language} ${t.round}`;
    rows.set(key, [...(rows.get(key) ?? []), t]);
  }
  const out = ['| rule | language | asked | applied | refused | why |', '|---|---|---|---:|---:|---|'];
  for (const key of [...rows.keys()].sort()) {
    const list = rows.get(key) ?? [];
    const [first] = list;
    if (first === undefined) continue;
    const { ruleId, language, round } = first;
    out.push(
      `| ${ruleId} | ${language} | ${round} | ${count(list, 'applied')} | ${count(list, 'refused')} | ${reasons(list)} |`,
    );
  }
  return out;
}

/** The reasons of refusals with names and numbers left out, most frequent first. */
function reasons(list: readonly Tried[]): string {
  const counted = new Map<string, number>();
  for (const t of list) {
    if (t.outcome !== 'refused') continue;
    const why = t.why
      .replace(/`[^`]*`/g, '`…`')
      .replace(/\b\d+\b/g, 'n')
      .replace(/\S*\/\S*\.\w+/g, '<file>')
      .replaceAll('|', '/');
    counted.set(why, (counted.get(why) ?? 0) + 1);
  }
  const ranked = [...counted].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const shown = ranked.slice(0, MAX_REASONS).map(([why, n]) => `${why} (${n})`);
  const more = ranked.slice(MAX_REASONS).reduce((sum, [, n]) => sum + n, 0);
  return [...shown, ...(more > 0 ? [`other reasons (${more})`] : [])].join('; ');
}
