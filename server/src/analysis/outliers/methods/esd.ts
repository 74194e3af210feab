import { type Distribution, without } from '../../statistics/summary.ts';
import type { Cut, Strictness } from '../cut.ts';
import { ESD_MAX } from '../parameters.ts';
import { cutOfRest, type ExtremeTest, testExtreme } from './extreme-studentized.ts';

/** Most outliers that are looked for among `n` values. */
export function esdRank(n: number): number {
  return Math.min(Math.max(1, Math.min(ESD_MAX, Math.ceil(Math.sqrt(n)))), Math.floor(n / 2));
}

/** Every step of the generalised extreme studentised deviate test (Rosner 1983). */
export function esdTests(d: Distribution, alpha: number, rank: number = esdRank(d.n)): readonly ExtremeTest[] {
  const tests: ExtremeTest[] = [];
  let left = d;
  while (tests.length < rank) {
    const test = testExtreme(left, alpha);
    if (test === null) break;
    tests.push(test);
    left = without(left, test.value);
  }
  return tests;
}

/** How many outliers the steps show: up to the last one whose statistic exceeds its critical value. */
export function esdCount(tests: readonly ExtremeTest[]): number {
  return tests.findLastIndex((t) => t.statistic > t.critical) + 1;
}

/** Generalised ESD: several outliers may hide each other; the cut is that of the values left. */
export function fitEsd(d: Distribution, { alpha }: Strictness): Cut | null {
  const tests = esdTests(d, alpha);
  let left = d;
  for (const test of tests.slice(0, esdCount(tests))) left = without(left, test.value);
  return cutOfRest('esd', left, alpha);
}
