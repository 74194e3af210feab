import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test.each([
  ['the pages of the rules', 'docs.mjs'],
  ['the schema of the JSON report', 'report-schema.mjs'],
])('%s are what would be generated', (_, name) => {
  const script = fileURLToPath(new URL(`../scripts/${name}`, import.meta.url));
  const done = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect(done.stderr).toBe('');
  expect(done.status).toBe(0);
});
