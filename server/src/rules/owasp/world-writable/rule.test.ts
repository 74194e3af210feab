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

test('code that makes files deletable before it removes them is left alone', async () => {
  const open = 'import os\ndef open_up(path):\n    os.chmod(path, 0o777)\n';
  expect(await reportsOf(worldWritable, 'a.py', open)).toHaveLength(1);
  expect(await reportsOf(worldWritable, 'a.py', `${open}    shutil.rmtree(path)\n`)).toEqual([]);
  expect(await reportsOf(worldWritable, 'a.py', open.replace('open_up', 'onerror'))).toEqual([]);
});
