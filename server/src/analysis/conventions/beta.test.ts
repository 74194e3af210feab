import { expect, test } from 'vitest';
import { betaInterval, incompleteBeta, logGamma } from './beta.ts';

// Golden vectors of the specification: votes k of n with a uniform prior.
test.each([
  [5, 5, 0.857143, 0.540742, 0.995789],
  [8, 10, 0.75, 0.482244, 0.939782],
  [12, 12, 0.928571, 0.752947, 0.998054],
  [22, 22, 0.958333, 0.851815, 0.9989],
])('the interval of %i of %i votes', (k, n, mean, low, high) => {
  const [a, b] = [1 + k, 1 + n - k];
  const [from, to] = betaInterval(a, b);
  expect(a / (a + b)).toBeCloseTo(mean, 5);
  expect(from).toBeCloseTo(low, 5);
  expect(to).toBeCloseTo(high, 5);
});

// Golden quantiles of the specification, to four digits.
test.each([
  [1, 1, 0.025, 0.975],
  [9, 3, 0.48224, 0.93978],
  [41, 11, 0.66884, 0.88711],
  [161, 41, 0.73903, 0.84947],
  [100_000, 1, 0.99996, 1],
])('the interval of Beta(%d, %d)', (a, b, low, high) => {
  const [from, to] = betaInterval(a, b);
  expect(Math.abs(from - low)).toBeLessThan(1e-4);
  expect(Math.abs(to - high)).toBeLessThan(1e-4);
});

test('a tiny parameter gives finite bounds', () => {
  expect(betaInterval(0.001, 1000).every((x) => Number.isFinite(x) && x >= 0 && x <= 1)).toBe(true);
});

test('known values', () => {
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 10);
  expect(incompleteBeta(0.5, 3, 3)).toBeCloseTo(0.5, 12);
  expect(incompleteBeta(0, 2, 3)).toBe(0);
  expect(incompleteBeta(1, 2, 3)).toBe(1);
});

test('many votes use the normal approximation and stay inside the unit interval', () => {
  const [low, high] = betaInterval(2e6, 3);
  expect(low).toBeGreaterThan(0.999);
  expect(high).toBeLessThanOrEqual(1);
});
