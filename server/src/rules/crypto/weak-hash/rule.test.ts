import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { COMPILED_ROWS } from './rows-compiled.ts';
import { SCRIPT_ROWS } from './rows-scripts.ts';
import { SIGNING_ROWS } from './rows-signing.ts';
import { weakHash } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(weakHash, [...SCRIPT_ROWS, ...COMPILED_ROWS, ...SIGNING_ROWS]);
});

test('a digest declared not to serve security is left alone', async () => {
  const text = 'import hashlib\ntoken = hashlib.md5(x, usedforsecurity=False).hexdigest()\n';
  expect(await reportsOf(weakHash, 'a.py', text)).toEqual([]);
});
