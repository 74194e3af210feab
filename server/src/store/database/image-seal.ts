import type { Host } from '../../host/host.ts';
import { isSealed, NONCE_BYTES, SEAL_BYTES, sealer } from '../seal.ts';
import type { DatabaseFiles } from './names.ts';

// SQLite walks a hundred megabytes of pages in seconds; that they are the bytes this user's Drift saved is known in a
// fraction of that, and a repository that brings an image along cannot seal it.

/** What the seal beside an image says; `none` also where there is no key to ask with. */
export type SealState = 'same' | 'other' | 'none';

/** A seal of an image: what makes it unique, then the seal itself. */
export function sealOf(host: Pick<Host, 'randomBytes'>, key: Uint8Array, image: Uint8Array): Uint8Array {
  const nonce = host.randomBytes(NONCE_BYTES);
  const made = sealer(key, nonce);
  made.add(image);
  return Buffer.concat([nonce, made.seal()]);
}

/** Whether an image is the one that was sealed last. */
export async function sealState(
  host: Host,
  files: DatabaseFiles,
  key: Uint8Array | null,
  image: Uint8Array,
): Promise<SealState> {
  if (key === null) return 'none';
  const read = await host.readHead(files.seal, NONCE_BYTES + SEAL_BYTES);
  if (!read.ok) return 'none';
  const [nonce, seal] = [read.value.subarray(0, NONCE_BYTES), read.value.subarray(NONCE_BYTES)];
  if (seal.length !== SEAL_BYTES) return 'other';
  return isSealed(key, nonce, image, seal) ? 'same' : 'other';
}
