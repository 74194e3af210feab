import { dirname } from 'node:path';
import type { FileLock, LockOptions } from './host.ts';
import { makeFolder } from './make-folder.ts';
import { errorCode } from './narrow.ts';

/** See `Host.lockFile`. */
export async function lockFile(path: string, { staleMs, updateMs, onLost }: LockOptions): Promise<FileLock | null> {
  // Loaded when a lock is wanted: most starts of the server want none.
  const { lock } = await import('proper-lockfile');
  await makeFolder(dirname(path));
  let release: () => Promise<void>;
  try {
    release = await lock(path, {
      lockfilePath: path,
      realpath: false,
      stale: staleMs,
      update: updateMs,
      onCompromised: onLost,
    });
  } catch (error) {
    if (errorCode(error) === 'ELOCKED') return null;
    throw error;
  }
  return {
    // One that was lost before is somebody else's by now.
    release: () => release().catch(() => undefined),
  };
}
