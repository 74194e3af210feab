import { test } from 'vitest';
import { checkTable } from '../../../../../test/support/rules.ts';
import { NAMED_ROWS } from './rows.ts';
import { CLASS_ROWS, MODE_ROWS } from './rows-classes.ts';
import { weakCipher } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(weakCipher, [...NAMED_ROWS, ...CLASS_ROWS, ...MODE_ROWS]);
});
