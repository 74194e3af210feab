import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../../../../test/support/random.ts';
import { distributionOf } from '../statistics/summary.ts';
import { type Cut, cutoffOf, type LocatedValue, strictnessOf } from './cut.ts';
import { detectOutliers } from './detect.ts';
import { discoveryThreshold } from './false-discovery.ts';
import { esdCount, esdTests } from './methods/esd.ts';
import { criticalDeviation, deviationTail } from './methods/extreme-studentized.ts';
import { fitGrubbs } from './methods/grubbs.ts';
import { fitIqr } from './methods/iqr.ts';
import { fitMad } from './methods/mad.ts';
import { fitZScore } from './methods/z-score.ts';
import { fitMethods, methodsFor } from './selection.ts';

const SEED = 1983;
const FULL = strictnessOf(1, 0.05);

/** Rosner 1983, table 2. */
const ROSNER = [
  -0.25, 0.68, 0.94, 1.15, 1.2, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69, 1.7, 1.76, 1.77,
  1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.1, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35, 2.37, 2.4, 2.47, 2.54, 2.62, 2.64,
  2.9, 2.92, 2.92, 2.93, 3.21, 3.26, 3.3, 3.59, 3.68, 4.3, 4.64, 5.34, 5.42, 6.01,
];

/** Sum of twelve uniform numbers less six: nearly normal, and the same everywhere. */
function normal(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.next();
  return sum;
}

function located(values: readonly number[]): LocatedValue[] {
  return values.map((value, i) => ({ locId: `f${i}`, value }));
}

function flagged(cut: Cut | null, values: readonly number[]): number[] {
  return cut === null ? [] : values.filter((v) => v > cutoffOf(cut, 'above') || v < cutoffOf(cut, 'below'));
}

describe('selection', () => {
  test.each([
    [9, true, ['rule']],
    [10, true, ['grubbs', 'mad']],
    [24, true, ['grubbs', 'mad']],
    [25, true, ['esd', 'mad']],
    [30, true, ['z-score', 'iqr', 'mad']],
    [30, false, ['iqr', 'mad']],
    [12, false, ['mad']],
  ] as const)('%i values, normal: %s', (n, isNormal, methods) => {
    expect(methodsFor(n, isNormal)).toEqual(methods);
  });

  test('skewed samples are seen as such', () => {
    const skewed = (n: number): number[] => Array.from({ length: n }, (_, i) => (i === n - 1 ? 5_000 : i));
    expect(fitMethods(distributionOf(skewed(30)), FULL).methods).toEqual(['iqr', 'mad']);
    expect(fitMethods(distributionOf(skewed(12)), FULL).methods).toEqual(['mad']);
  });
});

describe('Grubbs', () => {
  test.each([
    [10, 2.29],
    [15, 2.548],
    [20, 2.708],
    [24, 2.802],
  ])('the critical value of %i values', (n, expected) => {
    expect(criticalDeviation(n, 0.05)).toBeCloseTo(expected, 3);
    expect(deviationTail(criticalDeviation(n, 0.05), n)).toBeCloseTo(0.05, 9);
  });

  test('takes out one outlier after the other', () => {
    const values = [10, 11, 9, 10, 12, 10, 11, 9, 10, 11, 10, 9, 60, 90];
    expect(flagged(fitGrubbs(distributionOf(values), FULL), values)).toEqual([60, 90]);
  });
});

describe('generalised ESD', () => {
  test("Rosner's data have three outliers", () => {
    const tests = esdTests(distributionOf(ROSNER), 0.05, 10);
    const digits = (xs: readonly number[]): string[] => xs.map((x) => x.toFixed(3));
    expect(digits(tests.slice(0, 5).map((t) => t.statistic))).toEqual(['3.119', '2.943', '3.179', '2.810', '2.816']);
    expect(digits(tests.slice(0, 3).map((t) => t.critical))).toEqual(['3.159', '3.151', '3.144']);
    expect(tests).toHaveLength(10);
    expect(tests.slice(0, esdCount(tests)).map((t) => t.value)).toEqual([6.01, 5.42, 5.34]);
  });
});

