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
