// Assembles server/src/syntax/flatten.wat into server/src/syntax/generated/flatten-wasm.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

const source = new URL('../server/src/syntax/flatten.wat', import.meta.url);
const target = new URL('../server/src/syntax/generated/flatten-wasm.ts', import.meta.url);
const { parseWat } = await wabt();
const module = parseWat('flatten.wat', readFileSync(source, 'utf8'));
const { buffer } = module.toBinary({});
const base64 = Buffer.from(buffer).toString('base64');
writeFileSync(
  target,
  `// Generated from flatten.wat by scripts/flatten-wasm.mjs; do not edit.\nexport const FLATTEN_WASM =\n  '${base64}';\n`,
);
console.log(`flatten.wasm: ${buffer.length} bytes`);
