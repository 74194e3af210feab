// Measures the database. usage: npm run bench:storage -- [--write]
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from '../support/bundled.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const before = loadavg()[0].toFixed(1);
const { verdictOf, withVerdicts } = await bundled('test/bench/verdicts.ts');
const rows = [];
const row = (what, value, budget) => {
  rows.push([what, value, budget]);
  console.log(`${what.padEnd(62)} ${value.padEnd(24)} ${budget.padEnd(16)} ${verdictOf(value, budget)}`);
};
const { measureStorage } = await bundled('test/bench/storage.ts');
await measureStorage(join(here, '../../server/dist/database.cjs'), row);
const { measureDoctor } = await bundled('test/bench/storage-backup.ts');
measureDoctor(join(here, '../../server/bin/drift.js'), row);
if (process.argv.includes('--write')) {
  const table = ['| what | measured | budget |', '|---|---|---|', ...rows.map((r) => `| ${r.join(' | ')} |`)];
  const environment = `node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, load average before ${before}`;
  writeFileSync(
    join(here, 'RESULTS-storage.md'),
    withVerdicts(
      `# Benchmark results\n\n\`npm run bench:storage -- --write\`\n\nEnvironment: ${environment}.\n\n${table.join('\n')}\n`,
    ),
  );
}
