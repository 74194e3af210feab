import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { NAME_ONLY_ROWS } from './rows.ts';
import { tempFileRace } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(tempFileRace, NAME_ONLY_ROWS);
});

test('names of pipes are left alone', async () => {
  const text = "import tempfile\nname = tempfile.mktemp(prefix=r'\\\\.\\pipe\\shop-{}'.format(n))\n";
  expect(await reportsOf(tempFileRace, 'a.py', text)).toEqual([]);
});
