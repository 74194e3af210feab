// What Grubbs and generalised ESD share: the largest studentised deviation, its critical value and its p-value.

import { studentUpperQuantile, studentUpperTail } from '../../statistics/student-t.ts';
import { type Distribution, meanAndSpread } from '../../statistics/summary.ts';
import type { Cut, Method } from '../cut.ts';

/** The most extreme value of a distribution, with the test of whether it belongs. */
export interface ExtremeTest {
  readonly value: number;
  /** Distance from the mean in sample standard deviations. */
  readonly statistic: number;
  readonly critical: number;
  readonly p: number;
}

/** Two-sided critical value of the largest of `n` studentised deviations at a significance level. */
export function criticalDeviation(n: number, alpha: number): number {
  const t = studentUpperQuantile(alpha / (2 * n), n - 2);
  return ((n - 1) * t) / Math.sqrt(n * (n - 2 + t * t));
}

/** Two-sided p-value of the largest of `n` studentised deviations (Bonferroni bound). */
export function deviationTail(statistic: number, n: number): number {
  const rest = (n - 1) ** 2 - n * statistic * statistic;
  if (rest <= 0) return 0;
  const t = statistic * Math.sqrt((n * (n - 2)) / rest);
  return Math.min(1, 2 * n * studentUpperTail(t, n - 2));
}

/** Tests the most extreme value; `null` without spread or with too few values. Of two equally far the higher one. */
export function testExtreme(d: Distribution, alpha: number): ExtremeTest | null {
  const { mean, spread } = meanAndSpread(d);
  const low = d.values[0];
  const high = d.values.at(-1);
  if (d.n < 3 || spread === 0 || low === undefined || high === undefined) return null;
  const value = mean - low.value > high.value - mean ? low.value : high.value;
  const statistic = Math.abs(value - mean) / spread;
  return { value, statistic, critical: criticalDeviation(d.n, alpha), p: deviationTail(statistic, d.n) };
}

/** The cut that follows from what is left after the outliers are taken out. */
export function cutOfRest(method: Method, rest: Distribution, alpha: number): Cut | null {
  const { mean, spread } = meanAndSpread(rest);
  if (rest.n < 3 || spread === 0) return null;
  const side = { center: mean, scale: spread };
  return { method, threshold: criticalDeviation(rest.n, alpha), above: side, below: side };
}
