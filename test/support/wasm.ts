import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ReadWasm } from '../../server/src/syntax/wasm-runtime.ts';

const fromGrammars = createRequire(new URL('../../grammars/package.json', import.meta.url));
const fromServer = createRequire(new URL('../../server/package.json', import.meta.url));

/** Reads grammars straight from the installed packages, so that unit tests need no build. */
export const readInstalledWasm: ReadWasm = async (name) => {
  if (name === 'runtime') return readFile(fromServer.resolve('web-tree-sitter/web-tree-sitter.wasm'));
  const table: unknown = JSON.parse(await readFile(new URL('../../grammars/wasm.json', import.meta.url), 'utf8'));
  const file: unknown = typeof table === 'object' && table !== null ? Reflect.get(table, name) : null;
  if (typeof file !== 'string') throw new Error(`no grammar named ${name}`);
  return readFile(fromGrammars.resolve(file));
};
