import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withBlock, withoutBlock } from '../../server/src/cli/hook-script.ts';
import { drift, type Run, TemporaryProject } from '../support/temporary-project.ts';

const QUERY = "export function find(db: Db, id: string) {\n  return db.query('SELECT * FROM t WHERE id = ' + id);\n}\n";
const CALL = { hook: 'pre-commit', prefix: '', program: ['/n ode', "/it's/drift.js"] } as const;
const OTHERS = '#!/bin/sh\necho others >&2\ncat >/dev/null\nexit 0\n';

let project = new TemporaryProject();
beforeEach(() => {
  project = new TemporaryProject({ 'a.ts': 'export const a = 1;\n' });
  project.commitAll();
});
afterEach(() => project.remove());

function hooks(action: string, root = project.root): Run {
  return drift(root, ['hooks', action]);
}

function hook(name: string, folder = '.git/hooks'): string {
  return join(project.root, folder, name);
}

const COMMIT = 'git -c user.name=t -c user.email=t@example.invalid commit -qm next';

describe('the block', () => {
  test('goes in behind the first line, is replaced and not repeated, and comes out without a trace', () => {
    const once = withBlock(OTHERS, CALL);
    expect(once.startsWith('#!/bin/sh\n# >>> drift >>>')).toBe(true);
    expect(withBlock(once, CALL)).toBe(once);
    expect(withoutBlock(once)).toBe(OTHERS);
    expect(withoutBlock(withBlock(null, CALL))).toBeNull();
    expect(once).toContain("'/n ode' '/it'\\''s/drift.js' check --staged --fail-on error");
  });
});

describe('hooks', () => {
  test('stop a commit that adds an error, let the next one through, and are gone when they are taken out', () => {
    expect(hooks('install').code).toBe(0);
    expect(hooks('install').code).toBe(0);
    project.write('b.ts', QUERY);
    const stopped = project.shell(`git add -A && ${COMMIT}`);
    expect([stopped.code, (stopped.stdout + stopped.stderr).includes('drift/taint/sql-query')]).toEqual([1, true]);
    project.write('b.ts', 'export const b = 1;\n');
    expect(project.shell(`git add -A && ${COMMIT}`).code).toBe(0);
    expect(hooks('uninstall').code).toBe(0);
    expect([existsSync(hook('pre-commit')), existsSync(hook('pre-push'))]).toEqual([false, false]);
  });

  test('of others stay in force, with their rights, and are as they were afterwards', () => {
    mkdirSync(join(project.root, '.git/hooks'), { recursive: true });
    writeFileSync(hook('pre-push'), OTHERS, { mode: 0o700 });
    writeFileSync(hook('pre-commit'), '#!/usr/bin/env python3\nprint(1)\n', { mode: 0o755 });
    const run = hooks('install');
    expect([run.code, run.stdout]).toEqual([2, expect.stringContaining('pre-commit: foreign')]);
    expect(readFileSync(hook('pre-commit'), 'utf8')).toBe('#!/usr/bin/env python3\nprint(1)\n');
    expect(statSync(hook('pre-push')).mode & 0o777).toBe(0o700);
    expect(readFileSync(hook('pre-push'), 'utf8').endsWith('echo others >&2\ncat >/dev/null\nexit 0\n')).toBe(true);
    hooks('uninstall');
    expect(readFileSync(hook('pre-push'), 'utf8')).toBe(OTHERS);
  });

  test('that are links are left alone', () => {
    mkdirSync(join(project.root, '.git/hooks'), { recursive: true });
    project.write('shared-hook', OTHERS);
    symlinkSync(join(project.root, 'shared-hook'), hook('pre-commit'));
    expect(hooks('install').stdout).toContain('pre-commit: foreign');
    expect(readFileSync(join(project.root, 'shared-hook'), 'utf8')).toBe(OTHERS);
  });

  test('go where git looks for them, and name no place of this machine in a folder that others use', () => {
    project.git('config', 'core.hooksPath', '.githooks');
    expect(hooks('install').code).toBe(0);
    const text = readFileSync(hook('pre-commit', '.githooks'), 'utf8');
    expect(text).toContain('command -v drift');
    expect(text).not.toContain('drift.js');
    expect(existsSync(hook('pre-commit'))).toBe(false);
    const missing = project.shell(`git add -A && PATH=/usr/bin:/bin ${COMMIT}`);
    expect([missing.code, missing.stderr.includes('drift: not found')]).toEqual([1, true]);
  });

  test('of a second working tree are those of the repository, and a root below the top is named', () => {
    const tree = join(project.root, '../', `${project.root.split('/').at(-1)}-tree`);
    project.git('worktree', 'add', '-q', tree);
    mkdirSync(join(tree, 'packages/a'), { recursive: true });
    writeFileSync(join(tree, 'packages/a/drift.toml'), '');
    expect(hooks('install', join(tree, 'packages/a')).code).toBe(0);
    expect(readFileSync(hook('pre-push'), 'utf8')).toContain("-C 'packages/a' check --changed --fail-on error");
    project.git('worktree', 'remove', '--force', tree);
  });

  test('that git will not run are told', () => {
    hooks('install');
    chmodSync(hook('pre-commit'), 0o644);
    const run = hooks('status');
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('pre-commit: git will not run it')]);
    expect(hooks('install').code).toBe(0);
  });

  test('need a repository', () => {
    const bare = new TemporaryProject({ 'a.ts': '' });
    expect(hooks('install', bare.root)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no git repository'),
    });
    bare.remove();
  });
});
