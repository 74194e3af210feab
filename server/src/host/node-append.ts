import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

const LINE_FEED = 0x0a;

/** How often lines follow a file that gets another name while they are written. */
const MAX_MOVES = 100;

/** See `Host.appendLines`: several processes may append to one file, each line stays whole. */
export async function appendLines(path: string, lines: string): Promise<null> {
  await makeFolder(dirname(path));
  for (let attempt = 0; attempt < MAX_MOVES; attempt++) if (await appendOnce(path, lines)) return null;
  throw new Error('the file was moved away again and again');
}

/** True when the file still had the name after the lines were on the disk. */
async function appendOnce(path: string, lines: string): Promise<boolean> {
  const handle = await open(path, 'a+');
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.from((await endsUnfinished(handle, size)) ? `\n${lines}` : lines);
    // One write in append mode: the system puts it at the end whatever others write meanwhile.
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length) await handle.appendFile(bytes.subarray(bytesWritten));
    await handle.sync();
    if (size === 0) await syncDirectory(dirname(path));
    // While the handle is open no other file can have its number.
    const [mine, there] = [await handle.stat(), await stat(path).catch(() => null)];
    return there !== null && there.ino === mine.ino && there.dev === mine.dev;
  } finally {
    await handle.close();
  }
}

async function endsUnfinished(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  const { bytesRead } = await handle.read(last, 0, 1, size - 1);
  return bytesRead === 1 && last[0] !== LINE_FEED;
}

/** Forces the entry of a new file onto the disk, where the system has that. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
