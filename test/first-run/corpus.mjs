// What a newcomer reads in each project of a corpus: at most twenty findings and what was learned; three of the outputs are
// kept and compared. `npm run first-run -- --corpus DIR [--update]`, DIR being a size class of the corpus (`.../10k`).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const DRIFT = fileURLToPath(new URL('../../server/bin/drift.js', import.meta.url));
/** Findings a first look may hold. */
const MOST = 20;
/** Outputs that are kept: a package and its version, with the number of its files, which tells its size class. */
const KEPT = [
  { name: 'libspring-java', version: '4.3.30', files: '1419' },
  { name: 'python3-django', version: '3:3.2.25-0+deb12u7', files: '859' },
  { name: 'webpack', version: '5.112.2', files: '790' },
];

const { values } = parseArgs({ options: { corpus: { type: 'string' }, update: { type: 'boolean' } } });
const corpus = values.corpus ?? '';
if (corpus === '' || !existsSync(corpus)) {
  process.stderr.write('first-run: --corpus DIR names a folder with one project in each of its folders\n');
  process.exit(2);
}
const manifest = join(corpus, 'MANIFEST.tsv');
const rows = existsSync(manifest)
  ? readFileSync(manifest, 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
  : [];
// Nothing is kept of a project from the run before, nor written into it.
const home = mkdtempSync(join(tmpdir(), 'drift-first-run-'));
let faults = 0;
let compared = 0;
try {
  for (const { name } of readdirSync(corpus, { withFileTypes: true }).filter(
    (e) => e.isDirectory() && !e.name.startsWith('.'),
  )) {
    const run = spawnSync(process.execPath, [DRIFT, 'check', '--stable', '--no-color'], {
      cwd: join(corpus, name),
      encoding: 'utf8',
      env: { ...process.env, HOME: home },
      maxBuffer: 1 << 28,
    });
    const shown = [...run.stdout.matchAll(/\[[0-9a-f]{8}\]$/gm)].length;
    const wrong = faultsOf(name, run, shown);
    faults += wrong.length;
    process.stdout.write(`${name}: ${shown} findings shown${wrong.map((w) => `; ${w}`).join('')}\n`);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
process.stdout.write(`${compared} of ${KEPT.length} kept outputs compared\n`);
process.exitCode = faults === 0 ? 0 : 1;

function faultsOf(name, run, shown) {
  const wrong = [];
  if (run.status !== 0 && run.status !== 1) wrong.push(`exit code ${run.status}`);
  if (shown > MOST) wrong.push(`more than ${MOST} findings`);
  if (!run.stdout.includes('What this code base does:')) wrong.push('no summary of what was learned');
  if (!run.stdout.includes('Learned from the files as they are (not a git repository): '))
    wrong.push('no baseline named');
  const kept = KEPT.find((k) => k.name === name);
  if (kept === undefined) return wrong;
  const isSame = rows.some(([n, , version, , files]) => n === name && version === kept.version && files === kept.files);
  if (!isSame) {
    process.stdout.write(`${name}: another version or size than the kept output, not compared\n`);
    return wrong;
  }
  const golden = new URL(`corpus/${name}.txt`, import.meta.url);
  if (values.update === true) writeFileSync(golden, run.stdout);
  compared++;
  if (readFileSync(golden, 'utf8') !== run.stdout) wrong.push('differs from the kept output');
  return wrong;
}
