import { expect, test } from 'vitest';
import { isShown, SHOW_ALL, shownText } from './display-filter.ts';

const usual = { severities: ['error', 'warning'], minConfidence: 0.5 } as const;

test.each([
  ['error', 0.9, true],
  ['warning', 0.5, true],
  ['warning', 0.49, false],
  ['hint', 1, false],
  ['warning', null, true],
] as const)('a finding that is %s with confidence %s: shown %s', (severity, confidence, shown) => {
  expect(isShown({ severity, confidence }, usual)).toBe(shown);
  expect(isShown({ severity, confidence }, SHOW_ALL)).toBe(true);
});

test('what is hidden is said', () => {
  expect([shownText(3, 0), shownText(3, 12), shownText(0, 1)]).toEqual(['3', '3 · 12 hidden', '0 · 1 hidden']);
});
