import { appendFile, chmod, mkdtemp, readdir, readFile, realpath, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createNodeHost } from './node-host.ts';

const host = createNodeHost();
let root = '';

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'drift-host-')));
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('writes whole files, making directories, and leaves nothing else behind', async () => {
  const path = join(root, 'new/dir/a.txt');
  expect(await host.writeFile(path, 'one')).toEqual({ ok: true, value: null });
  expect(await host.writeFile(path, new Uint8Array([116, 119, 111]))).toEqual({ ok: true, value: null });
  expect(await host.readFile(path)).toMatchObject({ ok: true, value: Buffer.from('two') });
  expect(await host.readHead(path, 2)).toMatchObject({ ok: true, value: new Uint8Array([116, 119]) });
  expect(await readdir(join(root, 'new/dir'))).toEqual(['a.txt']);
  expect(await host.writeFile(join(root, 'new'), 'x')).toMatchObject({ ok: false });
  expect(await readdir(root)).toEqual(['new']);
});

it('appends whole lines, closing one that somebody left unfinished, and keeps what lies there', async () => {
  const path = join(root, 'append/dir/log');
  expect(await host.appendLines(path, 'one\n')).toEqual({ ok: true, value: null });
  await appendFile(path, 'torn');
  expect(await host.appendLines(path, 'two\n')).toEqual({ ok: true, value: null });
  expect(await readFile(path, 'utf8')).toBe('one\ntorn\ntwo\n');
  expect(await host.appendLines(join(root, 'append'), 'x\n')).toMatchObject({ ok: false, reason: 'failed' });
});

it('loses no line when many append at once', async () => {
  const path = join(root, 'append/many');
  const wanted = Array.from({ length: 200 }, (_, i) => `${i}${'x'.repeat(500)}`);
  const answers = await Promise.all(wanted.map((line) => host.appendLines(path, `${line}\n`)));
  expect(answers.every((a) => a.ok)).toBe(true);
  const lines = (await readFile(path, 'utf8')).split('\n').filter((l) => l !== '');
  expect([...lines].sort()).toEqual([...wanted].sort());
});

it('stamps with ids that are unique and ordered by time', () => {
  const stamps = Array.from({ length: 50 }, () => host.stamp());
  expect(new Set(stamps.map((s) => s.id)).size).toBe(50);
  for (const { id, at } of stamps) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(Date.parse(at));
  }
});

it('says why an operation failed', async () => {
  expect(await host.readFile(join(root, 'absent'))).toMatchObject({ ok: false, reason: 'missing' });
  expect(await host.readFile(root)).toMatchObject({ ok: false, reason: 'failed' });
  expect(await host.readFile('a\0b')).toMatchObject({ ok: false, reason: 'failed' });
});

it('lists and inspects without following links', async () => {
  const place = join(root, 'links');
  await host.writeFile(join(place, 'f'), 'abc');
  await symlink('f', join(place, 'l'));
  await symlink('nowhere', join(place, 'broken'));
  const listed = await host.readDirectory(place);
  expect(listed.ok && [...listed.value].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: 'broken', kind: 'link' },
    { name: 'f', kind: 'file' },
    { name: 'l', kind: 'link' },
  ]);
  expect(await host.stat(join(place, 'l'))).toMatchObject({ value: { kind: 'link' } });
  expect(await host.stat(join(place, 'f'))).toMatchObject({ value: { kind: 'file', size: 3, readable: true } });
  expect(await host.realPath(join(place, 'l'))).toEqual({ ok: true, value: join(place, 'f') });
  expect(await host.realPath(join(place, 'broken'))).toMatchObject({ reason: 'missing' });
});

it('knows an unreadable file by its bits, except for the superuser', async () => {
  const path = join(root, 'closed');
  await host.writeFile(path, 'x');
  await chmod(path, 0);
  const readable = process.getuid?.() === 0;
  expect(await host.stat(path)).toMatchObject({ value: { readable } });
  expect((await host.readFile(path)).ok).toBe(readable);
});

