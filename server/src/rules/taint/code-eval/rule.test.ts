import { test } from 'vitest';
import { checkTable } from '../../../../../test/support/rules.ts';
import { EVAL_SINKS } from './rows.ts';
import { codeEval } from './rule.ts';

test('every row flags its positive and passes its near miss', async () => {
  await checkTable(codeEval, EVAL_SINKS);
});
