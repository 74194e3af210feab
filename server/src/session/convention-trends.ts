import { byCodeUnit, keyName, type TrendsAnswer } from '@drift/shared';
import { directionOf } from '../analysis/conventions/score.ts';
import { say } from '../enforcement/convention-findings.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import type { Database } from '../store/database/database.ts';
import type { TrendRow } from '../store/database/records.ts';

/** Scans looked at. */
const LAST_SCANS = 20;
/** With fewer points nobody can tell where something is going. */
const MIN_SCANS = 3;

/** How the share of each answer moved over the recorded scans: of one convention, or of all as far as they lead. */
export async function conventionTrends(database: Database, id: string | null): Promise<TrendsAnswer> {
  const read = await allRows(database, id === null ? null : keyName(id));
  if (typeof read === 'string') return { scans: [], trends: [], problem: read };
  const scans = [...new Map(read.map((r) => [r.scanId, r.at]))].map(([scanId, at]) => ({ id: scanId, at }));
  const trends = questionsOf(read).flatMap((rows) => trendsOf(rows, id === null));
  return { scans, trends, problem: scans.length < MIN_SCANS ? tooFew(scans.length) : '' };
}

function tooFew(scans: number): string {
  const seen =
    scans === 0
      ? 'no recorded scan asks this'
      : `only ${scans} recorded ${scans === 1 ? 'scan asks' : 'scans ask'} this`;
  return `not enough scans: ${seen}, and a trend takes ${MIN_SCANS}; drift check and the editor record one each time something changed`;
}

/** Every row, or why there is none. */
async function allRows(database: Database, key: string | null): Promise<readonly TrendRow[] | string> {
  const rows: TrendRow[] = [];
  const where = key === null ? { scope: '' } : { key };
  for (let cursor: string | undefined; ; ) {
    const page = await database.query('trend', {
      ...where,
      lastScans: LAST_SCANS,
      limit: 500,
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (!page.ok) return page.problems[0]?.message ?? 'the database could not be read';
    rows.push(...page.value.items);
    cursor = page.value.nextCursor;
    if (cursor === undefined) return rows;
  }
}

/** Rows of one question each, in the order of their names. */
function questionsOf(rows: readonly TrendRow[]): readonly (readonly TrendRow[])[] {
  const byQuestion = new Map<string, TrendRow[]>();
  for (const row of rows) {
    const name = [row.key, row.language, row.population, row.scope].join('\0');
    const known = byQuestion.get(name);
    if (known === undefined) byQuestion.set(name, [row]);
    else known.push(row);
  }
  return [...byQuestion].sort(([a], [b]) => byCodeUnit(a, b)).map(([, list]) => list);
}

function trendsOf(rows: readonly TrendRow[], onlyLeaders: boolean): TrendsAnswer['trends'] {
  const scans = [...new Set(rows.map((r) => r.scanId))];
  const last = rows.filter((r) => r.scanId === scans.at(-1));
  const leader = last.reduce<TrendRow | null>((best, r) => (best === null || r.share > best.share ? r : best), null);
  const values = onlyLeaders ? [leader?.value ?? ''] : [...new Set(rows.map((r) => r.value))].sort();
  const [first] = rows;
  const convention = CONVENTIONS.find((c) => keyName(c.id) === first?.key);
  if (first === undefined || convention === undefined) return [];
  return values.map((name) => {
    const shares = scans.map((scan) => rows.find((r) => r.scanId === scan && r.value === name)?.share ?? 0);
    return {
      key: first.key,
      language: first.language,
      population: first.population,
      scope: first.scope,
      value: say(convention, name),
      name,
      shares,
      sites: last.find((r) => r.value === name)?.sites ?? 0,
      direction: shares.length < MIN_SCANS ? 'unknown' : directionOf(shares),
    };
  });
}
