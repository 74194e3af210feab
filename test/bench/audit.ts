// What an audit costs, by the performance vectors of the specification: patterns made up over places that overlap.
import { type AuditInput, audit } from '../../server/src/analysis/audit/audit.ts';
import type { AuditPattern } from '../../server/src/analysis/audit/audit-pattern.ts';
import { AUDIT_CATEGORIES } from '../../server/src/analysis/audit/categories.ts';
import { duplicateGroups } from '../../server/src/analysis/audit/duplicate-groups.ts';
import { factorsOf, healthScore } from '../../server/src/analysis/audit/factors.ts';
import { MS_PER_DAY } from '../../server/src/analysis/audit/parameters.ts';
import { predictHealth } from '../../server/src/analysis/audit/prediction.ts';
import { trendsOf } from '../../server/src/analysis/audit/trends.ts';
import { sortedSet } from '../../server/src/analysis/shapes/jaccard.ts';
import { Random } from '../support/random.ts';
import { at, clock, ms, type Row } from './measure.ts';

const REPETITIONS = 9;
const SEED = 6_007;
const NOW = Date.UTC(2026, 0, 31);
/** Places of a pattern, and how many patterns are nearly the same as the one before them. */
const PLACES = 40;
const ALIKE_EVERY = 20;
const DAYS = 90;

function patterns(count: number, categories: number): readonly AuditPattern[] {
  const random = new Random(SEED);
  let places: readonly number[] = [];
  return Array.from({ length: count }, (_, i) => {
    places =
      i % ALIKE_EVERY === 1
        ? places.slice(0, PLACES - 2)
        : Array.from({ length: PLACES }, () => random.below(count * PLACES));
    return {
      id: `p${i}`,
      category: AUDIT_CATEGORIES[i % categories] ?? 'errors',
      status: 'discovered',
      confidence: random.below(1_000) / 1_000,
      places: sortedSet(places),
      locations: places.length,
      outliers: random.below(PLACES),
      disabled: false,
    };
  });
}

function input(of: readonly AuditPattern[]): AuditInput {
  const scope = { scanRoot: '', branch: 'main' };
  const one = audit({ scope, time: NOW, patterns: of, totalFiles: 1_000, newFindings: 0, history: [] }).snapshot;
  const history = Array.from({ length: DAYS }, (_, i) => ({ ...one, time: NOW - (DAYS - i) * MS_PER_DAY }));
  return { scope, time: NOW, patterns: of, totalFiles: 1_000, newFindings: 0, history };
}

function median(work: () => void): string {
  const times = Array.from({ length: REPETITIONS }, () => {
    const taken = clock();
    work();
    return taken();
  });
  return ms(at(times, 50));
}

/** Measures audits and their parts. */
export function measureAudit(row: Row): void {
  for (const [count, budget] of [
    [100, '50 ms'],
    [1_000, '200 ms'],
    [10_000, '2000 ms'],
  ] as const) {
    const given = input(patterns(count, AUDIT_CATEGORIES.length));
    row(
      `audit of ${count} patterns: median`,
      median(() => audit(given)),
      budget,
    );
  }
  const many = patterns(1_000, 1);
  row(
    'duplicates among 1000 patterns of one category: median',
    median(() => duplicateGroups(many)),
    '100 ms',
  );
  const score = (): number => healthScore(factorsOf(many, { duplicates: 0, crossValidationRate: null }));
  row('health of 1000 patterns: median', median(score), '1 ms');
  const { history } = input(patterns(100, 1));
  const trend = (): void => {
    trendsOf(history, NOW);
    predictHealth(history);
  };
  row('trend and prediction over 90 days: median', median(trend), '10 ms');
}
