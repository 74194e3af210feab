// Records the scenarios of scenarios.md from a real Neovim: node test/clients/record-neovim.mjs CLIENT NEOVIM [SCENARIO...]
// CLIENT is what the transcripts are called after, such as neovim-0.7.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const ALL = ['close-busy', 'crlf', 'emoji', 'rename', 'several-changes', 'two-windows', 'typing', 'undo'];

const [client, program, ...named] = process.argv.slice(2);
if (client === undefined || program === undefined) {
  process.stderr.write('usage: record-neovim.mjs CLIENT NEOVIM [SCENARIO...]\n');
  process.exit(2);
}
for (const scenario of named.length > 0 ? named : ALL) await record(scenario);

async function record(scenario) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'drift-record-')));
  const root = join(home, 'project');
  mkdirSync(root);
  execFileSync(process.execPath, [at('project.mjs'), scenario, root]);
  const out = at(`transcripts/${scenario}.${client}.jsonl`);
  rmSync(out, { force: true });
  const windows = scenario === 'two-windows' ? ['a', 'b'] : [undefined];
  await Promise.all(windows.map((window) => run({ scenario, home, root, out, window })));
  rmSync(home, { recursive: true, force: true });
  console.log(`${scenario}: ${readFileSync(out, 'utf8').split('\n').length - 1} lines`);
}

async function run({ scenario, home, root, out, window }) {
  const recorder = [process.execPath, at('record.mjs'), '--out', out, '--root', root];
  const result = join(home, `out-${window ?? 'one'}.json`);
  const test = {
    script: 'scenario',
    out: result,
    args: { scenario, window, turn: join(home, 'turn') },
    setup: { cmd: window === undefined ? recorder : [...recorder, '--window', window] },
  };
  const env = {
    ...process.env,
    HOME: home,
    XDG_STATE_HOME: home,
    XDG_CONFIG_HOME: home,
    DRIFT_TEST: JSON.stringify(test),
  };
  const child = spawn(program, ['--headless', '-n', '-i', 'NONE', '-u', at('../../client-neovim/tests/init.lua')], {
    cwd: root,
    env,
    stdio: 'ignore',
  });
  await new Promise((resolve) => child.on('close', resolve));
  const { failure } = JSON.parse(readFileSync(result, 'utf8'));
  if (failure !== undefined) throw new Error(`${scenario}: ${failure}`);
}
