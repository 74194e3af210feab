import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { wsStatusAnswerSchema } from '@drift/shared';
import { afterEach, describe, expect, test } from 'vitest';
import { makingName } from '../../server/src/store/database/backup-names.ts';
import { MIGRATIONS } from '../../server/src/store/database/schema.ts';
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

/** A project with the folder of ours and one recorded scan. */
function recorded(): { readonly root: string; write(path: string, content: string | Uint8Array): void } {
  const p = project({ '.drift/.gitignore': '' });
  expect(drift(p.root, ['check']).code).toBe(0);
  return { root: p.root, write: (path, content) => p.write(path, content) };
}

function backupsIn(root: string): string[] {
  return readdirSync(join(root, '.drift-backups')).filter((n) => n.startsWith('backup-'));
}

/** The bytes of an image with some pages turned over. */
function damaged(path: string): Uint8Array {
  return Uint8Array.from(readFileSync(path), (byte, at) => (at >= 4_096 && at < 24_576 ? byte ^ 0xff : byte));
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
    expect(grammars?.message).toContain('ruby (its file is not the one that was shipped)');
    const loaded = examine(root, { installation: damaged, args: ['--thorough'] }).checks.get('grammars');
    expect(loaded).toMatchObject({ status: 'error', message: expect.stringMatching(/^2 grammars .*go \(.*ruby \(/) });
    expect(checks.get('node')).toMatchObject({ status: 'error', message: expect.stringContaining('18.20.4') });
  });

  test('loads the grammar the project uses most, and every one when asked to', () => {
    const { root } = project({ 'b.py': '', 'c.py': '' });
    const whole = 'all 11 grammars are as shipped; python loads and parses';
    expect(examine(root).checks.get('grammars')).toMatchObject({ status: 'ok', message: whole });
    const all = examine(root, { args: ['--thorough'] }).checks.get('grammars');
    expect(all).toMatchObject({ status: 'ok', message: 'all 11 grammars load and parse' });

    const damaged = installation();
    damaged.replace('dist/wasm/runtime.wasm', 'not wasm');
    const unusable = examine(root, { installation: damaged });
    expect(unusable.code).toBe(1);
    expect(unusable.checks.get('grammars')?.message).toMatch(/^1 grammar cannot be used: python \(/);
    damaged.without('dist/wasm/manifest.json');
    expect(examine(root, { installation: damaged }).checks.get('grammars')?.message).toContain('has no checksum');
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

  test('finds a damaged database and a backup that is not what it was, and takes the one that is', () => {
    const { root, write } = recorded();
    expect(drift(root, ['backup', 'create']).code).toBe(0);
    expect(drift(root, ['backup', 'create']).code).toBe(0);
    const [newest = ''] = backupsIn(root).sort().reverse();
    write(`.drift-backups/${newest}/drift.db`, damaged(join(root, '.drift-backups', newest, 'drift.db')));
    write('.drift/drift.db', damaged(join(root, '.drift/drift.db')));
    const before = examine(root);
    expect(before.code).toBe(1);
    expect(before.checks.get('database')).toMatchObject({
      status: 'error',
      message: expect.stringContaining('damaged'),
    });
    expect(before.checks.get('backups')).toMatchObject({ status: 'warn', message: expect.stringContaining(newest) });

    const { code, checks } = examine(root, { args: ['--fix'] });
    expect(code).toBe(0);
    expect(checks.get('database')).toMatchObject({
      status: 'ok',
      mended: expect.stringMatching(/; the backup backup-\S+ is used; what was there is kept as backup-\S+$/),
    });
    // Of the damage the doctor kept a copy, which it does not complain about afterwards.
    expect(checks.get('backups')?.message).toContain(`1 backup cannot be relied on: ${newest}: `);
    expect(drift(root, ['backup', 'delete', newest, '--yes']).code).toBe(0);
    expect(examine(root).checks.get('backups')).toMatchObject({
      status: 'ok',
      message: '2 of 2 backups looked at and as they were made; 1 keeps a damaged state and cannot be restored',
    });
    expect(checks.get('lock')?.message).toBe('nobody else is writing');
    expect(drift(root, ['status', '--json']).stdout).toContain('"scans": 1');
  });

  test('--fix takes the state saved before a damaged one where it is whole, however new the backups are', () => {
    const { root, write } = recorded();
    expect(drift(root, ['backup', 'create']).code).toBe(0);
    for (const n of [1, 2]) {
      write(`src/b${n}.ts`, `export const b${n} = ${n};\n`);
      expect(drift(root, ['check']).code).toBe(0);
    }
    write('.drift/drift.db', damaged(join(root, '.drift/drift.db')));
    // What SQLite said is kept for whoever looks closer, and told to nobody else.
    expect(examine(root).checks.get('database')).toMatchObject({
      status: 'error',
      message: 'the database is damaged: its pages are damaged',
      details: expect.stringMatching(/\w/),
    });
    const status = wsStatusAnswerSchema.parse(JSON.parse(drift(root, ['status', '--json']).stdout));
    expect(status).toMatchObject({
      health: 'critical',
      reasons: ["Drift's database is damaged: its pages are damaged; the state saved before it is used"],
      scans: 2,
      schemaVersion: MIGRATIONS.length,
    });
    const { code, checks } = examine(root, { args: ['--fix'] });
    expect(code).toBe(0);
    expect(checks.get('database')?.mended).toMatch(
      /damaged: its pages are damaged \(kept as drift\.db\.corrupt-\S+\); the state saved before it is used; what was there is kept as backup-\S+-pre_destructive-\S+$/,
    );
    // Three scans were recorded, of which the last one lay in the damaged generation alone.
    expect(drift(root, ['status', '--json']).stdout).toContain('"scans": 2');
  });

  test('says what lies in the place of the database, and moves it aside', () => {
    const { root } = recorded();
    rmSync(join(root, '.drift/drift.db'));
    mkdirSync(join(root, '.drift/drift.db'));
    expect(examine(root).checks.get('database')?.message).toBe('the database is damaged: it is a folder and no file');
    const { code, checks } = examine(root, { args: ['--fix'] });
    expect(code).toBe(0);
    expect(checks.get('database')?.mended).toMatch(
      /^Drift's database was damaged: it is a folder and no file \(kept as/,
    );
    expect(statSync(join(root, '.drift/drift.db')).isFile()).toBe(true);
  });

  test('finds a backup that nobody verified', () => {
    const { root, write } = recorded();
    expect(drift(root, ['backup', 'create']).code).toBe(0);
    const [id = ''] = backupsIn(root);
    const manifest = join(root, '.drift-backups', id, 'manifest.json');
    const text = readFileSync(manifest, 'utf8').replace('"integrityVerified": true', '"integrityVerified": false');
    write(`.drift-backups/${id}/manifest.json`, text);
    expect(examine(root).checks.get('backups')).toMatchObject({
      status: 'warn',
      message: `1 backup cannot be relied on: ${id} was not verified when it was made`,
    });
  });

  test('finds a stale lock, settings that changed since, and an old and a new schema', () => {
    const { root, write } = recorded();
    const own = installation();
    own.newerSchema();
    write('.drift/drift.db.lock/x', '');
    rmSync(join(root, '.drift/drift.db.lock/x'));
    const gone = { pid: 2 ** 22 + 1, host: hostname(), command: 'drift check', since: '2026-01-01T00:00:00.000Z' };
    write('.drift/drift.db.holder', `${JSON.stringify({ ...gone, token: 'x' })}\n`);
    write('drift.toml', '[scan]\nmax_file_size = "2MB"\n');
    write('.drift/conventions.json.lock/x', 'x');
    const half = makingName({ pid: gone.pid, hostName: hostname() }, 'backup-20260101T000000000-manual-0000');
    write(`.drift-backups/${half}/drift.db`, '');
    const { checks } = examine(root, { installation: own });
    expect(checks.get('lock')).toMatchObject({ status: 'warn', message: expect.stringContaining('`drift check`') });
    expect(checks.get('stored-settings')).toMatchObject({
      status: 'warn',
      message: 'the last recorded scan was made under other settings: scan.max_file_size',
    });
    expect(checks.get('schema')).toMatchObject({
      status: 'warn',
      message: `the database has schema ${MIGRATIONS.length}; this Drift has ${MIGRATIONS.length + 1}`,
    });

    expect(checks.get('decisions-lock')).toMatchObject({
      status: 'warn',
      message: expect.stringMatching(/is a folder with something in it, so nothing can be decided$/),
    });
    expect(checks.get('backups')).toMatchObject({ status: 'warn', message: expect.stringContaining(half) });

    const mended = examine(root, { installation: own, args: ['--fix'] });
    expect(mended.checks.get('decisions-lock')?.mended).toMatch(
      /^put .* aside as \.drift\/local\/conventions\.json\.lock-/,
    );
    // The migration that came before made a backup, which takes away what others left.
    expect(readdirSync(join(root, '.drift-backups'))).not.toContain(half);
    expect(mended.checks.get('backups')?.status).toBe('ok');
    expect(mended.checks.get('lock')).toMatchObject({ status: 'ok', mended: 'took the stale lock away' });
    expect(mended.checks.get('schema')).toMatchObject({
      status: 'ok',
      mended: expect.stringMatching(
        new RegExp(
          `^went from schema ${MIGRATIONS.length} to ${MIGRATIONS.length + 1}; kept backup-.*-schema_migration-`,
        ),
      ),
    });
    renameSync(join(root, '.drift-backups'), join(root, 'elsewhere'));
    symlinkSync('elsewhere', join(root, '.drift-backups'));
    write('.drift/conventions.json.lock', '');
    // The other way round: now the database is newer than the ordinary program.
    const after = examine(root).checks;
    expect(after.get('backups')).toMatchObject({ status: 'warn', message: expect.stringContaining('is a link') });
    expect(after.get('decisions-lock')?.message).toContain('is a file');
    expect(after.get('schema')).toMatchObject({
      status: 'warn',
      message: expect.stringContaining(
        `made by a newer Drift (schema ${MIGRATIONS.length + 1}; this one knows ${MIGRATIONS.length})`,
      ),
    });
    expect(drift(root, ['status', '--json']).stdout).toContain('"health": "warning"');
  });

  test('the program itself says that Node.js is too old', () => {
    const run = runAs(project().root, ['rules'], { node: '16.4.0' });
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^drift: Drift needs Node\.js 20 or newer; this is 16\.4\.0\. .*\n$/);
  });
});
