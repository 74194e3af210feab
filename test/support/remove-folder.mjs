import { rmSync } from 'node:fs';

const ATTEMPTS = 50;
const PAUSE_MS = 100;

/**
 * Removes a folder in which a program that is just ending may still write. `maxRetries` is not enough for that: it tries only
 * the folder itself again, never what came into it meanwhile.
 * @param {string} path
 * @throws after five seconds in which it never got empty
 */
export function removeFolder(path) {
  for (let attempt = 1; ; attempt++) {
    try {
      rmSync(path, { recursive: true, force: true });
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
