import { type Distribution, without } from '../../statistics/summary.ts';
import type { Cut, Strictness } from '../cut.ts';
import { GRUBBS_REMOVALS } from '../parameters.ts';
import { cutOfRest, type ExtremeTest, testExtreme } from './extreme-studentized.ts';

/** The tests of Grubbs (1950) in order: each takes out what the one before found; the last one may have found nothing. */
export function grubbsTests(d: Distribution, alpha: number): readonly ExtremeTest[] {
  const tests: ExtremeTest[] = [];
  let left = d;
  while (tests.length < GRUBBS_REMOVALS) {
    const test = testExtreme(left, alpha);
    if (test === null) break;
    tests.push(test);
    if (test.statistic <= test.critical) break;
    left = without(left, test.value);
  }
  return tests;
}

/** Grubbs' test, iterated: the cut is that of the values left. */
export function fitGrubbs(d: Distribution, { alpha }: Strictness): Cut | null {
  let left = d;
  for (const test of grubbsTests(d, alpha)) if (test.statistic > test.critical) left = without(left, test.value);
  return cutOfRest('grubbs', left, alpha);
}
