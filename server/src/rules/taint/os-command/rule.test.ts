import { test } from 'vitest';
import { checkTable } from '../../../../../test/support/rules.ts';
import { COMMAND_SINKS } from './rows.ts';
import { osCommand } from './rule.ts';

test('every row flags its positive and passes its near miss', async () => {
  await checkTable(osCommand, COMMAND_SINKS);
});