describe('hidden and many outliers', () => {
  test('the z-score finds three extremes behind each other in 60 values within its rounds', () => {
    const random = new Random(SEED);
    const values = [...Array.from({ length: 57 }, () => 20 + normal(random)), 30, 60, 200];
    expect(flagged(fitZScore(distributionOf(values), FULL), values)).toEqual([30, 60, 200]);
  });

  test('with 40 % contamination MAD still finds them, z does not', () => {
    const random = new Random(SEED);
    const clean = Array.from({ length: 60 }, () => 20 + normal(random));
    const dirty = Array.from({ length: 40 }, () => 100 + normal(random));
    const d = distributionOf([...clean, ...dirty]);
    expect(flagged(fitMad(d, FULL), dirty)).toHaveLength(40);
    expect(flagged(fitZScore(d, FULL), dirty)).toEqual([]);
  });
});

describe('no spread', () => {
  test.each([[[]], [[4]], [[4, 90]], [Array.from({ length: 50 }, () => 7)]])('%j gives nothing', (values) => {
    expect(detectOutliers(located(values))).toEqual([]);
  });

  test('29 equal values and one 1 % off give nothing', () => {
    const values = [...Array.from({ length: 29 }, () => 100), 101];
    expect(detectOutliers(located(values), 1)).toEqual([]);
    expect(fitMad(distributionOf(values), FULL)).toBeNull();
    expect(fitIqr(distributionOf(values), FULL)).toBeNull();
  });
});

test('the order of a sample never changes which places are flagged, and deviations stay in the unit interval', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const samples = fc
    .array(value, { minLength: 10, maxLength: 60 })
    .chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray(located(values), { minLength: values.length })),
    );
  fc.assert(
    fc.property(samples, ([values, shuffled]) => {
      const ids = (sample: readonly LocatedValue[]): string[] =>
        detectOutliers(sample, 1)
          .map((o) => o.locId)
          .sort();
      expect(ids(shuffled)).toEqual(ids(located(values)));
      for (const o of detectOutliers(shuffled, 1)) expect(o.deviation >= 0 && o.deviation <= 1).toBe(true);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('the labelled reference set: at least 90 % precise, 80 % complete', () => {
  const random = new Random(SEED);
  let hits = 0;
  let wrong = 0;
  let planted = 0;
  for (let k = 0; k < 200; k++) {
    const size = 10 + random.below(90);
    const out = 1 + random.below(Math.max(1, Math.floor(size / 20)));
    const values = Array.from(
      { length: size },
      (_, i) => 40 + normal(random) * 3 + (i < out ? 18 + random.below(40) : 0),
    );
    const found = detectOutliers(located(values));
    const right = found.filter((o) => Number(o.locId.slice(1)) < out).length;
    planted += out;
    hits += right;
    wrong += found.length - right;
  }
  expect(hits / (hits + wrong)).toBeGreaterThanOrEqual(0.9);
  expect(hits / planted).toBeGreaterThanOrEqual(0.8);
});

test('lower sensitivity flags less', () => {
  const random = new Random(SEED);
  const values = located([...Array.from({ length: 80 }, () => 20 + normal(random)), 23.5, 24, 24.5, 25, 26]);
  const counts = [0, 0.7, 1].map((s) => detectOutliers(values, s).length);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts[0]).toBeLessThan(counts[2] ?? 0);
});

test('Benjamini and Hochberg', () => {
  expect(discoveryThreshold([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216])).toBeCloseTo(
    0.01,
    9,
  );
  expect(discoveryThreshold([0.9, 0.4])).toBeCloseTo(0.025, 9);
  expect(discoveryThreshold([])).toBe(0.05);
});
