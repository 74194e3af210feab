import { test } from 'vitest';
import { checkTable } from '../../../../../test/support/rules.ts';
import { DESERIALIZERS } from './rows.ts';
import { unsafeDeserialization } from './rule.ts';

test('every row flags its positive and passes its near miss', async () => {
  await checkTable(unsafeDeserialization, DESERIALIZERS);
});
