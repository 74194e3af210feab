import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { isSealed, NONCE_BYTES, SEAL_BYTES, sealer } from '../store/seal.ts';

/** Where something is kept, and the key of whose it is. */
export interface Shelf {
  readonly host: Host;
  readonly folder: string;
  readonly key: Uint8Array;
}

/** A larger file is none that was kept. */
const MAX_BYTES = 256 * 1024 * 1024;

/** What was kept under this name by a holder of the key; `null` for anything else that lies there. */
export async function readSealed({ host, folder, key }: Shelf, name: string): Promise<Buffer | null> {
  const path = joinPath(folder, name);
  const found = await host.stat(path);
  if (!found.ok || found.value.kind !== 'file' || found.value.size > MAX_BYTES) return null;
  const read = await host.readFile(path);
  if (!read.ok) return null;
  const bytes = read.value;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const seal = bytes.subarray(NONCE_BYTES, NONCE_BYTES + SEAL_BYTES);
  const payload = bytes.subarray(NONCE_BYTES + SEAL_BYTES);
  if (bytes.length < NONCE_BYTES + SEAL_BYTES || !isSealed(key, nonce, payload, seal)) return null;
  return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
}

/** Keeps this in place of what was kept under the name. Failing to costs time only. */
export async function writeSealed({ host, folder, key }: Shelf, name: string, payload: Uint8Array): Promise<void> {
  const nonce = host.randomBytes(NONCE_BYTES);
  const made = sealer(key, nonce);
  made.add(payload);
  await host.writeFile(joinPath(folder, name), Buffer.concat([nonce, made.seal(), payload]));
}
