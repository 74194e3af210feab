// Measures the rows of the budget table and prints them as a table.
// usage: npm run bench -- [--corpus DIR] [--classes 1k,5k,10k] [--learning-only] [--write]
// DIR holds one folder a class (see CONTRIBUTING). Ratios are what to compare; absolute times hold for one machine only.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node';
import { bundled } from '../support/bundled.mjs';
import { measureGateStanding } from './gate-standing.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, '../../server/dist');
const args = process.argv.slice(2);
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
const corpus = option('--corpus', process.env.DRIFT_CORPUS ?? '');
const classes = option('--classes', '1k,5k,10k').split(',');
const THREADS = 2;
const KEYSTROKES = 120;
const GRAMMAR = {
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'tsx',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'javascript',
  '.py': 'python',
  '.java': 'java',
  '.cs': 'csharp',
  '.go': 'go',
  '.rs': 'rust',
  '.rb': 'ruby',
  '.php': 'php',
  '.kt': 'kotlin',
  '.kts': 'kotlin',
};
// Servers under measurement keep nothing in the home of whoever runs this.
process.env.HOME = newHome();
process.env.USERPROFILE = process.env.HOME;
const { verdictOf, withVerdicts } = await bundled('test/bench/verdicts.ts');
const rows = [];
const row = (what, value, budget) => {
  rows.push([what, value, budget]);
  console.log(`${what.padEnd(62)} ${value.padEnd(34)} ${budget.padEnd(16)} ${verdictOf(value, budget)}`);
};

function sources(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && GRAMMAR[extname(e.name)] !== undefined)
    .map((e) => join(e.parentPath, e.name))
    .sort();
}

const percentile = (values, p) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? 0;
};
const ms = (v) => `${v.toFixed(v < 10 ? 1 : 0)} ms`;

/** A client of the built server. */
async function connect(root) {
  const child = spawn(process.execPath, [join(dist, 'lsp.cjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(child.stdout),
    new rpc.StreamMessageWriter(child.stdin),
  );
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  const started = performance.now();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'bench' }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    initializationOptions: { threads: THREADS },
  });
  const initialized = performance.now() - started;
  await connection.sendNotification('initialized', {});
  return {
    initialized,
    child,
    connection,
    open: (path, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: pathToFileURL(path).href, languageId: 'x', version: 1, text },
      }),
    change: (path, version, changes) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: pathToFileURL(path).href, version },
        contentChanges: changes,
      }),
    pull: (path) =>
      connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: pathToFileURL(path).href } }),
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
    },
  };
}

/** Peak memory of a process in MB, where the system tells. */
function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** One `drift check` as a person runs it; with an empty home it starts cold, and what it keeps is part of its time. */
async function timedCheck(root, home, more = []) {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [join(dist, 'drift.cjs'), 'check', '-C', root, '--format', 'json', '--threads', String(THREADS), ...more],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, HOME: home, USERPROFILE: home } },
  );
  let bytes = 0;
  child.stdout.on('data', (c) => {
    bytes += c.length;
  });
  const peaks = new Map();
  const timer = setInterval(() => {
    for (const pid of [child.pid, ...childrenOf(child.pid)]) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakOf(pid)));
  }, 50);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  return { wall: performance.now() - started, code, bytes, peak: [...peaks.values()].reduce((a, b) => a + b, 0) };
}

function newHome() {
  return mkdtempSync(join(tmpdir(), 'drift-bench-home-'));
}

/** Files changed between two warm checks, and how often each is measured. */
const CHANGED = 10;
const WARM_RUNS = 5;
/** Files of one commit. */
const STAGED = 3;

/** Checks that find what an earlier one kept, over a copy whose files may be changed. */
async function warmChecks(name, root) {
  const home = newHome();
  const copy = join(newHome(), 'copy');
  cpSync(root, copy, { recursive: true });
  const files = sources(copy);
  await timedCheck(copy, home);
  const same = [];
  const changed = [];
  for (let k = 0; k < WARM_RUNS; k++) {
    same.push((await timedCheck(copy, home)).wall);
    for (let n = 0; n < CHANGED; n++) {
      const file = files[Math.floor((n / CHANGED) * files.length)];
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
    }
    changed.push((await timedCheck(copy, home)).wall);
  }
  row(`${name}: warm check, nothing changed: median`, ms(percentile(same, 50)), '1200 ms');
  row(`${name}: warm check, ${CHANGED} files changed: median`, ms(percentile(changed, 50)), '1700 ms');
  for (const folder of [home, copy]) rmSync(folder, { recursive: true, force: true });
}

