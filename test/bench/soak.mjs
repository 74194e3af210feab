// Works against one live server for as long as a day of a person does, and looks at what it keeps.
// usage: npm run soak -- --corpus DIR [--edits 10000] [--seed 1] [--write]
// DIR is a folder with source files; it is copied, and the copy becomes a repository with two branches.
// Exit 1 where memory grows by more than 5 MB per 1,000 edits, a handle leaks, or the editor and `drift check` disagree.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node';
import { bundled } from '../support/bundled.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, '../../server/dist');
const args = process.argv.slice(2);
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
const corpus = option('--corpus', '');
const EDITS = Number(option('--edits', '10000'));
const SEED = Number(option('--seed', '1'));
const SWITCHES = 20;
const SETTINGS = 5;
const OPEN = 20;
const WINDOW = Math.max(50, Math.floor(EDITS / 20));
const MAX_GROWTH_MB = 5;
const LANGUAGES = new Set(['.ts', '.js', '.py', '.java', '.cs', '.go', '.rs', '.rb', '.php', '.kt']);
const SNIPPETS = [
  'x',
  ' ',
  '\n',
  '(',
  '}',
  '"',
  '// note\n',
  ' = 1;\n',
  '\nfunction snake_name() {}\n',
  '😀',
  '\r\n',
  'é',
];

/** Mulberry32: the same numbers for the same seed on every machine. */
let state = SEED >>> 0;
function random(below) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
}

if (corpus === '') {
  console.error('usage: npm run soak -- --corpus DIR [--edits 10000] [--seed 1] [--write]');
  process.exit(2);
}
const root = mkdtempSync(join(tmpdir(), 'drift-soak-'));
const home = mkdtempSync(join(tmpdir(), 'drift-soak-home-'));
process.on('exit', () => {
  rmSync(root, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});
cpSync(corpus, root, { recursive: true });
const git = (...what) =>
  execFileSync(
    'git',
    ['-c', 'user.name=soak', '-c', 'user.email=soak@example.invalid', '-c', 'core.autocrlf=false', ...what],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((e) => e.isFile() && LANGUAGES.has(extname(e.name)))
  .map((e) => join(e.parentPath, e.name))
  .sort();
const chosen = Array.from({ length: OPEN }, () => files[random(files.length)]).filter(
  (f, i, all) => all.indexOf(f) === i && readFileSync(f).length < 100_000,
);
const others = files.filter((f) => !chosen.includes(f));
writeFileSync(join(root, 'drift.toml'), '');
git('init', '-q', '-b', 'main');
git('add', '-Af');
git('commit', '-qm', 'base');
git('checkout', '-qb', 'other');
const onOther = Array.from({ length: 50 }, () => others[random(others.length)]).filter((f, i, a) => a.indexOf(f) === i);
for (const file of onOther) writeFileSync(file, `${readFileSync(file, 'latin1')}\n`, 'latin1');
git('commit', '-qam', 'other');
git('checkout', '-q', 'main');

const environment = { ...process.env, HOME: home, USERPROFILE: home };
// What was not collected yet is not kept: it would hide growth, or look like it.
const child = spawn(process.execPath, ['--expose-gc', '-r', join(here, 'collect-garbage.cjs'), join(dist, 'lsp.cjs')], {
  stdio: ['pipe', 'pipe', 'inherit'],
  env: environment,
});
let ended = null;
child.on('exit', (code) => {
  ended = code;
});
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(child.stdout),
  new rpc.StreamMessageWriter(child.stdin),
);
for (const method of ['workspace/diagnostic/refresh', 'client/registerCapability', 'window/workDoneProgress/create'])
  connection.onRequest(method, () => null);
connection.listen();
const uriOf = (path) => pathToFileURL(path).href;
await connection.sendRequest('initialize', {
  processId: process.pid,
  rootUri: uriOf(root),
  workspaceFolders: [{ uri: uriOf(root), name: 'soak' }],
  capabilities: {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
  },
  initializationOptions: { threads: 2 },
});
await connection.sendNotification('initialized', {});

const pull = (path) => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: uriOf(path) } });
const tell = (paths) =>
  connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: paths.map((p) => ({ uri: uriOf(p), type: 2 })),
  });

/** Where an offset lies, with the line ends of the protocol. */
function positionAt(text, offset) {
  let line = 0;
  let start = 0;
  for (const end of text.matchAll(/\r\n|\r|\n/g)) {
    const next = end.index + end[0].length;
    if (next > offset) break;
    line++;
    start = next;
  }
  return { line, character: offset - start };
}

const documents = chosen.map((path) => ({ path, text: readFileSync(path, 'utf8').replace(/^\ufeff/, ''), done: [] }));
let version = 1;
for (const { path, text } of documents)
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: uriOf(path), languageId: 'x', version, text },
  });

