// Runs everything a change must pass: the build, types, lint and formatting, then every test against that build. Ends in one plain line of counts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);
let passed = 0;
let failed = 0;

function step(name, program, args) {
  console.log(`> ${name}`);
  const done = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  if (done.status === 0) passed++;
  else {
    failed++;
    console.log(`${name} failed`);
  }
}

step('build', process.execPath, [join(root, 'scripts', 'build.mjs')]);
step('build of the VS Code extension', process.execPath, [join(root, 'client-vscode', 'scripts', 'build.mjs')]);
step('types', bin('tsc'), ['-p', 'tsconfig.json']);
step('lint and formatting', bin('biome'), ['check', '.']);

const folder = mkdtempSync(join(tmpdir(), 'drift-tests-'));
const report = join(folder, 'report.json');
console.log('> tests');
const tests = spawnSync(
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (existsSync(report)) {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  // A suite that could not even be loaded holds no failed test.
  if (tests.status !== 0 && counts.numFailedTests === 0) failed += Math.max(1, counts.numFailedTestSuites);
} else failed++;
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