/** Files staged for a commit, judged in a project whose other files an earlier check has seen. */
async function stagedChecks(name, root) {
  const home = newHome();
  const copy = join(newHome(), 'copy');
  cpSync(root, copy, { recursive: true });
  const git = (...what) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.invalid', ...what], {
      cwd: copy,
      maxBuffer: 1 << 28,
    });
  git('init', '-q', '-b', 'main');
  git('add', '-Af');
  git('commit', '-qm', 'base');
  await timedCheck(copy, home);
  const files = sources(copy);
  const staged = [];
  for (let k = 0; k < WARM_RUNS; k++) {
    for (let n = 0; n < STAGED; n++) {
      const file = files[Math.floor(((n + k / WARM_RUNS) / STAGED) * files.length)];
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
    }
    git('add', '-A');
    staged.push((await timedCheck(copy, home, ['--staged'])).wall);
    git('commit', '-qm', 'next');
  }
  row(`${name}: warm check of ${STAGED} staged files: median`, ms(percentile(staged, 50)), '700 ms');
  for (const folder of [home, copy]) rmSync(folder, { recursive: true, force: true });
}

/** What a server holds once it has read everything and nothing happens. */
async function settledMemory(name, root) {
  const client = await connect(root);
  await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const status = readFileSync(`/proc/${client.child.pid}/status`, 'utf8');
  const rss = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  row(
    `${name}: memory of an editor's server, settled / peak`,
    `${Math.round(rss)} / ${Math.round(peakOf(client.child.pid))} MB`,
    '800 / 1300 MB',
  );
  await client.stop();
}

function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function bigFiles(files) {
  const chosen = new Map();
  for (const file of files) {
    const size = statSync(file).size;
    if (size < 30_000 || size > 250_000) continue;
    const grammar = GRAMMAR[extname(file)];
    const lines = readFileSync(file, 'utf8').split('\n').length;
    const distance = Math.abs(lines - 2_000);
    const known = chosen.get(grammar);
    if (known === undefined || distance < known.distance) chosen.set(grammar, { file, lines, distance });
  }
  return chosen;
}

async function keystrokes(root, files) {
  const client = await connect(root);
  await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  const all = [];
  for (const [grammar, { file, lines }] of [...bigFiles(files)].sort()) {
    let text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
    await client.open(file, text);
    await client.pull(file);
    const times = [];
    const at = text.split('\n');
    for (let k = 0; k < KEYSTROKES; k++) {
      // Type and delete one character at the end of lines spread over the file: valid and broken text in turn.
      const line = Math.floor((k / KEYSTROKES) * (at.length - 1));
      const character = at[line].replace(/\r$/, '').length;
      const change =
        k % 2 === 0
          ? { range: { start: { line, character }, end: { line, character } }, text: k % 4 === 0 ? ' ' : '(' }
          : undo;
      undo = { range: { start: { line, character }, end: { line, character: character + 1 } }, text: '' };
      const started = performance.now();
      await client.change(file, k + 2, [change]);
      await client.pull(file);
      times.push(performance.now() - started);
    }
    text = '';
    all.push(...times);
    row(
      `keystroke to findings, ${grammar}, ${lines} lines: p50 / p95 / p99`,
      [50, 95, 99].map((p) => ms(percentile(times, p))).join(' / '),
      '15 / 40 / 80 ms',
    );
  }
  row(
    'keystroke to findings, all languages: p50 / p95 / p99',
    [50, 95, 99].map((p) => ms(percentile(all, p))).join(' / '),
    '15 / 40 / 80 ms',
  );
  await client.stop();
}
let undo = { text: '' };

async function firstFindings(root, file) {
  const cold = await startAndOpen(root, file);
  row('initialize answered, from process start: median', ms(percentile(cold.initialized, 50)), '150 ms');
  row('first findings of the open file, cold, from process start: median', ms(percentile(cold.first, 50)), '700 ms');
  await timedCheck(root, process.env.HOME);
  const warm = await startAndOpen(root, file);
  row('first findings of the open file, warm, from process start: median', ms(percentile(warm.first, 50)), '400 ms');
}

/** Starts servers that are killed before they keep anything, each asked for the findings of one file. */
async function startAndOpen(root, file) {
  const initialized = [];
  const first = [];
  for (let k = 0; k < 5; k++) {
    const started = performance.now();
    const client = await connect(root);
    initialized.push(client.initialized);
    await client.open(file, readFileSync(file, 'utf8'));
    await client.pull(file);
    first.push(performance.now() - started);
    client.child.kill('SIGKILL');
  }
  return { initialized, first };
}

