import type { Host } from '../../host/host.ts';
import { isSealed, NONCE_BYTES, SEAL_BYTES, sealer } from '../seal.ts';
import { sealKey } from '../seal-key.ts';

// SQLite walks a hundred megabytes of pages in seconds; that they are the bytes this user's Drift saved is known in a
// fraction of that, and a repository that brings an image along cannot seal it.

/** What the seal beside an image says; `none` also where there is no key to ask with. */
export type SealState = 'same' | 'other' | 'none';

/** Seals what will lie at a path: what makes the seal unique, then the seal. Without a key there is none. */
export async function sealImage(host: Host, path: string, image: Uint8Array): Promise<void> {
  const key = await sealKey(host);
  if (key === null) return;
  const nonce = host.randomBytes(NONCE_BYTES);
  const made = sealer(key, nonce);
  made.add(image);
  await host.writeFile(sealPath(path), Buffer.concat([nonce, made.seal()]));
}

/** Whether the bytes of the image at a path are those that were sealed last. */
export async function sealState(host: Host, path: string, image: Uint8Array): Promise<SealState> {
  const read = await host.readHead(sealPath(path), NONCE_BYTES + SEAL_BYTES);
  const key = read.ok ? await sealKey(host) : null;
  if (!read.ok || key === null) return 'none';
  const [nonce, seal] = [read.value.subarray(0, NONCE_BYTES), read.value.subarray(NONCE_BYTES)];
  if (seal.length !== SEAL_BYTES) return 'other';
  return isSealed(key, nonce, image, seal) ? 'same' : 'other';
}

function sealPath(image: string): string {
  return `${image}.seal`;
}

/**
 * How closely an image is looked at: only whether it is Drift's own, which is enough where its bytes are known to be those
 * that were saved; the structure of all its pages; or those and what is in them.
 */
export type Depth = 'outline' | 'structure' | 'content';

/**
 * Bytes that are those that were saved need no look, but after a writer that did not end properly, whose memory may have
 * been bad. Bytes that are not are looked at in full.
 */
export function depthFor(seal: SealState, wasUnclean: boolean): Depth {
  switch (seal) {
    case 'same':
      return wasUnclean ? 'structure' : 'outline';
    case 'none':
      return wasUnclean ? 'content' : 'structure';
    case 'other':
      return 'content';
  }
}
