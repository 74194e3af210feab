// One window with its scenarios, from the bundle of their sources to what each came to.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openDesktopWindow } from './desktop-host.mjs';
import { runHands } from './hands/run-hands.mjs';
import { openWindow } from './server-host.mjs';
import { startWindowServer } from './window-server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const LIMIT_MS = 300_000;

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

/**
 * Opens one window, lets its scenarios run, and gives what each came to.
 * @param {{ name: string, entry: string, open: (scratch: string) => string, settings?: object, machineSettings?: (scratch: string) => object,
 *   trusted?: boolean, env?: Record<string, string> }} window
 * @param {string} scratch a folder that is thrown away, with the demo projects in it
 * @param {{ electron?: string, only?: string }} options the version of a desktop program; scenarios to run by a part of their names
 */
export async function runWindow(given, scratch, options = {}) {
  if (given.hands !== undefined)
    return runHands(given, scratch, { ...options, extension: join(root, 'client-vscode') });
  const { name, entry, ...window } = given;
  const file = join(scratch, `${name}.jsonl`);
  writeFileSync(file, '');
  const hands = await startWindowServer();
  const opened = await (options.electron === undefined ? openWindow : openDesktopWindow)({
    ...window,
    version: options.electron,
    extension: join(root, 'client-vscode'),
    open: window.open(scratch),
    machineSettings: window.machineSettings?.(scratch),
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
      ...(options.pictures === undefined ? {} : { DRIFT_PICTURES: resolve(options.pictures) }),
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
  const results = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((l) => JSON.parse(l));
  if (ended === 'late' || results.length === 0) {
    console.error(`window ${name}: ${ended === 'late' ? 'not finished in time' : 'no scenario ran'}\n${opened.log()}`);
  }
  await opened.close();
  return results.map((r) => ({ window: name, ...r }));
}
