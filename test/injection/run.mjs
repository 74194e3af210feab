// Bundles the harness, which is TypeScript as the tests are, and runs it.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
// Beside the other modules, so that what is not bundled is found.
const folder = join(root, 'node_modules', '.cache', 'drift-inject');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, 'cli.mjs');
await build({
  entryPoints: [join(here, 'cli.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'bundle',
  outfile,
  // The one place that looks for the program relative to itself.
  define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'test/support/temporary-project.ts')).href) },
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(outfile).href);
const { version } = JSON.parse(readFileSync(join(root, 'server/package.json'), 'utf8'));
process.exitCode = main(here, version);
