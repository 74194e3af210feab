// What the built server needs to tell how the gates stand after one document of a project with many findings changed.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node';
import { bundled } from '../support/bundled.mjs';

const SERVER = fileURLToPath(new URL('../../server/dist/lsp.cjs', import.meta.url));
const FILES = 1_000;
const FINDINGS_A_FILE = 10;
const FOLDERS = 20;
const EDITS = 15;
/** Edits that are not counted: the code is cold. */
const WARM_UP = 5;

/** A text with one error in each of its functions. */
function insecure(n, findings) {
  let text = "import { createHash } from 'node:crypto';\n";
  for (let k = 0; k < findings; k++)
    text += `\nexport function hashPassword${n}x${k}(password: string): string {\n  return createHash('md5').update(password).digest('hex');\n}\n`;
  return text;
}

/** A repository to which one change adds all files with findings. */
function project() {
  const root = mkdtempSync(join(tmpdir(), 'drift-bench-gates-'));
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (let n = 0; n < FOLDERS; n++)
    write(`src/d${n}/base.ts`, `export function base${n}(): number {\n  return ${n};\n}\n`);
  const git = (...what) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.invalid', ...what], { cwd: root });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'base');
  for (let n = 0; n < FILES; n++) write(`src/d${n % FOLDERS}/m${n}.ts`, insecure(n, FINDINGS_A_FILE));
  return root;
}

/** A client that is told when the slow lane is through. */
async function connect(root, home) {
  const env = { ...process.env, HOME: home, USERPROFILE: home };
  const child = spawn(process.execPath, [SERVER], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(child.stdout),
    new rpc.StreamMessageWriter(child.stdin),
  );
  const waiting = [];
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onNotification('drift/settled', ({ lane }) => {
    if (lane === 'slow') for (const wake of waiting.splice(0)) wake();
  });
  connection.listen();
  const uri = pathToFileURL(root).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'bench' }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    initializationOptions: { clientFeatures: { settled: true }, flags: { 'analysis.incubating': 'all' } },
  });
  await connection.sendNotification('initialized', {});
  return { connection, settled: () => new Promise((resolve) => waiting.push(resolve)) };
}

const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.floor((p / 100) * (values.length - 1))] ?? 0;
const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/**
 * Judges a project with many findings, and one document of it; then types into that one, and times what the status costs
 * that tells counts, gates and verdict after it.
 */
export async function measureGateStanding(row) {
  const root = project();
  const { measureJudging } = await bundled('test/bench/judging.ts');
  await measureJudging(row, root, 'src/d0/m0.ts');
  const home = mkdtempSync(join(tmpdir(), 'drift-bench-home-'));
  const { connection, settled } = await connect(root, home);
  await connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  const uri = pathToFileURL(join(root, 'src/d0/m0.ts')).href;
  let text = insecure(0, FINDINGS_A_FILE);
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'typescript', version: 1, text },
  });
  await settled();
  const times = [];
  const found = new Set();
  for (let k = 0; k < WARM_UP + EDITS; k++) {
    text = insecure(0, FINDINGS_A_FILE - (k % 2));
    const isThrough = settled();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: k + 2 },
      contentChanges: [{ text }],
    });
    await isThrough;
    const started = performance.now();
    const { roots } = await connection.sendRequest('drift/status', {});
    if (k >= WARM_UP) times.push(performance.now() - started);
    const [{ counts, gates }] = roots;
    found.add(`${counts.error} ${gates.state} ${gates.gates.find((g) => g.id === 'security-boundaries')?.summary}`);
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  for (const folder of [root, home]) rmSync(folder, { recursive: true, force: true });
  // Two texts in turn: a status that did not follow the document would have been quick.
  if (found.size !== 2) throw new Error(`the status did not follow the edits: ${[...found].join(', ')}`);
  const what = `gates after one of ${FILES} documents with ${FILES * FINDINGS_A_FILE} findings changed: p50 / p95`;
  row(what, [50, 95].map((p) => ms(percentile(times, p))).join(' / '), '');
}
