import { test } from 'vitest';
import { checkTable } from '../../../../../test/support/rules.ts';
import { HTML_SINKS } from './rows.ts';
import { htmlOutput } from './rule.ts';

test('every row flags its positive and passes its near miss', async () => {
  await checkTable(htmlOutput, HTML_SINKS);
});