it('runs a program with input, without a shell, within bounds', async () => {
  const node = (code: string, more: { input?: string; timeoutMs?: number; maxBytes?: number } = {}) =>
    host.run('node', ['-e', code, '$HOME; echo'], { cwd: root, ...more });
  const echo = await node(
    'process.stdin.pipe(process.stdout); process.stdin.on("end", () => process.stdout.write(process.argv[1]))',
    { input: 'in ' },
  );
  expect(echo.ok && new TextDecoder().decode(echo.value.stdout)).toBe('in $HOME; echo');
  expect(await node('console.error("why"); process.exit(3)')).toMatchObject({ value: { code: 3, stderr: 'why\n' } });
  expect(await node('setInterval(() => 0, 1000)', { timeoutMs: 100 })).toMatchObject({ ok: false });
  expect(await node('for (;;) console.log("x".repeat(1000))', { maxBytes: 10_000 })).toMatchObject({ ok: false });
  expect(await host.run('no-such-program', [], { cwd: root })).toMatchObject({ ok: false });
  expect(await host.run('node', ['a\0b'], { cwd: root })).toMatchObject({ ok: false });
});

it('takes no program from below the working directory', async () => {
  expect(await host.run('node', ['-v'], { cwd: '/' })).toMatchObject({ ok: false });
});

it('talks to a worker and learns how it ended', async () => {
  const script = join(root, 'echo.cjs');
  await host.writeFile(
    script,
    `const { parentPort, workerData } = require('node:worker_threads');
     parentPort.on('message', (m) => { if (m === 'die') throw new Error('dead'); parentPort.postMessage([workerData, m]); });`,
  );
  const worker = host.spawnWorker(script, 'data');
  const answer = await new Promise((resolve) => {
    worker.onMessage(resolve);
    worker.post('hello');
  });
  expect(answer).toEqual(['data', 'hello']);
  const died = new Promise<Error | null>((resolve) => worker.onExit(resolve));
  worker.post('die');
  expect((await died)?.message).toBe('dead');
  const stopped = host.spawnWorker(script, null);
  await stopped.terminate();
  expect(await new Promise((resolve) => stopped.onExit(resolve))).toBeNull();
  const absent = host.spawnWorker(join(root, 'absent.cjs'), null);
  expect(await new Promise((resolve) => absent.onExit(resolve))).toBeInstanceOf(Error);
});

it('writes a file in parts, and nothing of it when a part cannot be made', async () => {
  const path = join(root, 'parts/a.bin');
  const bytes = (n: number): Uint8Array => new Uint8Array(5_000).fill(n);
  expect(await host.writeParts(path, [bytes(1), bytes(2), bytes(3)])).toEqual({ ok: true, value: null });
  expect(await readFile(path)).toEqual(Buffer.concat([bytes(1), bytes(2), bytes(3)]));
  const broken = function* (): Generator<Uint8Array> {
    yield bytes(4);
    throw new Error('no more');
  };
  expect(await host.writeParts(path, broken())).toMatchObject({ ok: false, reason: 'failed' });
  expect((await readFile(path)).length).toBe(15_000);
  expect(await readdir(join(root, 'parts'))).toEqual(['a.bin']);
});

it('reads into memory that threads share, filled up to whole words, and only what it is told to expect', async () => {
  const path = join(root, 'shared/a.bin');
  await host.writeFile(path, 'eleven byte');
  const read = await host.readShared(path, 11);
  expect(read.ok && Buffer.from(read.value).toString()).toBe('eleven byte\0\0\0\0\0');
  expect(await host.readShared(path, 10)).toMatchObject({ ok: false, reason: 'failed' });
  expect(await host.readShared(join(root, 'shared'), 100)).toMatchObject({ ok: false });
  expect(await host.readShared(join(root, 'shared/b'), 100)).toMatchObject({ ok: false, reason: 'missing' });
});

it.runIf(process.platform !== 'win32')(
  'follows no link when it shares, and keeps private what is private',
  async () => {
    await host.writeFile(join(root, 'shared/key'), 'secret', { isPrivate: true });
    await symlink(join(root, 'shared/key'), join(root, 'shared/link'));
    expect(await host.readShared(join(root, 'shared/link'), 100)).toMatchObject({ ok: false });
    expect((await stat(join(root, 'shared/key'))).mode & 0o777).toBe(0o600);
  },
);

it('takes files, links and empty directories away, and nothing that holds something', async () => {
  await host.writeFile(join(root, 'gone/a'), 'x');
  expect(await host.deleteEntry(join(root, 'gone'))).toMatchObject({ ok: false });
  expect(await host.deleteEntry(join(root, 'gone/a'))).toEqual({ ok: true, value: null });
  expect(await host.deleteEntry(join(root, 'gone'))).toEqual({ ok: true, value: null });
  expect(await host.deleteEntry(join(root, 'gone'))).toMatchObject({ ok: false, reason: 'missing' });
});

it('gives other bytes each time it is asked for chance', () => {
  expect(host.randomBytes(32)).toHaveLength(32);
  expect(host.randomBytes(32)).not.toEqual(host.randomBytes(32));
});
