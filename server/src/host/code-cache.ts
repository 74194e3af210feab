import { readdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { isMainThread, threadId } from 'node:worker_threads';
import { keepCompiled, setCompileEffort } from './compile-effort.ts';
import { makeFolderNow } from './make-folder.ts';

/** Compiled code of one script on the disk. */
export interface CodePlace {
  readonly path: string;
  /** The code in a sealed file, or `null` where somebody else made it or it is damaged: V8 runs what it is given. */
  readonly open: (sealed: Uint8Array) => Uint8Array | null;
  /** `null` where nothing may be kept. */
  readonly seal: (code: Uint8Array) => Uint8Array | null;
}

/** What came of running a script. */
export interface RanScript {
  readonly exports: unknown;
  /** Keeps the code compiled so far for the next start; `null` where this start could use what was kept. Fails silently: it costs time only. */
  readonly keep: (() => void) | null;
}

/** Kept for one script: builds, and versions of Node.js, that are used in turn. */
const KEPT_BUILDS = 4;

/**
 * Runs a CommonJS script (pure ASCII, absolute path) as `require` would, with the code that an earlier start compiled:
 * functions that were called then need not be parsed again. A cache that V8 does not take is as good as none.
 */
export function runScript(file: string, place: CodePlace): RanScript {
  if (isMainThread) {
    setCompileEffort('typing');
    keepCompiled();
  }
  // One byte a character: V8 keeps such a text as it is.
  const source = wrap(readFileSync(file, 'latin1'));
  const kept = read(place);
  const script = new Script(source, { filename: file, ...(kept === null ? {} : { cachedData: kept }) });
  const module: { exports: unknown } = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  const isUsed = kept !== null && script.cachedDataRejected === false;
  return { exports: module.exports, keep: isUsed ? null : () => write(place, compiled(script)) };
}

/** V8 takes code only under the switches it was compiled under: those of every start, not those of a scan. */
function compiled(script: Script): Uint8Array {
  setCompileEffort('typing');
  return script.createCachedData();
}

/** Size and time of a file, as a name of its content where nobody means harm. */
export function fileStamp(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

/** Bytes of a small file; `null` where it cannot be read. */
export function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function read(place: CodePlace): Uint8Array | null {
  const sealed = bytesOf(place.path);
  return sealed === null ? null : place.open(sealed);
}

function write({ path, seal }: CodePlace, code: Uint8Array): void {
  const sealed = seal(code);
  if (sealed === null) return;
  const temporary = `${path}.${process.pid}.${threadId}.tmp`;
  try {
    makeFolderNow(dirname(path));
    writeFileSync(temporary, sealed, { flag: 'wx', mode: 0o600 });
    renameSync(temporary, path);
    sweep(path);
  } catch {
    // A disk that is full or read-only costs the next start time, and no result.
    remove(temporary);
  }
}

/** Takes away what other builds kept for the same script, but the newest few. */
function sweep(path: string): void {
  const folder = dirname(path);
  const script = basename(path).split('-')[0] ?? '';
  const others = readdirSync(folder)
    .filter((name) => name.startsWith(`${script}-`))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of others.slice(KEPT_BUILDS)) remove(join(folder, name));
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Gone already.
  }
}
