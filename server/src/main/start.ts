// First code of every process and thread: runs a bundle with what earlier starts compiled of it.
import { createHash, randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { bytesOf, type CodePlace, fileStamp, runScript } from '../host/code-cache.ts';
import { homeOrNull } from '../host/home.ts';
import { isSealed, KEY_BYTES, NONCE_BYTES, SEAL_BYTES, sealer } from '../store/seal.ts';
import { KEY_FILE } from '../store/seal-key.ts';

const FOLDER = '.drift/cache/code';

/**
 * Runs the bundle at an absolute path. `build` names its content. With NODE_DISABLE_COMPILE_CACHE set, as Node.js calls
 * that switch, or without a home it is compiled anew; so it is where the user has no key yet, which the first check makes.
 */
export function start(bundle: string, build: string): void {
  const home = (process.env['NODE_DISABLE_COMPILE_CACHE'] ?? '') === '' ? homeOrNull() : null;
  if (home === null) {
    require(bundle);
    return;
  }
  const { exports, keep } = runScript(bundle, placeOf(home, bundle, build));
  if (keep === null) return;
  if (isMainThread) process.on('exit', keep);
  else if (isThread(exports)) exports.onIdle(keep);
}

/** A thread is ended from outside, so it says when it has time. */
interface Thread {
  readonly onIdle: (task: () => void) => void;
}

function isThread(exports: unknown): exports is Thread {
  return typeof exports === 'object' && exports !== null && 'onIdle' in exports && typeof exports.onIdle === 'function';
}

function placeOf(home: string, bundle: string, build: string): CodePlace {
  const name = basename(bundle, '.bundle.cjs');
  // V8 knows its own version and switches; that two scripts of one length differ it does not see.
  const what = [build, fileStamp(bundle), process.version, process.arch, ...process.execArgv].join('\n');
  const id = createHash('sha256').update(what).digest('hex').slice(0, 16);
  const label = Buffer.from(`${name}-${id}`);
  // Read when it is needed: the first run makes the key after it has started.
  const key = (): Uint8Array | null => {
    const bytes = bytesOf(join(home, KEY_FILE));
    return bytes?.length === KEY_BYTES ? bytes : null;
  };
  return {
    path: join(home, FOLDER, `${name}-${id}`),
    open: (sealed) => opened(key(), label, sealed),
    seal: (code) => sealedCode(key(), label, code),
  };
}

function opened(key: Uint8Array | null, label: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const seal = sealed.subarray(NONCE_BYTES, NONCE_BYTES + SEAL_BYTES);
  const labelled = sealed.subarray(NONCE_BYTES + SEAL_BYTES);
  if (key === null || labelled.length < label.length || !isSealed(key, nonce, labelled, seal)) return null;
  return label.every((byte, i) => labelled[i] === byte) ? labelled.subarray(label.length) : null;
}

function sealedCode(key: Uint8Array | null, label: Uint8Array, code: Uint8Array): Uint8Array | null {
  if (key === null) return null;
  const nonce = randomBytes(NONCE_BYTES);
  const own = sealer(key, nonce);
  own.add(label);
  own.add(code);
  return Buffer.concat([nonce, own.seal(), label, code]);
}
