import { Parser } from 'web-tree-sitter';
import { FLATTEN_WASM } from './generated/flatten-wasm.ts';
import { CURSOR_EXPORTS, exportedFunction, type FlattenFunction, memoryOf } from './narrow.ts';

/** What the flattening helper needs of web-tree-sitter's module. */
export interface WasmRuntime {
  readonly memory: WebAssembly.Memory;
  readonly flatten: FlattenFunction;
  readonly malloc: (bytes: number) => number;
  readonly free: (address: number) => void;
}

/** Bytes of a file shipped with Drift: `runtime` or a grammar id. */
export type ReadWasm = (name: string) => Promise<Uint8Array>;

let started: Promise<WasmRuntime> | null = null;

/** Starts web-tree-sitter once per thread and binds the flattening helper to its memory. */
export function startRuntime(readWasm: ReadWasm): Promise<WasmRuntime> {
  started ??= start(readWasm);
  return started;
}

async function start(readWasm: ReadWasm): Promise<WasmRuntime> {
  const bytes = new Uint8Array(await readWasm('runtime'));
  let bound: WasmRuntime | null = null;
  await Parser.init({
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) {
      const module = new WebAssembly.Module(bytes);
      const instance = new WebAssembly.Instance(module, imports);
      bound = bind(instance.exports, memoryOf(imports['env'] ?? {}, 'memory') ?? memoryOf(instance.exports, 'memory'));
      receive(instance, module);
      return {};
    },
  });
  if (bound === null) throw new Error('Bug: web-tree-sitter did not instantiate through the hook');
  return bound;
}

function bind(exports: WebAssembly.Exports, memory: WebAssembly.Memory | null): WasmRuntime {
  const malloc = exportedFunction(exports, 'malloc');
  const free = exportedFunction(exports, 'free');
  if (memory === null || malloc === null || free === null) throw new Error('Bug: web-tree-sitter exports changed');
  const ts: Record<string, WebAssembly.ImportValue> = { memory };
  for (const name of CURSOR_EXPORTS) {
    const found = exportedFunction(exports, name);
    if (found === null) throw new Error(`Bug: web-tree-sitter no longer exports ${name}`);
    ts[name] = found;
  }
  const helper = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(FLATTEN_WASM, 'base64')), { ts });
  const flatten = exportedFunction(helper.exports, 'flatten');
  if (flatten === null) throw new Error('Bug: the flattening helper has no export');
  return {
    memory,
    malloc: (bytes) => malloc(bytes),
    free: (address) => {
      free(address);
    },
    flatten: (tree, out, capacity, damaged, deepest) => flatten(tree, out, capacity, damaged, deepest),
  };
}
