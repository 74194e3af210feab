import { expect, test } from 'vitest';
import { counted } from './counted.ts';

test.each([
  [0, '0 places'],
  [1, '1 place'],
  [2, '2 places'],
  [1204, '1,204 places'],
])('%i places', (count, text) => expect(counted(count, 'place')).toBe(text));

test('a noun can have a plural of its own', () => {
  expect(counted(1, 'directory', 'directories')).toBe('1 directory');
  expect(counted(3, 'directory', 'directories')).toBe('3 directories');
});
