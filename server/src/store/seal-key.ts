import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { KEY_BYTES } from './seal.ts';

/** Where the key lies below the home. */
export const KEY_FILE = '.drift/cache.key';

/**
 * The key by which this user knows the segments written for them; made where there is none yet. `null` where there is no
 * home to keep it in, or it can be neither read nor written: then nothing can be kept.
 */
export async function sealKey(host: Host): Promise<Uint8Array | null> {
  const home = host.homeDirectory();
  if (home === null) return null;
  const path = joinPath(home, KEY_FILE);
  const read = await host.readFile(path);
  if (read.ok && read.value.length === KEY_BYTES) return read.value;
  if (!read.ok && read.reason !== 'missing') return null;
  const written = await host.writeFile(path, host.randomBytes(KEY_BYTES), { isPrivate: true });
  if (!written.ok) return null;
  // Another process may have made one at the same moment: the one that lies there now holds for both.
  const settled = await host.readFile(path);
  return settled.ok && settled.value.length === KEY_BYTES ? settled.value : null;
}
