import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import type { ReadWasm } from '../syntax/wasm-runtime.ts';

/** Reads the wasm files that the build put beside the bundles. */
export function wasmReader(host: Host): ReadWasm {
  return async (name) => {
    const read = await host.readFile(join(__dirname, 'wasm', `${name}.wasm`));
    if (!read.ok)
      throw new Error(`Drift is not installed completely: ${read.problems.map((p) => p.message).join('; ')}`);
    return read.value;
  };
}

/**
 * Names this build together with the JavaScript engine that runs it, whose tables of characters decide what a word is.
 * `null` where the build left no name: then nothing is kept.
 */
export async function engineId(host: Host): Promise<string | null> {
  const read = await host.readFile(join(__dirname, 'engine-id'));
  if (!read.ok) return null;
  const { v8, unicode = '' } = process.versions;
  return createHash('sha256').update(read.value).update(`${v8} ${unicode}`).digest('hex').slice(0, 32);
}
