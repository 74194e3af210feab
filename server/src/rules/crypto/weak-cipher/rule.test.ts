import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { NAMED_ROWS } from './rows.ts';
import { CLASS_ROWS, MODE_ROWS } from './rows-classes.ts';
import { weakCipher } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(weakCipher, [...NAMED_ROWS, ...CLASS_ROWS, ...MODE_ROWS]);
});

test('ECB as the building block of a key derivation is left alone', async () => {
  const text = 'class AesKdf { void Transform(Aes a) { a.Mode = CipherMode.ECB; } }';
  expect(await reportsOf(weakCipher, 'a.cs', text)).toEqual([]);
});
