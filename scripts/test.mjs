// Runs everything a change must pass: the build, types, lint and formatting, every test against that build, then the suites
// that drive real editors. Ends in one plain line of counts.
// DRIFT_CLIENTS=required: an editor that is missing is a failure; none: no editor is driven.
// --install-editors: installs them beside the other tests.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const INSTALL = '--install-editors';
const given = process.argv.slice(2);
const forVitest = given.filter((a) => a !== INSTALL);
let passed = 0;
let failed = 0;

/** Counts one step that is no test. */
function counted(name, good) {
  if (good) passed++;
  else {
    failed++;
    console.log(`${name} failed`);
  }
}

function step(name, program, args) {
  console.log(`> ${name}`);
  counted(name, spawnSync(program, args, { cwd: root, stdio: 'inherit' }).status === 0);
}

/** Starts what installs the editors; resolves to whether it could. */
function installEditors() {
  const child = spawn(process.execPath, [join(root, 'scripts', 'install-editors.mjs')], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code === 0)));
}

/** Runs suites and adds what they counted. */
function run(args) {
  const folder = mkdtempSync(join(tmpdir(), 'drift-tests-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(bin('vitest'), ['run', ...reporters, ...args], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => {
    child.on('close', (status) => {
      if (existsSync(report)) {
        const counts = JSON.parse(readFileSync(report, 'utf8'));
        passed += counts.numPassedTests;
        failed += counts.numFailedTests;
        // A suite that could not even be loaded holds no failed test.
        if (status !== 0 && counts.numFailedTests === 0) failed += Math.max(1, counts.numFailedTestSuites);
      } else failed++;
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
  });
}

const editors = given.includes(INSTALL) ? installEditors() : Promise.resolve(null);
step('build', 'npm', ['run', '--silent', 'build']);
step('types', bin('tsc'), ['-p', 'tsconfig.json']);
step('lint and formatting', bin('biome'), ['check', '.']);
console.log('> tests');
await run(['--project', 'together', '--project', 'alone', ...forVitest]);

const installed = await editors;
if (installed !== null) counted('installation of editors', installed);
// Loaded only now: what it looks for may just have been installed.
const { editorSuites } = await import('./editors/present.mjs');
const { all, ready, problems } = editorSuites();
const wanted = process.env['DRIFT_CLIENTS'];
const whyNot = wanted === 'none' ? ['DRIFT_CLIENTS is "none"'] : problems;
for (const problem of whyNot) console.log(`clients: notRun (${problem})`);
const suites = wanted === 'none' ? [] : wanted === 'required' ? all : ready;
if (suites.length > 0) {
  console.log('> tests of clients');
  const args = ['--project', 'clients', '--maxWorkers', '3', '--passWithNoTests'];
  await run([...args, ...(forVitest.length > 0 ? forVitest : suites)]);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
