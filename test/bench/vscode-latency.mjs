// From a letter to its squiggle in a real VS Code, beside what the server alone takes for the same texts in the same run.
// usage: npm run build && node test/bench/vscode-latency.mjs [--keystrokes N]      prints rows of RESULTS-editors.md
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyDemoProjects } from '../clients/vscode/demo-workspace.mjs';
import { missingProgram } from '../clients/vscode/server-host.mjs';
import { runWindow } from '../clients/vscode/window-run.mjs';
import { bundled } from '../support/bundled.mjs';
import { removeFolder } from '../support/remove-folder.mjs';

const { values } = parseArgs({ options: { keystrokes: { type: 'string', default: '200' } } });
const keystrokes = Number(values.keystrokes);
const WARM_UP = 20;
const problem = missingProgram();
if (problem !== null) {
  console.error(`notRun: ${problem}`);
  process.exit(2);
}

const percentile = (times, p) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * p))];
const row = (what, times) =>
  `| ${what}: p50 / p95 | ${percentile(times, 0.5).toFixed(0)} ms / ${percentile(times, 0.95).toFixed(0)} ms |  |`;

/** The same letters from a client that does nothing else, each timed from sending it to having the findings. */
async function serverTimes(folder) {
  const { longFile } = await bundled('test/clients/vscode/host/long-file.ts');
  const { LspClient } = await bundled('test/support/lsp-client.ts');
  const { text, line, character } = longFile();
  const client = await LspClient.start({ ownProcess: true, root: folder });
  const uri = client.uri('src/long.ts');
  await client.open(uri, 'typescript', text);
  await client.workspace();
  const times = [];
  for (let i = 0; i < WARM_UP + keystrokes; i++) {
    const place = { line, character: character + i };
    const started = performance.now();
    await client.change(uri, [{ range: { start: place, end: place }, text: 'x' }]);
    const found = await client.diagnostics(uri);
    if (i >= WARM_UP) times.push(performance.now() - started);
    if (found.length === 0) throw new Error('the secret was not found');
  }
  await client.stop();
  return times;
}

const scratch = mkdtempSync(join(tmpdir(), 'drift-latency-'));
try {
  copyDemoProjects(scratch);
  const { longFile } = await bundled('test/clients/vscode/host/long-file.ts');
  const { text } = longFile();
  const project = join(scratch, 'demo-typescript');
  writeFileSync(join(project, 'src/long.ts'), text);
  const window = {
    name: 'latency',
    entry: 'latency-window',
    open: () => project,
    env: { DRIFT_KEYSTROKES: String(keystrokes) },
  };
  const [outcome] = await runWindow(window, scratch);
  if (outcome?.ok !== true) throw new Error(outcome?.error ?? 'the window ended before');
  const lines = text.split('\n').length - 1;
  const felt = JSON.parse(readFileSync(join(scratch, 'latency.json'), 'utf8'));
  console.log(row(`keystroke to squiggle in VS Code, typescript, ${lines} lines, ${felt.length} keystrokes`, felt));
  console.log(row('the server alone for the same texts', await serverTimes(project)));
} finally {
  removeFolder(scratch);
}
