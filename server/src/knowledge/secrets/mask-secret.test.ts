import { expect, it } from 'vitest';
import { maskSecret } from './mask-secret.ts';

it.each([
  ['', '…'],
  ['abc', '…'],
  ['abcd', 'a…'],
  ['abcdefgh', 'ab…'],
  ['abcdefghijklmnop', 'abcd…'],
  ['abcdefghijklmnopqrstuvwxyzabcdefghijklmnop', 'abcd…'],
])('masks %j as %j', (value, masked) => {
  expect(maskSecret(value)).toBe(masked);
});

it('gives long values of different length the same mask', () => {
  expect(maskSecret('abcd'.repeat(10))).toBe(maskSecret('abcd'.repeat(11)));
});

it('never cuts a character in half', () => {
  expect(maskSecret('abc🔑efghijklmnop')).toBe('abc…');
});
