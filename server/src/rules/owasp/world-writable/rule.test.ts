import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { COMPILED_ROWS } from './rows-compiled.ts';
import { SCRIPT_ROWS } from './rows-scripts.ts';
import { worldWritable } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(worldWritable, [...SCRIPT_ROWS, ...COMPILED_ROWS]);
});

test('shell commands count where a shell runs them', async () => {
  const text = "import os\nos.system('chmod -R 777 /srv/data')\nprint('chmod -R 777 /srv/data')\n";
  expect((await reportsOf(worldWritable, 'a.py', text)).map((r) => r.start)).toEqual([20]);
});
