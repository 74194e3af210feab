// Shows how often the keys cannot tell the answer, and in which packages they are settled.
import type { ConventionRow } from '@drift/shared';

/** Largest share of the applicable sites of a key and language whose answer may not be told. */
export const ABSTENTION_BAR = 0.1;
/** Packages named in one row of the table; the rest are counted. */
const MAX_NAMED = 4;

/** One key in one language over all packages. */
export interface Surveyed {
  readonly key: string;
  readonly language: string;
  readonly isOn: boolean;
  /** Sites with an answer, and those without one. */
  told: number;
  abstained: number;
  packages: number;
  /** Packages in which new deviations are told. */
  readonly settled: string[];
}

/** Adds up what each package shows of each key, all parts of a package together. */
export function surveyOf(packages: ReadonlyMap<string, readonly ConventionRow[]>): readonly Surveyed[] {
  const out = new Map<string, Surveyed>();
  for (const [name, rows] of packages) {
    const seen = new Set<Surveyed>();
    for (const row of rows) {
      const place = `${row.key} ${row.language}`;
      const all = out.get(place) ?? fresh(row);
      out.set(place, all);
      // Narrower scopes are parts of the project's.
      if (row.scope === '') {
        all.told += row.sites;
        all.abstained += row.abstained;
        seen.add(all);
      }
      if (row.severity !== null && !all.settled.includes(name)) all.settled.push(name);
    }
    for (const all of seen) all.packages++;
  }
  return [...out].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, s]) => s);
}

function fresh({ key, language, maturity }: ConventionRow): Surveyed {
  return { key, language, isOn: maturity === 'stable', told: 0, abstained: 0, packages: 0, settled: [] };
}

/** Share of the applicable sites whose answer cannot be told. */
export function abstentionOf({ told, abstained }: Surveyed): number {
  return told + abstained === 0 ? 0 : abstained / (told + abstained);
}

/** The survey as a table of Markdown. */
export function surveyTable(survey: readonly Surveyed[]): string {
  const over = survey.filter((s) => abstentionOf(s) >= ABSTENTION_BAR);
  const row = (s: Surveyed): string =>
    `| ${s.key} | ${s.language} | ${s.isOn ? 'on' : 'off'} | ${s.packages} | ${s.told + s.abstained} | ${s.abstained} | ${abstentionOf(s).toFixed(3)} | ${named(s.settled)} |`;
  return [
    `${survey.length} keys and languages, ${over.length} of them at or over the bar of ${ABSTENTION_BAR.toFixed(2)}.`,
    '',
    '| key | language | by default | packages | sites | not told | share | settled in |',
    '|---|---|---|---|---|---|---|---|',
    ...survey.map(row),
  ].join('\n');
}

function named(packages: readonly string[]): string {
  const rest = packages.length - MAX_NAMED;
  return [...packages.slice(0, MAX_NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
