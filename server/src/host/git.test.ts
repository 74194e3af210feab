import {
  chmod,
  lutimes,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  utimes,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openRepository, type Repository } from './git.ts';
import { defaultBaseline } from './git-baseline.ts';
import { readBlobs } from './git-blobs.ts';
import { changedSince, parseRawDiff, stagedFiles } from './git-changes.ts';
import { toFileId } from './narrow.ts';
import { createNodeHost } from './node-host.ts';

const host = createNodeHost();
const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function temporary(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'drift-git-')));
  folders.push(folder);
  return folder;
}

/** Runs git for the set-up of a test and gives what it printed. */
async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgSign=false'];
  const result = await host.run('git', [...identity, ...args], { cwd });
  if (!result.ok || result.value.code !== 0) throw new Error(`git ${args.join(' ')}: ${JSON.stringify(result)}`);
  return new TextDecoder().decode(result.value.stdout).trim();
}

async function repository(branch: string, ...init: readonly string[]): Promise<string> {
  const folder = await temporary();
  await git(folder, 'init', '-q', '-b', branch, ...init);
  return folder;
}

async function commit(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [path, text] of Object.entries(files)) await host.writeFile(join(folder, path), text);
  await git(folder, 'add', '-A');
  await git(folder, 'commit', '-q', '--allow-empty', '-m', 'c');
  return await git(folder, 'rev-parse', 'HEAD');
}

async function opened(root: string): Promise<Repository> {
  const repo = await openRepository(host, root);
  if (!repo.ok || repo.value === null) throw new Error(JSON.stringify(repo));
  return repo.value;
}

async function changes(root: string, base: string): Promise<Record<string, string>> {
  const result = await changedSince(await opened(root), base);
  return listed(result.ok ? result.value : new Map([['failed', { status: JSON.stringify(result) }]]));
}

function listed(map: ReadonlyMap<string, { readonly status: string; readonly from?: string }>): Record<string, string> {
  return Object.fromEntries([...map].map(([path, { status, from }]) => [path, from ? `${status} ${from}` : status]));
}

async function blobs(
  repo: Repository,
  revision: string,
  paths: readonly string[],
): Promise<(string | null)[] | string> {
  const result = await readBlobs(repo, revision, paths.map(toFileId));
  if (!result.ok) return result.problems[0]?.message ?? '';
  return [...result.value.values()].map((bytes) => (bytes === null ? null : new TextDecoder().decode(bytes)));
}

describe('openRepository', () => {
  it('is null outside a repository and in a bare one', async () => {
    expect(await openRepository(host, await temporary())).toEqual({ ok: true, value: null });
    expect(await openRepository(host, await repository('main', '--bare'))).toEqual({ ok: true, value: null });
  });

  it('knows the place of a subdirectory, whatever its name', async () => {
    const root = await repository('main');
    const name = 'a "b"\n数据';
    await mkdir(join(root, name));
    expect(await opened(join(root, name))).toMatchObject({
      gitDir: join(root, '.git'),
      toplevel: root,
      prefix: `${name}/`,
    });
  });

  it('reports what git refuses', async () => {
    const root = await repository('main');
    await host.writeFile(join(root, '.git/config'), '[core\n');
    expect(await openRepository(host, root)).toMatchObject({ ok: false, problems: [{ code: 'GIT_ERROR' }] });
  });
});

