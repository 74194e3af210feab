import type { Dirent, Stats } from 'node:fs';
import { closeSync, constants, openSync, readFileSync } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, unlink } from 'node:fs/promises';
import { availableParallelism, homedir } from 'node:os';
import { dirname } from 'node:path';
import { setCompileEffort } from './compile-effort.ts';
import { failureOf } from './failure.ts';
import type { DirectoryEntry, EntryKind, FileStat, Host, HostResult } from './host.ts';
import { appendLines } from './node-append.ts';
import { runProcess } from './node-process.ts';
import { spawnNodeWorker } from './node-worker.ts';
import { stamp } from './stamp.ts';

/** Opening a named pipe must not block; for regular files the flag has no effect. Absent on Windows. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The real host: this process's file system, programs, threads and clock. */
export function createNodeHost(): Host {
  return {
    readFile: (path) => guarded('read', path, () => readWhole(path)),
    readHead: (path, length) => guarded('read', path, () => readStart(path, length)),
    writeFile: (path, content) => guarded('write', path, () => replaceFile(path, content)),
    appendLines: (path, lines) => guarded('append', path, () => appendLines(path, lines)),
    readDirectory: (path) =>
      guarded('list', path, async () => (await readdir(path, { withFileTypes: true })).map(entryOf)),
    stat: (path) => guarded('inspect', path, async () => statOf(await lstat(path))),
    realPath: (path) => guarded('resolve', path, () => realpath(path)),
    run: runProcess,
    spawnWorker: spawnNodeWorker,
    environment: (name) => process.env[name],
    homeDirectory: homedir,
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
 * The host of a worker thread, which has nothing to do while it waits for a file: reading at once costs a third of
 * what reading through the event loop does.
 */
export function createWorkerHost(): Host {
  return { ...createNodeHost(), readFile: (path) => guarded('read', path, async () => readAtOnce(path)) };
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

let writes = 0;

async function replaceFile(path: string, content: string | Uint8Array): Promise<null> {
  await mkdir(dirname(path), { recursive: true });
  writes += 1;
  const temporary = `${path}.${process.pid}.${writes}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  return null;
}

function entryOf(entry: Dirent): DirectoryEntry {
  return { name: entry.name, kind: kindOf(entry) };
}

function statOf(stats: Stats): FileStat {
  return {
    kind: kindOf(stats),
    size: stats.size,
    mtimeMs: stats.mtimeMs,
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
