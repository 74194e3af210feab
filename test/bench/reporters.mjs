// Bundles and runs reporters.ts. `npm run bench:reporters`.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'drift-bench-'));
const outfile = join(folder, 'reporters.cjs');
const options = { bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'error' };
await build({ entryPoints: [join(here, 'reporters.ts')], ...options });
createRequire(import.meta.url)(outfile);
rmSync(folder, { recursive: true });
