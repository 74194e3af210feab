import { expect, it } from 'vitest';
import { shannonEntropy } from './entropy.ts';

it.each([
  ['', 0],
  ['aaaaaaaa', 0],
  ['abababab', 1],
  ['abcdefgh', 3],
])('gives %j %d bits per code unit', (text, bits) => {
  expect(shannonEntropy(text)).toBeCloseTo(bits);
});

it('ranks scattered characters above repeated ones', () => {
  expect(shannonEntropy('aK3$mP9!xQ2@')).toBeGreaterThan(shannonEntropy('aaaaaaaaaa'));
});
