// Assembles server/src/syntax/flatten.wat into server/src/syntax/generated/flatten-wasm.ts; a test compares the two.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

const source = new URL('../server/src/syntax/flatten.wat', import.meta.url);
const target = new URL('../server/src/syntax/generated/flatten-wasm.ts', import.meta.url);

/** The text of the generated module. */
export async function flattenSource() {
  const { parseWat } = await wabt();
  const { buffer } = parseWat('flatten.wat', readFileSync(source, 'utf8')).toBinary({});
  const base64 = Buffer.from(buffer).toString('base64');
  return `// Generated from flatten.wat by scripts/flatten-wasm.mjs; do not edit.\n\n/** The flattening helper as WASM, in base64. */\nexport const FLATTEN_WASM =\n  '${base64}';\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await flattenSource());
