import { open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WriteOptions } from './host.ts';
import { makeFolder } from './make-folder.ts';
import { syncDirectory } from './node-append.ts';

const PRIVATE = 0o600;
const ORDINARY = 0o666;

let writes = 0;

/** See `Host.writeFile`: whenever the machine stops, the old file or the new one lies there, whole. */
export async function replaceFile(
  path: string,
  parts: Iterable<string | Uint8Array>,
  options: WriteOptions = {},
): Promise<null> {
  await makeFolder(dirname(path));
  writes += 1;
  const temporary = `${path}.${process.pid}.${writes}.tmp`;
  try {
    const handle = await open(temporary, 'wx', options.isPrivate === true ? PRIVATE : ORDINARY);
    try {
      for (const part of parts) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncDirectory(dirname(path));
  return null;
}

/** See `Host.renameFile`. */
export async function renameFile(from: string, to: string): Promise<null> {
  await makeFolder(dirname(to));
  await rename(from, to);
  await syncDirectory(dirname(to));
  if (dirname(from) !== dirname(to)) await syncDirectory(dirname(from));
  return null;
}
