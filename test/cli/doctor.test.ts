import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { examine, Installation, runAs } from '../support/doctor.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

const made: { remove(): void }[] = [];
afterEach(() => {
  for (const m of made.splice(0)) m.remove();
});

function project(files: Readonly<Record<string, string>> = {}): TemporaryProject {
  const p = new TemporaryProject({ 'src/a.ts': 'export const a = 1;\n', ...files });
  made.push(p);
  return p;
}

function installation(): Installation {
  const i = new Installation();
  made.push(i);
  return i;
}

const ENOUGH_TO_BE_LARGE = 2_001;

describe('drift doctor', () => {
  test('tells a person what it found, one line a check, with the fix below', () => {
    const run = drift(project().root, ['doctor']);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^ok {5}node +Node\.js \d/m);
    expect(run.stdout).toMatch(/^warn {3}settings-file +there is no drift\.toml; built-in settings hold\n +fix: Run /m);
    expect(run.stdout).toMatch(/\n\d+ ok, \d+ to know, 0 wrong \(\d+\.\d s\)\n$/);
  });

  test('finds names and values that the settings cannot have', () => {
    const odd = project({ 'drift.toml': '[scan]\nthread = 2\nthreads = -1\n', '.drift/.gitignore': '' });
    const { code, checks } = examine(odd.root);
    expect(code).toBe(1);
    expect(checks.get('settings-file')?.status).toBe('ok');
    expect(checks.get('settings-valid')).toMatchObject({
      status: 'error',
      message: expect.stringContaining('drift.toml:3:'),
    });
    expect(checks.get('settings-names')).toMatchObject({
      status: 'warn',
      message: expect.stringContaining("Did you mean 'threads'?"),
    });
  });

  test('finds that a settings file is no TOML, a grammar is gone and Node.js is too old', () => {
    const damaged = installation();
    damaged.without('dist/wasm/go.wasm');
    damaged.replace('dist/wasm/ruby.wasm', 'not wasm');
    const { root } = project({ 'drift.toml': '[scan\n' });
    const { code, checks } = examine(root, { installation: damaged, node: '18.20.4' });
    expect(code).toBe(1);
    expect(checks.get('settings-valid')).toMatchObject({
      status: 'error',
      message: expect.stringMatching(/drift\.toml:1:/),
    });
    const grammars = checks.get('grammars');
    expect(grammars?.status).toBe('error');
    expect(grammars?.message).toContain('2 grammars cannot be used: go (Drift is not installed completely');
    expect(grammars?.message).toContain('ruby (');
    expect(checks.get('node')).toMatchObject({ status: 'error', message: expect.stringContaining('18.20.4') });
  });

  test('finds that the server does not start', () => {
    const damaged = installation();
    damaged.replace('dist/lsp.cjs', "throw new Error('cut short');\n");
    const { code, checks } = examine(project().root, { installation: damaged });
    expect(code).toBe(1);
    expect([...checks.keys()]).toEqual(['node', 'server']);
    expect(checks.get('server')).toMatchObject({
      status: 'error',
      message: expect.stringContaining('the server ended (1)'),
    });
  });

  test('--fix makes the folder, adds ignore lines and leaves out what holds no source', () => {
    const big = project({ 'drift.toml': '' });
    for (let i = 0; i < ENOUGH_TO_BE_LARGE; i++) big.write(`data/${i % 7}/${i}.txt`, '');
    big.git('init', '-q');
    const before = examine(big.root);
    expect(before.code).toBe(0);
    expect(before.checks.get('large-directories')).toMatchObject({
      status: 'warn',
      message: 'data holds 2,001 files, none of them source',
    });
    expect(before.checks.get('drift-folder')?.status).toBe('warn');

    const mended = examine(big.root, { args: ['--fix'] });
    for (const id of ['drift-folder', 'large-directories'])
      expect(mended.checks.get(id)).toMatchObject({ id, status: 'ok', mended: expect.any(String) });
    expect(readFileSync(join(big.root, '.driftignore'), 'utf8')).toBe('/data/\n');
    expect(mended.checks.get('git-ignores')).toEqual({
      id: 'git-ignores',
      status: 'ok',
      message: 'git ignores what belongs to this machine',
    });

    big.write('.drift/.gitignore', '/local/\n');
    big.write('.drift-backups/x', '');
    const again = examine(big.root, { args: ['--fix'] });
    expect(again.checks.get('git-ignores')).toMatchObject({ status: 'ok', mended: expect.any(String) });
    expect(readFileSync(join(big.root, '.drift/.gitignore'), 'utf8')).toBe('/local/\n/drift.db*\n/cache/\n/logs/\n');
    expect(readFileSync(join(big.root, '.drift-backups/.gitignore'), 'utf8')).toBe('*\n');
  });

  test('the program itself says that Node.js is too old', () => {
    const run = runAs(project().root, ['rules'], { node: '16.4.0' });
    expect(run.status).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^drift: Drift needs Node\.js 20 or newer; this is 16\.4\.0\. .*\n$/);
  });
});
