import { randomBytes } from 'node:crypto';
import type { Dirent, Stats } from 'node:fs';
import { closeSync, constants, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { lstat, open, readdir, realpath, rmdir, statfs, unlink } from 'node:fs/promises';
import { availableParallelism, hostname } from 'node:os';
import { setCompileEffort } from './compile-effort.ts';
import { failureOf } from './failure.ts';
import { homeOrNull } from './home.ts';
import type { DirectoryEntry, EntryKind, FileStat, Host, HostResult } from './host.ts';
import { makeFolder } from './make-folder.ts';
import { errorCode } from './narrow.ts';
import { appendLines } from './node-append.ts';
import { lockFile } from './node-lock.ts';
import { runProcess } from './node-process.ts';
import { renameFile, replaceFile } from './node-replace.ts';
import { readShared } from './node-shared.ts';
import { spawnNodeWorker } from './node-worker.ts';
import { stamp } from './stamp.ts';

/** Opening a named pipe must not block; for regular files the flag has no effect. Absent on Windows. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The real host: this process's file system, programs, threads and clock. */
export function createNodeHost(): Host {
  return {
    readFile: (path) => guarded('read', path, () => readWhole(path)),
    readHead: (path, length) => guarded('read', path, () => readStart(path, length)),
    readShared: (path, maxBytes) => guarded('read', path, () => readShared(path, maxBytes)),
    writeFile: (path, content, options) => guarded('write', path, () => replaceFile(path, [content], options)),
    writeParts: (path, parts) => guarded('write', path, () => replaceFile(path, parts)),
    makeDirectory: (path) => guarded('make', path, () => makeDirectory(path)),
    freeBytes: (path) => guarded('inspect', path, () => freeBytes(path)),
    deleteEntry: (path) => guarded('delete', path, () => deleteEntry(path)),
    appendLines: (path, lines) => guarded('append', path, () => appendLines(path, lines)),
    renameFile: (from, to) => guarded('rename', from, () => renameFile(from, to)),
    lockFile: (path, options) => guarded('lock', path, () => lockFile(path, options)),
    readDirectory: (path) =>
      guarded('list', path, async () => (await readdir(path, { withFileTypes: true })).map(entryOf)),
    stat: (path) => guarded('inspect', path, async () => statOf(await lstat(path))),
    realPath: (path) => guarded('resolve', path, () => realpath(path)),
    run: runProcess,
    spawnWorker: spawnNodeWorker,
    environment: (name) => process.env[name],
    identity: () => ({ pid: process.pid, hostName: hostname() }),
    isRunning,
    homeDirectory: homeOrNull,
    randomBytes,
    stamp,
    now: () => performance.now(),
    delay: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    processors: availableParallelism,
    prepareFor: setCompileEffort,
  };
}

async function guarded<T>(action: string, path: string, operation: () => Promise<T>): Promise<HostResult<T>> {
  try {
    return { ok: true, value: await operation() };
  } catch (error) {
    return failureOf(error, action, path);
  }
}

/**
 * The host of a worker thread, which has nothing to do while it waits for a file: asking at once costs a third of what
 * asking through the event loop does.
 */
export function createWorkerHost(): Host {
  return {
    ...createNodeHost(),
    readFile: (path) => guarded('read', path, async () => readAtOnce(path)),
    readDirectory: (path) => guarded('list', path, async () => readdirSync(path, { withFileTypes: true }).map(entryOf)),
    stat: (path) => guarded('inspect', path, async () => statOf(lstatSync(path))),
  };
}

function readAtOnce(path: string): Uint8Array {
  const descriptor = openSync(path, READ_FLAGS);
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function readWhole(path: string): Promise<Uint8Array> {
  const handle = await open(path, READ_FLAGS);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function readStart(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path, READ_FLAGS);
  try {
    const buffer = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

async function makeDirectory(path: string): Promise<null> {
  await makeFolder(path);
  return null;
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

async function deleteEntry(path: string): Promise<null> {
  const isDirectory = (await lstat(path)).isDirectory();
  await (isDirectory ? rmdir(path) : unlink(path));
  return null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user cannot be signalled, and runs.
    return errorCode(error) === 'EPERM';
  }
}

function entryOf(entry: Dirent): DirectoryEntry {
  return { name: entry.name, kind: kindOf(entry) };
}

function statOf(stats: Stats): FileStat {
  return {
    kind: kindOf(stats),
    size: stats.size,
    mtimeMs: stats.mtimeMs,
    ctimeMs: stats.ctimeMs,
    identity: `${stats.dev}:${stats.ino}`,
    // The superuser reads everything; for others a file without any read bit cannot be opened.
    readable: (stats.mode & 0o444) !== 0 || process.getuid?.() === 0,
  };
}

function kindOf(entry: Dirent | Stats): EntryKind {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'directory' : 'other';
}
