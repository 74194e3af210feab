import { test } from 'vitest';
import { checkTable } from '../../../../../test/support/rules.ts';
import { NAME_ONLY_ROWS } from './rows.ts';
import { tempFileRace } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(tempFileRace, NAME_ONLY_ROWS);
});
