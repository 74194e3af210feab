#!/usr/bin/env node
// Runs the scenarios of `host/` inside a real VS Code and says how each ended.
// usage: node run.mjs [--window NAME] [--only TEXT] [--results FILE.json] [--electron [VERSION]] [--pictures DIR]
//   --pictures  keeps what the window showed when a scenario failed
//   --electron  downloads VS Code and runs it instead of the installed server build; VERSION is `1.91.0`, `stable`, ...
// Exit status: 0 all passed, 1 one failed, 2 could not run.
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { removeFolder } from '../../support/remove-folder.mjs';
import { copyDemoProjects } from './demo-workspace.mjs';
import { fetchDesktop } from './desktop-host.mjs';
import { missingProgram } from './server-host.mjs';
import { runWindow } from './window-run.mjs';
import { WINDOWS } from './windows.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');

/** `--electron` alone stands for the newest. */
const args = process.argv.slice(2).flatMap((arg, i, all) => {
  const isAlone = arg === '--electron' && (all[i + 1] ?? '--').startsWith('--');
  return isAlone ? [arg, 'stable'] : [arg];
});
const { values: options } = parseArgs({
  args,
  options: {
    window: { type: 'string' },
    only: { type: 'string' },
    results: { type: 'string' },
    electron: { type: 'string' },
    pictures: { type: 'string' },
  },
});

const problem =
  (options.electron === undefined ? missingProgram() : await fetchDesktop(options.electron)) ??
  (existsSync(join(root, 'client-vscode/dist/extension.cjs')) ? null : 'the extension is not built; npm run build');
const results = [];
if (problem === null) {
  const scratch = mkdtempSync(join(tmpdir(), 'drift-windows-'));
  try {
    copyDemoProjects(scratch);
    for (const window of WINDOWS) {
      if (options.window === undefined || options.window === window.name)
        results.push(...(await runWindow(window, scratch, options)));
    }
  } finally {
    removeFolder(scratch);
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
