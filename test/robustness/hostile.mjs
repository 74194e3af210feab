// npm run hostile [-- --files N]: the hostile suites with 200,000 tiny files instead of a few; writes RESULTS.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const args = process.argv.slice(2);
const files = args.includes('--files') ? args[args.indexOf('--files') + 1] : '200000';
const folder = mkdtempSync(join(tmpdir(), 'drift-hostile-'));
const vitest = join(checkout, 'node_modules/.bin/vitest');
const env = { ...process.env, HOSTILE_FILES: files, HOSTILE_RESULTS: folder };
const load = Math.round(loadavg()[0]);
const done = spawnSync(vitest, ['run', 'test/robustness/hostile-'], { cwd: checkout, stdio: 'inherit', env });
const suites = readdirSync(folder)
  .sort()
  .map((f) => JSON.parse(readFileSync(join(folder, f), 'utf8')));
rmSync(folder, { recursive: true });

const cells = (...values) => `| ${values.join(' | ')} |`;
const row = ({ name, peakMb, boundMb, processorMs, boundMs }) =>
  cells(
    name.replaceAll(' > ', ': ').replaceAll('|', '\\|'),
    ...[peakMb, boundMb, processorMs, boundMs].map(Math.round),
  );
const benign = suites.map((s) => `${Math.round(s.benign.peakMb)} MB and ${Math.round(s.benign.processorMs)} ms`);
writeFileSync(
  join(checkout, 'test/robustness/RESULTS.md'),
  `# What a hostile repository costs

\`npm run hostile\` wrote this: \`drift check\` with every rule on and nothing kept before, ${Number(files).toLocaleString('en')} tiny files. Memory is the peak of the largest process, the time that of the processor in all processes. The suite itself asserts the bounds; they follow from what a project of one small file takes in the same run: ${benign.join(', ')}.

Environment: node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GB; load average ${load} when it began, which is in the time of the processor too.

| case | peak, MB | bound | processor, ms | bound |
|---|---|---|---|---|
${suites.flatMap((s) => s.rows.map(row)).join('\n')}
`,
);
process.exitCode = done.status ?? 1;