async function replace(document, start, end, text) {
  const range = { start: positionAt(document.text, start), end: positionAt(document.text, end) };
  document.text = document.text.slice(0, start) + text + document.text.slice(end);
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: uriOf(document.path), version: ++version },
    contentChanges: [{ range, text }],
  });
}

/** Types something, or takes back what was typed last: what stays is a little more each time. */
async function edit(document) {
  const last = document.done.at(-1);
  if (last !== undefined && (document.done.length > 12 || random(2) === 0)) {
    document.done.pop();
    await replace(document, last.at, last.at + last.text.length, '');
    return;
  }
  const text = SNIPPETS[random(SNIPPETS.length)];
  let at = random(document.text.length + 1);
  const splits = /[\r\ud800-\udbff]/.test(document.text[at - 1] ?? '');
  if (splits) at--;
  document.done.push({ at, text });
  await replace(document, at, at, text);
}

function memory() {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
const handles = () => readdirSync(`/proc/${child.pid}/fd`).length;
const settle = () => connection.sendRequest('drift/check/digest', {});

await settle();
const samples = [];
let [warmHandles, branch, settings] = [0, 'main', 0];
const started = performance.now();
for (let i = 1; i <= EDITS; i++) {
  const document = documents[random(documents.length)];
  await edit(document);
  await pull(document.path);
  if (i % Math.floor(EDITS / SWITCHES) === 0) {
    branch = branch === 'main' ? 'other' : 'main';
    git('checkout', '-q', branch);
    await tell([...onOther, join(root, '.git/HEAD')]);
  }
  if (i % Math.floor(EDITS / SETTINGS) === 0) {
    writeFileSync(join(root, 'drift.toml'), `[analysis]\nmin_files = ${2 + (++settings % 2)}\n`);
    await tell([join(root, 'drift.toml')]);
    await settle();
  }
  if (i % WINDOW === 0) {
    child.kill('SIGUSR2');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    samples.push({ edits: i, mb: memory() });
    if (samples.length === 4) warmHandles = handles();
    console.log(`${String(i).padStart(6)} edits  ${memory().toFixed(0)} MB  ${handles()} handles`);
  }
}
const seconds = (performance.now() - started) / 1000;

/** Least squares over what was sampled after the warm-up, in MB per 1,000 edits. */
const warm = samples.filter((s) => s.edits > EDITS / 5);
const mean = (of) => warm.reduce((sum, s) => sum + of(s), 0) / warm.length;
const [middle, level] = [mean((s) => s.edits), mean((s) => s.mb)];
const slope =
  (1_000 * warm.reduce((sum, s) => sum + (s.edits - middle) * (s.mb - level), 0)) /
  warm.reduce((sum, s) => sum + (s.edits - middle) ** 2, 0);

const live = await settle();
const leaked = handles() - warmHandles;
for (const { path, text } of documents) writeFileSync(path, text);
await connection.sendRequest('shutdown');
await connection.sendNotification('exit');
const run = spawnSync(
  process.execPath,
  [join(dist, 'drift.cjs'), 'check', '-C', root, '--format', 'json', '--no-cache', '--threads', '2'],
  { encoding: 'utf8', env: environment, maxBuffer: 1 << 28 },
);
const checked = JSON.parse(run.stdout).data;
const isSame = checked.digest === live.digest;
const rows = [
  ['edits, branch switches, changes of settings', `${EDITS} / ${SWITCHES} / ${SETTINGS}`, 'at least 10000 / 20 / 5'],
  ['memory after the warm-up / at the end', `${warm[0].mb.toFixed(0)} / ${warm.at(-1).mb.toFixed(0)} MB`, ''],
  ['growth per 1,000 edits (least squares)', `${slope.toFixed(2)} MB`, `${MAX_GROWTH_MB} MB`],
  ['handles more than after the warm-up', String(leaked), '0'],
  ['editor and `drift check` at the end', isSame ? `equal, ${live.findings} findings` : 'DIFFERENT', 'equal'],
  ['time of an edit with its findings, mean', `${((seconds * 1000) / EDITS).toFixed(0)} ms`, ''],
];
const { withVerdicts } = await bundled('test/bench/verdicts.ts');
const table = withVerdicts(
  [
    `Seed ${SEED}; ${files.length} files, ${documents.length} open; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB.`,
    '',
    '| what | measured | bar |',
    '|---|---|---|',
    ...rows.map((r) => `| ${r.join(' | ')} |`),
    '',
  ].join('\n'),
);
console.log(`\n${table}`);
if (!isSame) console.log(`digests: editor ${live.digest}, check ${checked.digest}; ${relative(process.cwd(), root)}`);
if (args.includes('--write'))
  writeFileSync(join(here, 'RESULTS-soak.md'), `# Soak\n\n\`npm run soak -- --corpus DIR --write\`\n\n${table}`);
process.exitCode = slope <= MAX_GROWTH_MB && leaked <= 0 && isSame && ended === null ? 0 : 1;
