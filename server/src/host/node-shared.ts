import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Neither a link is followed nor a pipe waited for, where the system has these flags. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const ALIGNMENT = 8;

/** See `Host.readShared`. */
export async function readShared(path: string, maxBytes: number): Promise<SharedArrayBuffer> {
  const handle = await open(path, FLAGS);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw Object.assign(new Error('not a regular file'), { code: 'EINVAL' });
    if (stats.size > maxBytes) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    const shared = new SharedArrayBuffer(Math.ceil(stats.size / ALIGNMENT) * ALIGNMENT);
    const bytes = new Uint8Array(shared);
    for (let filled = 0; filled < stats.size; ) {
      const { bytesRead } = await handle.read(bytes, filled, stats.size - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return shared;
  } finally {
    await handle.close();
  }
}
