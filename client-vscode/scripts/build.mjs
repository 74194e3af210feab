// Bundles the extension and puts the built server beside it, so that the editor needs nothing installed.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const client = dirname(dirname(fileURLToPath(import.meta.url)));
const server = join(dirname(client), 'server/dist');
const dist = join(client, 'dist');

// Loaded when the editor has gone on: a bundle of its own, so that the first one is read in no time.
const LATER = /\/drift-extension\.ts$/;
function loadedLater({ onResolve }) {
  onResolve({ filter: LATER }, ({ kind }) =>
    kind === 'dynamic-import' ? { path: './drift-extension.cjs', external: true } : undefined,
  );
}

mkdirSync(dist, { recursive: true });
await build({
  entryPoints: ['extension', 'drift-extension'].map((name) => join(client, `src/${name}.ts`)),
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  // Every editor since 1.91 has a loader for `require`, not each one for modules.
  supported: { 'dynamic-import': false },
  plugins: [{ name: 'loaded-later', setup: loadedLater }],
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  logLevel: 'warning',
});
rmSync(join(dist, 'server'), { recursive: true, force: true });
cpSync(server, join(dist, 'server'), { recursive: true, filter: (path) => !path.endsWith('.map') });
