// Bundles the extension and puts the built server beside it, so that the editor needs nothing installed.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const client = dirname(dirname(fileURLToPath(import.meta.url)));
const server = join(dirname(client), 'server/dist');
const dist = join(client, 'dist');

mkdirSync(dist, { recursive: true });
await build({
  entryPoints: { extension: join(client, 'src/extension.ts') },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  logLevel: 'warning',
});
rmSync(join(dist, 'server'), { recursive: true, force: true });
cpSync(server, join(dist, 'server'), { recursive: true, filter: (path) => !path.endsWith('.map') });
