import { type ReportAnswer, reportAnswerSchema } from '@drift/shared';
import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { isSealed, NONCE_BYTES, SEAL_BYTES, sealer } from '../store/seal.ts';

/** What reports are kept with; all of it is the cache's. */
export interface ReportShelf {
  readonly host: Host;
  readonly folder: string;
  readonly key: Uint8Array;
}

const DIGEST_CHARACTERS = 64;
/** A larger one is no report that was kept. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The report that was kept under this digest of its inputs; `null` for anything else that lies there. */
export async function findReport(shelf: ReportShelf, name: string, digest: string): Promise<ReportAnswer | null> {
  const { host, folder, key } = shelf;
  const path = pathOf(folder, name);
  const found = await host.stat(path);
  if (!found.ok || found.value.kind !== 'file' || found.value.size > MAX_BYTES) return null;
  const read = await host.readFile(path);
  if (!read.ok) return null;
  const bytes = read.value;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const seal = bytes.subarray(NONCE_BYTES, NONCE_BYTES + SEAL_BYTES);
  const payload = bytes.subarray(NONCE_BYTES + SEAL_BYTES);
  if (payload.length < DIGEST_CHARACTERS || !isSealed(key, nonce, payload, seal)) return null;
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  if (text.toString('latin1', 0, DIGEST_CHARACTERS) !== digest) return null;
  const parsed = reportAnswerSchema.safeParse(JSON.parse(text.toString('utf8', DIGEST_CHARACTERS)));
  return parsed.success ? parsed.data : null;
}

/** When a report of this name was kept, in milliseconds since the epoch; `null` where none is. */
export async function keptSince({ host, folder }: ReportShelf, name: string): Promise<number | null> {
  const found = await host.stat(pathOf(folder, name));
  return found.ok && found.value.kind === 'file' ? found.value.mtimeMs : null;
}

/** Keeps a report in place of the one kept under that name. Failing to costs time only. */
export async function putReport(
  { host, folder, key }: ReportShelf,
  name: string,
  digest: string,
  answer: ReportAnswer,
): Promise<void> {
  const payload = Buffer.from(digest + JSON.stringify(answer));
  const nonce = host.randomBytes(NONCE_BYTES);
  const made = sealer(key, nonce);
  made.add(payload);
  await host.writeFile(pathOf(folder, name), Buffer.concat([nonce, made.seal(), payload]));
}

function pathOf(folder: string, name: string): string {
  return joinPath(folder, `${name}.report`);
}
