// From a key to its squiggle in the real editors. usage: npm run bench:editors -- [--neovim PROGRAM]... [--write]
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundled } from '../support/bundled.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    neovim: { type: 'string', multiple: true, default: ['nvim'] },
    write: { type: 'boolean', default: false },
  },
});
const before = loadavg()[0].toFixed(1);

/** The rows that one editor's program prints; an editor that is missing is no row less but an end. */
function rowsOf(script, args) {
  const done = spawnSync(process.execPath, [join(here, script), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.stdout.write(done.stdout);
  if (done.status !== 0) throw new Error(`${script} ended with ${done.status}`);
  return done.stdout.split('\n').filter((line) => line.startsWith('| '));
}

const rows = [...rowsOf('vscode-latency.mjs', []), ...rowsOf('neovim-latency.mjs', values.neovim)];
if (values.write) {
  const { withVerdicts } = await bundled('test/bench/verdicts.ts');
  const environment = `node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, load average before ${before}`;
  const table = ['| what | measured | budget |', '|---|---|---|', ...rows].join('\n');
  const text = `# Benchmark results\n\n\`npm run bench:editors -- --write\`\n\nEnvironment: ${environment}.\n\n${table}\n`;
  writeFileSync(join(here, 'RESULTS-editors.md'), withVerdicts(text));
}
