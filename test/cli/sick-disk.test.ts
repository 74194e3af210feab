import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashing } from '../support/sample-project.ts';
import { drift, driftProcess, type Run, TemporaryProject } from '../support/temporary-project.ts';

// What the real command line says and does where the disk takes nothing.

const PRELOAD = fileURLToPath(new URL('../support/sick-disk.cjs', import.meta.url));
let project: TemporaryProject;
/** What a check says where the disk is well. */
let expected: Run;
beforeAll(() => {
  project = new TemporaryProject({ 'a.ts': hashing(1) });
  drift(project.root, ['setup', '-y', '--no-scan']);
  drift(project.root, ['conventions', 'reject', 'error-class']);
  drift(project.root, ['check']);
  project.write('b.ts', hashing(1));
  const well = new TemporaryProject();
  cpSync(project.root, well.root, { recursive: true });
  expected = drift(well.root, ['check', '--all', '--digest']);
  well.remove();
});
afterAll(() => project.remove());

/** Every entry of a folder with the bytes of files. */
function held(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries.map((e) => [e, join(e.parentPath, e.name)] as const);
  return Object.fromEntries(paths.map(([e, path]) => [path, e.isFile() ? readFileSync(path, 'latin1') : '']));
}

describe.each([
  ['read-only', 'EROFS', 'the file system is read-only (EROFS)', 'Give this user write access to .drift'],
  ['full', 'ENOSPC', 'no space left (ENOSPC)', 'Free some space'],
])('where the disk is %s', (_, code, why, advice) => {
  const sick = (...args: string[]): Run =>
    driftProcess(project.root, args, {
      NODE_OPTIONS: `--require=${JSON.stringify(PRELOAD)}`,
      DRIFT_SICK_ROOT: project.root,
      DRIFT_SICK_CODE: code,
    });

  test('every verb says so and nothing is half done', () => {
    const before = held(project.root);
    const approved = sick('conventions', 'reject', 'null-check');
    expect(approved).toMatchObject({ code: 2, stdout: '' });
    expect(approved.stderr).toContain('.drift/conventions.json could not be written');
    expect(approved.stderr).toContain(`${why}. ${advice}, then decide again.`);
    const backup = sick('backup', 'create');
    expect(backup).toMatchObject({ code: 2, stdout: '' });
    expect(backup.stderr).toMatch(/the backup was not made: could not (?:make|write)/);
    expect(backup.stderr).toContain(why);
    const setup = sick('setup', '-y', '--force', '--template', 'strict');
    expect(setup.code).toBe(2);
    expect(setup.stderr).toContain(why);
    expect(sick('doctor').stdout).toContain(`.drift cannot be written (could not write: ${why})`);
    expect(held(project.root)).toEqual(before);
  });

  test('a check finds what it finds elsewhere', () => {
    const found = sick('check', '--all', '--digest');
    expect({ code: found.code, stdout: found.stdout }).toEqual({ code: expected.code, stdout: expected.stdout });
    // A full disk is told, for something has to be done about it; that of a read-only one is told by `drift doctor`.
    expect(found.stderr.includes('the disk is full')).toBe(code === 'ENOSPC');
  });
});
