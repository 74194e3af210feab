import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// What a newcomer reads after the first `drift check` in a project nobody set up for Drift. The projects are real code that
// this one depends on, at the versions of the lock file. UPDATE_GOLDEN=1 rewrites the outputs: read them as that person.
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const PROJECTS = [
  { name: 'zod', folder: 'zod/src' },
  { name: 'ajv', folder: 'ajv/lib' },
  { name: 'commander', folder: 'commander/lib' },
];
/** Findings a first look may hold. */
const MOST = 20;

test.each(PROJECTS)('$name: at most twenty findings and what was learned', ({ name, folder }) => {
  const golden = new URL(`${name}.txt`, import.meta.url);
  const project = new TemporaryProject();
  try {
    cpSync(join(MODULES, folder), join(project.root, 'src'), { recursive: true });
    const run = drift(project.root, ['check', '--stable', '--no-color']);
    if (process.env['UPDATE_GOLDEN'] === '1' || !existsSync(golden)) writeFileSync(golden, run.stdout);
    expect(run.stdout).toBe(readFileSync(golden, 'utf8'));
    expect([...run.stdout.matchAll(/\[[0-9a-f]{8}\]$/gm)].length).toBeLessThanOrEqual(MOST);
    expect(run.stdout).toContain('Learned from the files as they are (not a git repository): ');
  } finally {
    project.remove();
  }
});
