import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the generated pages say what the rules say', () => {
  const script = fileURLToPath(new URL('../scripts/docs.mjs', import.meta.url));
  const done = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect(done.stderr).toBe('');
  expect(done.status).toBe(0);
});
