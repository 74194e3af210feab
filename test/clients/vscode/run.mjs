#!/usr/bin/env node
// Runs the scenarios of `host/` inside a real VS Code and says how each ended.
// usage: node run.mjs [--window NAME] [--only TEXT] [--results FILE.json] [--electron [VERSION]] [--keep-pictures DIR]
//   --electron  downloads VS Code and runs it instead of the installed server build; VERSION is `1.91.0`, `stable`, ...
// Exit status: 0 all passed, 1 one failed, 2 could not run.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { openDesktopWindow } from './desktop-host.mjs';
import { copyDemoProjects } from './demo-workspace.mjs';
import { missingProgram, openWindow } from './server-host.mjs';
import { startWindowServer } from './window-server.mjs';
import { WINDOWS } from './windows.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const LIMIT_MS = 300_000;

const { values: options } = parseArgs({
  options: {
    window: { type: 'string' },
    only: { type: 'string' },
    results: { type: 'string' },
    electron: { type: 'string' },
  },
});

/** The scenarios of one window as a module that the extension host can load. */
async function bundle(entry, folder) {
  const outfile = join(folder, `${entry}.cjs`);
  await build({
    entryPoints: [join(here, 'host', `${entry}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

/** Opens one window, lets its scenarios run, and gives what each came to. */
async function runWindow({ name, entry, ...window }, scratch) {
  const file = join(scratch, `${name}.jsonl`);
  writeFileSync(file, '');
  const hands = await startWindowServer();
  const opened = await (options.electron === undefined ? openWindow : openDesktopWindow)({
    ...window,
    version: options.electron,
    extension: join(root, 'client-vscode'),
    open: window.open(scratch),
    tests: await bundle(entry, scratch),
    env: {
      DRIFT_RESULTS: file,
      DRIFT_WINDOW: hands.address,
      DRIFT_FIXTURES: join(root, 'fixtures/projects'),
      DRIFT_SCRATCH: scratch,
      DRIFT_CLI: join(root, 'server/bin/drift.js'),
      DRIFT_NODE: process.execPath,
      DRIFT_TEST_RESTART_MS: '20',
      ...(options.only === undefined ? {} : { DRIFT_SCENARIOS: options.only }),
      ...window.env,
    },
  });
  hands.show(opened.page);
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS, 'late');
  });
  const ended = await Promise.race([opened.finished, late]);
  clearTimeout(timer);
  hands.close();
  const results = readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map((l) => JSON.parse(l));
  if (ended === 'late' || results.length === 0) {
    console.error(`window ${name}: ${ended === 'late' ? 'not finished in time' : 'no scenario ran'}\n${opened.log()}`);
  }
  await opened.close();
  return results.map((r) => ({ window: name, ...r }));
}

const problem =
  (options.electron === undefined ? missingProgram() : null) ??
  (existsSync(join(root, 'client-vscode/dist/extension.cjs')) ? null : 'the extension is not built; npm run build');
const results = [];
if (problem === null) {
  const scratch = mkdtempSync(join(tmpdir(), 'drift-windows-'));
  try {
    copyDemoProjects(scratch);
    for (const window of WINDOWS) {
      if (options.window === undefined || options.window === window.name) results.push(...(await runWindow(window, scratch)));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
for (const { ok, name, milliseconds, error } of results) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${milliseconds} ms)${ok ? '' : `\n${error}`}`);
}
if (problem !== null) console.error(`notRun: ${problem}`);
if (options.results !== undefined) {
  mkdirSync(dirname(options.results), { recursive: true });
  writeFileSync(options.results, JSON.stringify({ problem, results }));
}
process.exitCode = problem !== null ? 2 : results.every((r) => r.ok) && results.length > 0 ? 0 : 1;
