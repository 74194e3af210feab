// Records the scenarios of scenarios.md from a real VS Code: node test/clients/record-vscode.mjs [SCENARIO...]
// The extension runs as people have it, with the recorder in the place of its server; hands alone do the steps
// (vscode/hands/recorded-scenarios.mjs).
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder } from '../support/remove-folder.mjs';
import { RECORDED } from './vscode/hands/recorded-scenarios.mjs';
import { missingProgram, openWindow } from './vscode/server-host.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
/** A client that has said nothing for this long has had all its answers. */
const QUIET_MS = 1500;
const LOOK_AGAIN_MS = 100;

const problem = missingProgram();
if (problem !== null) {
  console.error(`notRun: ${problem}`);
  process.exit(2);
}
const named = process.argv.slice(2);
for (const scenario of named.length > 0 ? named : Object.keys(RECORDED)) await record(scenario);

async function record(scenario) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'drift-record-')));
  const root = join(home, 'project');
  mkdirSync(root);
  execFileSync(process.execPath, [at('project.mjs'), scenario, root]);
  const out = at(`transcripts/${scenario}.vscode.jsonl`);
  rmSync(out, { force: true });
  const opened = [];
  try {
    for (const name of scenario === 'two-windows' ? ['a', 'b'] : [undefined])
      opened.push(await open({ home, root, out, name }));
    const pages = opened.map((window) => window.page);
    await RECORDED[scenario](...pages, { root, quiet: () => quiet(out) });
  } catch (error) {
    const pictures = await Promise.all(opened.map(({ page }, i) => picture(page, `${scenario}-${i}.png`)));
    throw new Error(`${scenario} (see ${pictures.join(', ')})`, { cause: error });
  } finally {
    for (const window of opened) await window.close();
    removeFolder(home);
  }
  console.log(`${scenario}: ${readFileSync(out, 'utf8').split('\n').length - 1} lines`);
}

/** A window whose server is the recorder. */
async function open({ home, root, out, name }) {
  const starter = join(home, `recorder-${name ?? 'one'}.sh`);
  const words = [process.execPath, at('record.mjs'), '--out', out, '--root', root];
  if (name !== undefined) words.push('--window', name);
  writeFileSync(starter, `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  chmodSync(starter, 0o755);
  return openWindow({
    extension: at('../../client-vscode'),
    open: root,
    machineSettings: { 'drift.server.path': starter },
    env: { HOME: home },
  });
}

/** Waits until the client has something to say no more. */
async function quiet(out) {
  let before = '';
  for (let since = Date.now(); Date.now() - since < QUIET_MS; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    const now = readFileSync(out, 'utf8');
    if (now !== before) since = Date.now();
    before = now;
  }
}

async function picture(page, name) {
  const path = join(tmpdir(), name);
  await page.screenshot({ path });
  return path;
}
