// Loads a TypeScript module of the tests outside of vitest: bundled, because Node.js does not run TypeScript.
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles and imports one module, given by its path from the root of the repository. */
export async function bundled(entry) {
  const folder = join(root, 'node_modules', '.cache', 'drift-tests');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${basename(entry, '.ts')}.mjs`);
  await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    // Modules that look for a file relative to themselves all lie in test/support.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'test/support/x.ts')).href) },
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}