/** Setting a project up, from the start of the process: nothing but its files is written and nothing is read. */
function settingUp() {
  const times = [];
  for (let k = 0; k < 5; k++) {
    const root = mkdtempSync(join(tmpdir(), 'drift-bench-init-'));
    const started = performance.now();
    execFileSync(process.execPath, [join(dist, '../bin/drift.js'), '-C', root, 'init'], { stdio: 'pipe' });
    times.push(performance.now() - started);
    rmSync(root, { recursive: true, force: true });
  }
  row('drift init, from process start: median', ms(percentile(times, 50)), '500 ms');
}

const version = JSON.parse(readFileSync(join(here, '../../server/package.json'), 'utf8')).version;
const environment = `drift ${version}, node ${process.version}, ${cpus().length} x ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB, ${THREADS} worker threads`;
console.log(environment);
if (corpus === '' || !existsSync(corpus)) {
  console.error('notRun: no corpus. Give --corpus DIR or DRIFT_CORPUS; CONTRIBUTING says how to make one.');
  process.exit(2);
}
let last = null;
for (const name of args.includes('--learning-only') ? [] : classes) {
  const root = join(corpus, name);
  if (!existsSync(root)) {
    console.error(`notRun: ${root} does not exist`);
    continue;
  }
  const files = sources(root);
  const list = join(mkdtempSync(join(tmpdir(), 'drift-bench-')), 'files');
  writeFileSync(list, files.map((f) => `${GRAMMAR[extname(f)]}\t${f}`).join('\n'));
  const parse = () =>
    Number(
      execFileSync(process.execPath, [join(here, 'parse-only.mjs'), list, join(dist, 'wasm'), String(THREADS)], {
        encoding: 'utf8',
      }),
    );
  parse();
  const pairs = [];
  for (let k = 0; k < 3; k++) {
    const parsed = parse();
    const home = newHome();
    const checked = await timedCheck(root, home);
    rmSync(home, { recursive: true, force: true });
    pairs.push({ parsed, checked });
  }
  pairs.sort((a, b) => a.checked.wall / a.parsed - b.checked.wall / b.parsed);
  const { parsed, checked } = pairs[1];
  row(`${name}: ${files.length} files, parse only`, ms(parsed), '');
  row(
    `${name}: cold check (exit ${checked.code}), ratio to parse only`,
    `${ms(checked.wall)}, ${(checked.wall / parsed).toFixed(2)} x`,
    '1.5 x',
  );
  row(`${name}: peak memory of all processes`, `${Math.round(checked.peak)} MB`, '1300 MB');
  await warmChecks(name, root);
  if (name === classes[0]) await stagedChecks(name, root);
  await settledMemory(name, root);
  if (last !== null)
    row(
      `${last.name} to ${name}: growth of files / of time`,
      `${(files.length / last.files).toFixed(2)} / ${(checked.wall / last.wall).toFixed(2)}`,
      'linear',
    );
  last = { name, files: files.length, wall: checked.wall };
}
if (!args.includes('--learning-only')) {
  const small = join(corpus, classes[0]);
  const smallFiles = sources(small);
  await firstFindings(small, smallFiles.find((f) => f.endsWith('.ts')) ?? smallFiles[0]);
  settingUp();
  await keystrokes(small, sources(join(corpus, existsSync(join(corpus, '5k')) ? '5k' : classes[0])));
}

const largest = classes
  .map((name) => join(corpus, name))
  .filter((root) => existsSync(root))
  .pop();
const { measureGates } = await bundled('test/bench/gates.ts');
if (!args.includes('--learning-only')) {
  measureGates(row);
  await measureGateStanding(row);
}
const { measureLearning } = await bundled('test/bench/learning.ts');
if (largest !== undefined) await measureLearning(largest, row);

// A part of the rows would stand for the whole.
if (args.includes('--write') && !args.includes('--learning-only')) {
  const table = ['| what | measured | budget |', '|---|---|---|', ...rows.map((r) => `| ${r.join(' | ')} |`)];
  writeFileSync(
    join(here, 'RESULTS.md'),
    withVerdicts(
      `# Benchmark results\n\n\`npm run bench -- --corpus DIR --write\`\n\nEnvironment: ${environment}.\n\n${table.join('\n')}\n`,
    ),
  );
}