describe('defaultBaseline', () => {
  it('is null before the first commit', async () => {
    expect(await defaultBaseline(await opened(await repository('main')))).toEqual({ ok: true, value: null });
  });

  it('is a problem where the default branch cannot be told: a detached or one-branch checkout of another', async () => {
    const origin = await repository('topic');
    const head = await commit(origin, { 'a.ts': '1' });
    await git(origin, 'checkout', '-q', '--detach', head);
    expect(await defaultBaseline(await opened(origin))).toMatchObject({
      ok: false,
      problems: [{ code: 'GIT_ERROR', message: 'the default branch was not found, so what is new cannot be told' }],
    });
  });

  it('is HEAD on the default branch and without one', async () => {
    for (const [branch, why] of [
      ['main', 'HEAD (on main)'],
      ['trunk', 'HEAD (on trunk)'],
      ['topic', 'HEAD (the only branch)'],
    ] as const) {
      const root = await repository(branch);
      const head = await commit(root, { 'a.ts': '1' });
      expect(await defaultBaseline(await opened(root))).toEqual({
        ok: true,
        value: { commit: head, description: why },
      });
    }
  });

  it('is the merge base on another branch and on a detached HEAD', async () => {
    const root = await repository('master');
    const base = await commit(root, { 'a.ts': '1' });
    await git(root, 'switch', '-q', '-c', 'topic');
    await commit(root, { 'b.ts': '1' });
    await git(root, 'switch', '-q', 'master');
    await commit(root, { 'c.ts': '1' });
    await git(root, 'switch', '-q', 'topic');
    const expected = { ok: true, value: { commit: base, description: 'merge base with master' } };
    expect(await defaultBaseline(await opened(root))).toEqual(expected);
    await git(root, 'checkout', '-q', '--detach');
    expect(await defaultBaseline(await opened(root))).toEqual(expected);
  });

  it('prefers what origin calls its default branch', async () => {
    const root = await repository('main');
    const base = await commit(root, { 'a.ts': '1' });
    await git(root, 'update-ref', 'refs/remotes/origin/production', base);
    await git(root, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/production');
    await commit(root, { 'b.ts': '1' });
    expect(await defaultBaseline(await opened(root))).toEqual({
      ok: true,
      value: { commit: base, description: 'merge base with origin/production' },
    });
  });

  it('takes the tip where a shallow history holds no common commit', async () => {
    const root = await repository('main');
    await commit(root, { 'a.ts': '1' });
    const tip = await commit(root, { 'a.ts': '2' });
    const orphan = await git(root, 'commit-tree', '-m', 'x', `${tip}^{tree}`);
    await git(root, 'checkout', '-q', '--detach', orphan);
    expect(await defaultBaseline(await opened(root))).toEqual({
      ok: true,
      value: { commit: tip, description: 'tip of main (no common commit in this history)' },
    });
  });

  it('works in a shallow history', async () => {
    const root = await repository('main');
    await commit(root, { 'a.ts': '1' });
    const head = await commit(root, { 'a.ts': '2' });
    await host.writeFile(join(root, '.git/shallow'), `${head}\n`);
    await git(root, 'switch', '-q', '-c', 'topic');
    await commit(root, { 'b.ts': '1' });
    expect(await defaultBaseline(await opened(root))).toMatchObject({ value: { commit: head } });
    expect(await changes(root, head)).toEqual({ 'b.ts': 'added' });
  });

  it('takes an explicit reference, and names one that does not exist', async () => {
    const root = await repository('main');
    const first = await commit(root, { 'a.ts': '1' });
    await commit(root, { 'a.ts': '2' });
    const repo = await opened(root);
    expect(await defaultBaseline(repo, 'HEAD~1')).toMatchObject({ ok: true, value: { commit: first } });
    for (const bad of ['nowhere', '--all', '', 'HEAD:a.ts', 'a\0b']) {
      expect(await defaultBaseline(repo, bad)).toMatchObject({
        ok: false,
        problems: [{ code: 'GIT_ERROR', message: `"${bad}" is not a commit of this repository` }],
      });
    }
  });
});

describe('changedSince', () => {
  it('lists every kind of change with names of any kind', async () => {
    const root = await repository('main');
    const long = 'one\ntwo\nthree\nfour\nfive\nsix\n';
    const base = await commit(root, {
      '.gitignore': 'ignored.ts\n',
      'same.ts': '1',
      'mod "q"\n.ts': '1',
      'gone.ts': 'was here',
      'old name.ts': long,
      'uncached.ts': '1',
      'touched.ts': '1',
    });
    await host.writeFile(join(root, 'mod "q"\n.ts'), '2');
    await rm(join(root, 'gone.ts'));
    await rename(join(root, 'old name.ts'), join(root, 'новое.ts'));
    await git(root, 'add', 'новое.ts', 'old name.ts');
    await git(root, 'rm', '-q', '--cached', 'uncached.ts');
    await commit(root, { 'later.ts': '1' }).then(() => git(root, 'reset', '-q', '--soft', base));
    await host.writeFile(join(root, 'touched.ts'), '1');
    await host.writeFile(join(root, 'new/\t数据.ts'), '1');
    await host.writeFile(join(root, 'ignored.ts'), '1');
    expect(await changes(root, base)).toEqual({
      'gone.ts': 'deleted',
      'later.ts': 'added',
      'mod "q"\n.ts': 'modified',
      'новое.ts': 'renamed old name.ts',
      'new/\t数据.ts': 'added',
    });
  });

  it('counts a file taken out of the index but still there as modified', async () => {
    const root = await repository('main');
    const base = await commit(root, { 'a.ts': '1' });
    await git(root, 'rm', '-q', '--cached', 'a.ts');
    expect(await changes(root, base)).toEqual({ 'a.ts': 'modified' });
  });

  it('sees only the workspace root, with paths from there', async () => {
    const root = await repository('main');
    const base = await commit(root, { 'top.ts': '1', 'pkg/a.ts': '1', 'pkg[1]/a.ts': '1' });
    await commit(root, { 'top.ts': '2', 'pkg/a.ts': '2', 'pkg[1]/a.ts': '2' });
    await host.writeFile(join(root, 'pkg/new.ts'), '1');
    await host.writeFile(join(root, 'other.ts'), '1');
    expect(await changes(join(root, 'pkg'), base)).toEqual({ 'a.ts': 'modified', 'new.ts': 'added' });
    expect(await changes(join(root, 'pkg[1]'), base)).toEqual({ 'a.ts': 'modified' });
    const repo = await opened(join(root, 'pkg'));
    expect(await blobs(repo, base, ['a.ts', '../top.ts', 'new.ts'])).toEqual(['1', null, null]);
  });

  it('works in a linked working tree and in a sha256 repository', async () => {
    const root = await repository('main', '--object-format=sha256');
    const base = await commit(root, { 'a.ts': '1' });
    const tree = join(await temporary(), 'tree');
    await git(root, 'worktree', 'add', '-q', '-b', 'topic', tree);
    await commit(tree, { 'b.ts': '1' });
    const repo = await opened(tree);
    expect(repo.toplevel).toBe(tree);
    expect(await defaultBaseline(repo)).toMatchObject({ value: { commit: base } });
    expect(await changes(tree, base)).toEqual({ 'b.ts': 'added' });
    expect(await blobs(repo, base, ['a.ts', 'b.ts'])).toEqual(['1', null]);
  });

  it('reports a commit that does not exist', async () => {
    const repo = await opened(await repository('main'));
    expect(await changedSince(repo, '0'.repeat(40))).toMatchObject({ ok: false, problems: [{ code: 'GIT_ERROR' }] });
  });
});

describe('files that were only touched', () => {
  /** A time of long ago, in seconds. */
  const LONG_AGO = 1_000_000;

  it('are not changed, and git notes nothing about them in its index', async () => {
    const root = await repository('main');
    await git(root, 'config', 'core.autocrlf', 'false');
    await symlink('a.ts', join(root, 'link'));
    const names = ['a.ts', 'mod.ts', 'mode.ts', 'li\nne "q".ts', 'sub/数.ts', 'crlf.ts'];
    const base = await commit(root, Object.fromEntries(names.map((name) => [name, 'one\r\ntwo\r\n'])));
    await git(root, 'config', 'core.autocrlf', 'true');
    await host.writeFile(join(root, 'mod.ts'), 'one\r\n2wo\r\n');
    await chmod(join(root, 'mode.ts'), 0o755);
    for (const name of names) await utimes(join(root, name), LONG_AGO, LONG_AGO);
    await lutimes(join(root, 'link'), LONG_AGO, LONG_AGO);
    const index = (): Promise<unknown[]> =>
      Promise.all([readFile(join(root, '.git/index')), stat(join(root, '.git/index')).then((s) => s.mtimeMs)]);
    const before = await index();
    expect(await changes(root, base)).toEqual({ 'mod.ts': 'modified', 'mode.ts': 'modified' });
    expect(await changes(join(root, 'sub'), base)).toEqual({});
    await stagedFiles(await opened(root));
    expect(await index()).toEqual(before);
    // The trap itself works: plain git notes what it saw.
    await git(root, 'diff', '--raw', base);
    expect(await index()).not.toEqual(before);
  });

  it('are not changed either where attributes call them binary, with whatever bytes and names', async () => {
    const root = await repository('main');
    await git(root, 'config', 'core.autocrlf', 'false');
    const names = [
      'lock.ts',
      'both.ts',
      'li\nne.bin',
      '"quoted" \\n.bin',
      'return\r',
      'sub/nul.ts',
      'mod.bin',
      'eol.ts',
    ];
    const files = Object.fromEntries(names.map((name) => [name, `one\r\n${name === 'sub/nul.ts' ? '\0' : ''}`]));
    const attributes = '* -diff\n*.bin binary\neol.ts text eol=crlf\nboth.ts text=auto\n';
    const base = await commit(root, { '.gitattributes': attributes, ...files });
    await git(root, 'config', 'core.autocrlf', 'true');
    // As many bytes as before: only their content tells.
    await host.writeFile(join(root, 'mod.bin'), '0ne\r\n');
    await chmod(join(root, 'both.ts'), 0o755);
    for (const name of names) await utimes(join(root, name), LONG_AGO, LONG_AGO);
    const index = await readFile(join(root, '.git/index'));
    expect(await changes(root, base)).toEqual({ 'mod.bin': 'modified', 'both.ts': 'modified' });
    expect(await changes(join(root, 'sub'), base)).toEqual({});
    expect(await readFile(join(root, '.git/index'))).toEqual(index);
  });

  it('are changed where the commit holds what a filter made of them, whose program is not run', async () => {
    const root = await repository('main');
    await git(root, 'config', 'filter.up.clean', 'tr a-z A-Z');
    const base = await commit(root, { '.gitattributes': '*.up filter=up\n', 'a.up': 'one\n', 'b.up': 'TWO\n' });
    for (const name of ['a.up', 'b.up']) await utimes(join(root, name), LONG_AGO, LONG_AGO);
    expect(await changes(root, base)).toEqual({ 'a.up': 'modified' });
  });

  it('leave a split index as it is, but for the time that git sets itself', async () => {
    const root = await repository('main');
    const base = await commit(root, { 'a.ts': '1\n' });
    await git(root, 'update-index', '--split-index');
    const held = async (): Promise<readonly (readonly [string, string])[]> => {
      const names = (await readdir(join(root, '.git'))).filter((name) => name.includes('index')).sort();
      const read = async (name: string): Promise<[string, string]> => [
        name,
        await readFile(join(root, '.git', name), 'latin1'),
      ];
      return await Promise.all(names.map(read));
    };
    const before = await held();
    expect(before.map(([name]) => name)).toEqual(['index', expect.stringMatching(/^sharedindex\./)]);
    await utimes(join(root, 'a.ts'), LONG_AGO, LONG_AGO);
    expect(await changes(root, base)).toEqual({});
    expect(await held()).toEqual(before);
  });

  it('may be more than fit into one command line', async () => {
    const root = await repository('main');
    const names = Array.from({ length: 100 }, (_, i) => `${'long-name-'.repeat(20)}${i}.ts`);
    const base = await commit(root, Object.fromEntries(names.map((name) => [name, '1\n'])));
    for (const name of names) await utimes(join(root, name), LONG_AGO, LONG_AGO);
    await host.writeFile(join(root, names[7] ?? ''), '2\n');
    expect(await changes(root, base)).toEqual({ [names[7] ?? '']: 'modified' });
  });
});

describe('stagedFiles', () => {
  it('lists what is in the index, before the first commit too', async () => {
    const root = await repository('main');
    await host.writeFile(join(root, 'a.ts'), '1');
    await git(root, 'add', 'a.ts');
    await host.writeFile(join(root, 'a.ts'), '2');
    await host.writeFile(join(root, 'b.ts'), '1');
    const repo = await opened(root);
    const staged = await stagedFiles(repo);
    expect(staged.ok && listed(staged.value)).toEqual({ 'a.ts': 'added' });
    expect(await blobs(repo, ':', ['a.ts', 'b.ts'])).toEqual(['1', null]);
  });
});

describe('readBlobs', () => {
  it('reads any bytes and any names in one run', async () => {
    const root = await repository('main');
    const base = await commit(root, {
      'a.ts': 'x missing\n\0y',
      'empty.ts': '',
      'q\n"数".ts': 'q',
      'd/e.ts': 'e',
      '0:z.ts': 'z',
    });
    const repo = await opened(root);
    expect(await blobs(repo, base, ['a.ts', 'empty.ts', 'none.ts', 'd', '0:z.ts'])).toEqual([
      'x missing\n\0y',
      '',
      null,
      null,
      'z',
    ]);
    expect(await blobs(repo, base, ['no\nne', 'q\n"数".ts', 'd/e.ts'])).toEqual([null, 'q', 'e']);
    expect(await blobs(repo, ':', ['0:z.ts'])).toEqual(['z']);
    expect(await blobs(repo, base, [])).toEqual([]);
  });
});

describe('a hostile repository', () => {
  it('has none of its programs executed', async () => {
    const root = await repository('main');
    const base = await commit(root, {
      'a.ts': '1\n',
      'touched.ts': '1\n',
      '.gitattributes': '*.ts filter=evil diff=evil\n',
    });
    const mark = join(await temporary(), 'ran');
    const script = join(root, '.git', 'evil.sh');
    await host.writeFile(script, `#!/bin/sh\necho x > '${mark}'\ncat\n`);
    await chmod(script, 0o755);
    const settings = [
      'filter.evil.clean',
      'filter.evil.process',
      'diff.evil.textconv',
      'diff.evil.command',
      'diff.external',
    ];
    for (const name of [...settings, 'core.fsmonitor', 'core.pager', 'core.editor'])
      await git(root, 'config', name, script);
    await git(root, 'config', 'filter.evil.required', 'true');
    await host.writeFile(join(root, 'a.ts'), '2\n');
    await host.writeFile(join(root, 'b.ts'), '2\n');
    await utimes(join(root, 'touched.ts'), 1_000_000, 1_000_000);
    const repo = await opened(root);
    await defaultBaseline(repo);
    expect(await changes(root, base)).toEqual({ 'a.ts': 'modified', 'b.ts': 'added' });
    await stagedFiles(repo);
    await blobs(repo, base, ['a.ts']);
    await expect(stat(mark)).rejects.toMatchObject({ code: 'ENOENT' });
    // The trap itself works: plain git falls into it.
    await host.run('git', ['diff'], { cwd: root });
    await expect(stat(mark)).resolves.toBeDefined();
  });
});

it('reads raw diff records of every kind', () => {
  const record = (status: string, ...paths: readonly string[]): string =>
    [`:100644 100644 aaa bbb ${status}`, ...paths, ''].join('\0');
  const text =
    record('M', 'm') + record('T', 't') + record('U', 'u') + record('C75', 'x', 'c') + record('R100', 'o', 'r');
  expect(listed(parseRawDiff(text))).toEqual({
    m: 'modified',
    t: 'modified',
    u: 'modified',
    c: 'added',
    r: 'renamed o',
  });
  expect(parseRawDiff('').size).toBe(0);
});
