import { describe, expect, test } from 'vitest';
import { betaInterval } from './beta.ts';
import { categoryWithHistory, tierOf } from './category.ts';
import { deviationRank, directionOf, momentumOf, scoreOf, variationOf } from './score.ts';

describe('the golden vectors of the specification hold to 1e-5', () => {
  test.each([
    // k, n, occurrences, total, variance, age, momentum, mean, low, high, weighted, score, tier
    [5, 5, 12, 12, 0, 3, 0, 0.857143, 0.540742, 0.995789, 0.819, 0.831714, 'uncertain'],
    [8, 10, 20, 25, 0.2, 15, 0, 0.75, 0.482244, 0.939782, 0.715, 0.7325, 'uncertain'],
    [12, 12, 30, 30, 0.1, 10, 0, 0.928571, 0.752947, 0.998054, 0.815, 0.871786, 'emerging'],
    [22, 22, 60, 60, 0.1, 30, 0, 0.958333, 0.851815, 0.9989, 0.875, 0.916667, 'established'],
    [61, 64, 240, 250, 0.05, 90, 0, 0.939394, 0.870989, 0.98298, 0.868469, 0.903931, 'established'],
    [90, 100, 300, 330, 0.1, 60, 0.2, 0.892157, 0.825447, 0.944363, 0.852727, 0.872442, 'established'],
    [160, 200, 500, 640, 0.15, 120, -0.25, 0.79703, 0.739027, 0.849465, 0.741875, 0.769452, 'emerging'],
    [30, 100, 80, 300, 0.3, 200, -0.5, 0.303922, 0.218979, 0.396147, 0.45, 0.376961, 'uncertain'],
  ] as const)(
    '%i of %i',
    (k, n, occurrences, total, variance, ageDays, momentum, mean, low, high, weighted, score, tier) => {
      const [alpha, beta] = [1 + k, 1 + n - k];
      const interval = betaInterval(alpha, beta);
      expect(alpha / (alpha + beta)).toBeCloseTo(mean, 5);
      expect(interval[0]).toBeCloseTo(low, 5);
      expect(interval[1]).toBeCloseTo(high, 5);
      const input = { occurrences, total, filesWith: k, files: n, variance, ageDays, momentum, alpha, beta };
      const got = scoreOf(input);
      expect(got.weighted).toBeCloseTo(weighted, 5);
      expect(got.score).toBeCloseTo(score, 5);
      expect(tierOf(alpha / (alpha + beta), interval[1] - interval[0])).toBe(tier);
    },
  );
});

test.each([
  [9, 3, 0.48224, 0.93978],
  [41, 11, 0.66884, 0.88711],
  [161, 41, 0.73903, 0.84947],
  [1, 1, 0.025, 0.975],
])('the interval of Beta(%i, %i)', (a, b, low, high) => {
  const [from, to] = betaInterval(a, b);
  expect(from).toBeCloseTo(low, 4);
  expect(to).toBeCloseTo(high, 4);
});

test('extreme posteriors give finite intervals', () => {
  for (const [a, b] of [
    [100_000, 1],
    [0.001, 1000],
  ] as const) {
    const [low, high] = betaInterval(a, b);
    expect(Number.isFinite(low) && Number.isFinite(high) && low <= high).toBe(true);
  }
});

describe('scores', () => {
  const base = {
    occurrences: 9,
    total: 10,
    filesWith: 9,
    files: 10,
    variance: 0.2,
    ageDays: 10,
    momentum: 0,
    alpha: 10,
    beta: 2,
  };

  test.each([
    ['occurrences', 10],
    ['filesWith', 10],
    ['variance', 0.1],
    ['ageDays', 20],
    ['momentum', 0.5],
  ] as const)('more %s scores higher', (name, better) => {
    expect(scoreOf({ ...base, [name]: better }).score).toBeGreaterThan(scoreOf(base).score);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1])('%d is no count', (bad) => {
    expect(() => scoreOf({ ...base, variance: bad })).toThrow(RangeError);
  });

  test('nothing seen is undecided', () => {
    expect(
      scoreOf({ ...base, occurrences: 0, total: 0, filesWith: 0, files: 0, alpha: 1, beta: 1 }).factors.frequency,
    ).toBe(0);
  });
});

describe('history', () => {
  test.each([
    [[0.2, 0.4, 0.6, 0.8], 'rising'],
    [[0.8, 0.6, 0.4, 0.3], 'falling'],
    [[0.5, 0.52, 0.49, 0.5], 'stable'],
    [[0.5], 'stable'],
  ] as const)('%j is %s', (frequencies, direction) => {
    expect(directionOf(frequencies)).toBe(direction);
  });

  test('momentum needs three readings, fifty files and an earlier frequency', () => {
    expect(momentumOf([0.2, 0.4, 0.6], 100)).toBeCloseTo(0.5, 10);
    expect(momentumOf([0.4, 0.6], 100)).toBe(0);
    expect(momentumOf([0.2, 0.4, 0.6], 49)).toBe(0);
    expect(momentumOf([0, 0.001, 0.6], 100)).toBe(0);
  });

  test('a migration makes the old way legacy and the new way emerging', () => {
    expect(categoryWithHistory('projectSpecific', [0.8, 0.6, 0.45], 'falling', 0.6)).toBe('legacy');
    expect(categoryWithHistory('unsettled', [0.2, 0.4, 0.55], 'rising', 0.6)).toBe('emerging');
    expect(categoryWithHistory('contested', [0.2, 0.4, 0.55], 'rising', 0.6)).toBe('contested');
  });
});

test('deviations are ranked by how unlikely the agreement is', () => {
  expect(deviationRank(206, 212)).toBeCloseTo(3.48, 2);
  expect(deviationRank(95, 100)).toBeCloseTo(1.67, 2);
  expect(deviationRank(22, 22)).toBeCloseTo(1.56, 2);
  expect(deviationRank(61, 64)).toBeCloseTo(1.42, 1);
  expect(deviationRank(9, 10)).toBeCloseTo(0, 10);
});

test('the variation of equal shares is nothing', () => {
  expect(variationOf([1, 1, 1])).toBe(0);
  expect(variationOf([1, 0, 1, 0])).toBeGreaterThan(1);
});
