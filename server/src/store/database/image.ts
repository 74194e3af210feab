import type { Problem } from '@drift/shared';
import type { EntryKind, Host, HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { type Depth, sealImage } from './image-seal.ts';
import { type AppliedSteps, foreignParts, schemaVersion } from './migrate.ts';
import { asideName, type DatabaseFiles, isAside } from './names.ts';
import { MAX_ASIDE, MAX_IMAGE_BYTES } from './parameters.ts';
import { fileProblem, lacksMemory } from './problems.ts';
import { newestVersion } from './schema.ts';
import type { SqlEngine, SqlRuntime } from './sql-engine.ts';

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/** What became of bytes that should be an image. */
export type Checked =
  | { readonly kind: 'ok'; readonly engine: SqlEngine }
  /** Of a schema that this build does not know. */
  | { readonly kind: 'newer'; readonly engine: SqlEngine; readonly version: number }
  /** `detail` is what SQLite said, for whoever looks closer; `''` where it was not asked. */
  | { readonly kind: 'damaged'; readonly why: string; readonly detail: string };

const LOOKING: Readonly<Record<Depth, string | null>> = {
  outline: null,
  structure: 'PRAGMA quick_check(3)',
  content: 'PRAGMA integrity_check(3)',
};

/** How an image is looked at. */
export interface CheckOptions {
  readonly runtime: SqlRuntime;
  readonly depth: Depth;
  readonly steps: AppliedSteps;
}

/** What was read where an image should lie. */
export interface ReadImage {
  readonly bytes: Uint8Array;
  /** What lies there in its place, in words; `null` where it is a file. */
  readonly unfit: string | null;
}

/** Opens what was read as a database; see `checkImage`. */
export function checkRead({ bytes, unfit }: ReadImage, options: CheckOptions): Checked {
  return unfit === null ? checkImage(bytes, options) : damaged(null, unfit);
}

/** Opens bytes as a database where they are one, whole, and made by Drift. Throws where there is no memory to tell. */
export function checkImage(bytes: Uint8Array, { runtime, depth, steps }: CheckOptions): Checked {
  const why = headerFault(bytes);
  if (why !== null) return damaged(null, why);
  let engine: SqlEngine | null = null;
  try {
    engine = runtime.open(bytes);
    const looking = LOOKING[depth];
    const faults = looking === null ? [] : engine.rows(looking);
    const told = faults.map((row) => String(Object.values(row)[0])).filter((line) => line !== 'ok');
    if (told.length > 0) return damaged(engine, PAGES_DAMAGED, told.map(inOneLine).join('; '));
    const version = schemaVersion(engine);
    if (version > newestVersion(steps.migrations)) return { kind: 'newer', engine, version };
    if (version === 0) return damaged(engine, 'it is a database of something else');
    const foreign = foreignParts(engine, steps);
    return foreign.length > 0 ? damaged(engine, foreign.join('; ')) : { kind: 'ok', engine };
  } catch (error) {
    if (lacksMemory(error)) {
      engine?.close();
      throw error;
    }
    return damaged(engine, PAGES_DAMAGED, error instanceof Error ? error.message : String(error));
  }
}

/** What SQLite says of a fault, without the line that names the database. */
function inOneLine(told: string): string {
  const lines = told.split('\n').filter((line) => !line.startsWith('***'));
  return lines.length === 0 ? told : lines.join('; ');
}

const PAGES_DAMAGED = 'its pages are damaged';

function damaged(engine: SqlEngine | null, why: string, detail = ''): Checked {
  engine?.close();
  return { kind: 'damaged', why, detail };
}

/** What is wrong with the first bytes and the length, or `null`. */
export function headerFault(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'it is empty';
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || buffer.toString('latin1', 0, MAGIC.length) !== MAGIC) return 'it is no database';
  const told = buffer.readUInt16BE(16);
  const page = told === 1 ? 65_536 : told;
  if (page < 512 || (page & (page - 1)) !== 0) return 'it is no database';
  if (bytes.length % page !== 0) return 'its end is missing';
  return bytes.length / page < buffer.readUInt32BE(28) ? 'its end is missing' : null;
}

/** Reads a file of the database; what is no file, or larger than any image, is not read. */
export async function readImage(host: Host, path: string): Promise<HostResult<ReadImage>> {
  const found = await host.stat(path);
  if (!found.ok) return found;
  const { kind, size } = found.value;
  const unfit =
    kind !== 'file' ? NO_FILE[kind] : size > MAX_IMAGE_BYTES ? 'it is larger than any database of Drift' : null;
  if (unfit !== null) return { ok: true, value: { bytes: new Uint8Array(0), unfit } };
  const read = await host.readFile(path);
  return read.ok ? { ok: true, value: { bytes: read.value, unfit } } : read;
}

const NO_FILE: Readonly<Record<Exclude<EntryKind, 'file'>, string>> = {
  directory: 'it is a folder and no file',
  link: 'it is a link, and Drift follows none there',
  other: 'it is no regular file',
};

/** How far putting an image in place came. */
export interface Placed {
  readonly problem: Problem | null;
  /** True when the image that lay there is the previous one now. */
  readonly movedOld: boolean;
}

/**
 * Puts an image in the place of the one on the disk, which becomes the previous one. Wherever this stops, what lies under
 * one of the three names is whole, and `drift.db` is either whole or not there. The seal comes first: one that belongs to
 * no image, or that could not be written, only makes whoever opens the image look closer.
 */
export async function placeImage(host: Host, files: DatabaseFiles, bytes: Uint8Array): Promise<Placed> {
  const sealed = sealImage(host, files.image, bytes);
  const written = await host.writeFile(files.next, bytes);
  await sealed;
  if (!written.ok) return { problem: fileProblem(written, 'the database'), movedOld: false };
  const moved = await host.renameFile(files.image, files.previous);
  if (!moved.ok && moved.reason !== 'missing') return { problem: fileProblem(moved, 'the database'), movedOld: false };
  const placed = await host.renameFile(files.next, files.image);
  return { problem: placed.ok ? null : fileProblem(placed, 'the database'), movedOld: moved.ok };
}

/** Moves an image that cannot be used out of the way; a few of them are kept for whoever wants to look. */
export async function moveAside(host: Host, files: DatabaseFiles, path: string): Promise<string | null> {
  const listed = await host.readDirectory(files.folder);
  const kept = (listed.ok ? listed.value : []).map((e) => e.name).filter(isAside);
  const stem = asideName(host.stamp().at);
  let name = stem;
  for (let n = 2; kept.includes(name); n++) name = `${stem}-${n}`;
  const moved = await host.renameFile(path, joinPath(files.folder, name));
  for (const old of [...kept, name].sort().slice(0, -MAX_ASIDE)) await host.deleteEntry(joinPath(files.folder, old));
  return moved.ok ? name : null;
}

/** A file that was being written, with the number of the process that wrote it. */
const UNFINISHED = /^drift\.db\..*\.(\d+)\.\d+\.tmp$/;

/** Takes away what writers that were killed left half written. Only the holder of the lock may do so. */
export async function sweepUnfinished(host: Host, files: DatabaseFiles): Promise<void> {
  const listed = await host.readDirectory(files.folder);
  for (const { name } of listed.ok ? listed.value : []) {
    const pid = UNFINISHED.exec(name)?.[1];
    if (pid !== undefined && !host.isRunning(Number(pid))) await host.deleteEntry(joinPath(files.folder, name));
  }
}
