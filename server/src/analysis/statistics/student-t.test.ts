import { expect, test } from 'vitest';
import { studentQuantile, studentUpperQuantile, studentUpperTail } from './student-t.ts';

// Golden vectors of the specification and of printed tables.
test.each([
  [0.975, 10, 2.228139],
  [0.998333, 13, 3.583838],
  [0.95, 1, 6.313752],
  [0.995, 30, 2.749996],
  [0.025, 10, -2.228139],
  [0.5, 4, 0],
])('the quantile at %f with %i degrees of freedom', (p, df, expected) => {
  // The second vector is given at a rounded probability: 1 - 0.05 / 30.
  const exact = p === 0.998333 ? 1 - 0.05 / 30 : p;
  expect(studentQuantile(exact, df)).toBeCloseTo(expected, 5);
});

test('the tail and the quantile undo each other, far out as well', () => {
  for (const df of [1, 2, 8, 28, 1_000])
    for (const tail of [0.4, 0.05, 1e-3, 1e-6, 1e-10])
      expect(studentUpperTail(studentUpperQuantile(tail, df), df) / tail).toBeCloseTo(1, 8);
});

test('the tail below zero is the rest', () => {
  expect(studentUpperTail(-2.228139, 10)).toBeCloseTo(0.975, 6);
});
