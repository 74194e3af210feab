import { expect, test } from 'vitest';
import { independenceP } from './contingency.ts';

// Exact values by summing hypergeometric probabilities as fractions; chi-square without continuity correction.
test.each([
  [3, 1, 1, 3, 0.485714],
  [8, 2, 1, 5, 0.034965],
  [10, 0, 0, 10, 0.00001],
  [12, 5, 29, 2, 0.0803],
  [1, 8, 10, 3, 0.0075],
])('small counts are tested exactly: [[%i, %i], [%i, %i]]', (a, b, c, d, p) => {
  expect(independenceP(a, b, c, d)).toBeCloseTo(p, 4);
});

test.each([
  [20, 30, 30, 20, 0.0455],
  [90, 10, 50, 50, 0],
  [50, 50, 50, 50, 1],
])('large counts by chi-square: [[%i, %i], [%i, %i]]', (a, b, c, d, p) => {
  expect(independenceP(a, b, c, d)).toBeCloseTo(p, 4);
});

test('an empty row or column shows nothing', () => {
  expect(independenceP(0, 0, 5, 5)).toBe(1);
  expect(independenceP(5, 0, 5, 0)).toBe(1);
});
