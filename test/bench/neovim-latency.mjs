// From a key to the finding that follows it, in a real Neovim on a file of 2,000 lines, beside the server's own time:
//   node test/bench/neovim-latency.mjs [NEOVIM...]        (build first; `nvim` where none is named)
// Between the two stands this program itself (`--proxy`): it passes on what both say and notes when. The server's time
// is that from a change to the findings for it; what it waits for a pause where it pushes is told separately.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Frames } from '../clients/frames.mjs';

const SELF = fileURLToPath(import.meta.url);
const SERVER = fileURLToPath(new URL('../../server/dist/lsp.cjs', import.meta.url));
const INIT = fileURLToPath(new URL('../../client-neovim/tests/init.lua', import.meta.url));
const LINES = 2000;
const KEYS = 120;
/** Milliseconds between what a key brought and the next key: none, as in fast typing, and one longer than every debounce. */
const PAUSES = [0, 400];
/** What the server waits for a pause in typing before it pushes. */
const SERVER_PAUSE_MS = 150;

const [first, ...rest] = process.argv.slice(2);
if (first === '--proxy') proxy(rest[0]);
else for (const program of process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['nvim']) measure(program);

/** Passes messages on; at the end writes how long each change took, as milliseconds. */
function proxy(out) {
  const server = spawn(process.execPath, [SERVER], { stdio: ['pipe', 'pipe', 'inherit'] });
  const times = { push: [], pull: [], wait: [] };
  let changed = null;
  let asked = null;
  const fromClient = new Frames(({ id, method }) => {
    if (method === 'textDocument/didChange') changed = performance.now();
    if (method === 'textDocument/diagnostic' && changed !== null) asked = { id, at: performance.now() };
  });
  const fromServer = new Frames(({ id, method }) => {
    if (method === 'textDocument/publishDiagnostics' && changed !== null) {
      times.push.push(performance.now() - changed);
      changed = null;
    } else if (asked !== null && id === asked.id && method === undefined) {
      times.pull.push(performance.now() - changed);
      asked = null;
      changed = null;
    }
  });
  process.stdin.on('data', (chunk) => {
    fromClient.take(chunk);
    server.stdin.write(chunk);
  });
  process.stdin.on('end', () => server.stdin.end());
  server.stdin.on('error', () => undefined);
  server.stdout.on('data', (chunk) => {
    fromServer.take(chunk);
    process.stdout.write(chunk);
  });
  server.on('close', (code) => {
    writeFileSync(out, JSON.stringify(times));
    process.exit(code ?? 1);
  });
}

function measure(program) {
  const home = mkdtempSync(join(tmpdir(), 'drift-latency-'));
  const root = join(home, 'project');
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'drift.toml'), '[analysis]\nincubating = "all"\n');
  writeFileSync(join(root, 'src/long.ts'), longFile());
  const out = join(home, 'out.json');
  const proxied = join(home, 'proxied.json');
  const setup = { cmd: [process.execPath, SELF, '--proxy', proxied] };
  const test = { script: 'latency', out, args: { pauses: PAUSES, keys: KEYS }, setup };
  const env = {
    ...process.env,
    HOME: home,
    XDG_STATE_HOME: home,
    XDG_CONFIG_HOME: home,
    DRIFT_TEST: JSON.stringify(test),
  };
  const version =
    /NVIM v(\S+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? program;
  spawnSync(program, ['--headless', '-n', '-i', 'NONE', '-u', INIT, 'src/long.ts'], {
    cwd: root,
    env,
    stdio: 'ignore',
  });
  const { result, failure } = JSON.parse(readFileSync(out, 'utf8'));
  if (failure !== undefined) throw new Error(failure);
  const server = settledFile(proxied);
  const way = server.pull.length > 0 ? 'pull' : 'push';
  const waits = way === 'push' ? SERVER_PAUSE_MS : 0;
  for (const [i, times] of result.times.entries()) {
    const own = server[way].slice(i * KEYS, (i + 1) * KEYS).map((t) => t - waits);
    const pace = PAUSES[i] === 0 ? 'as fast as it shows' : `a key every ${PAUSES[i]} ms`;
    const what = `keystroke to squiggle in Neovim ${version}, ${result.lines} lines, ${KEYS} keystrokes, ${pace}`;
    row(what, times);
    row(`the server in the same run${waits > 0 ? `, besides the ${waits} ms it waits for the next key` : ''}`, own);
  }
  rmSync(home, { recursive: true, force: true });
}

function row(what, times) {
  console.log(`| ${what}: p50 / p95 | ${at(times, 0.5)} ms / ${at(times, 0.95)} ms |  |`);
}

/** What the proxy wrote; it may end a moment after the editor. */
function settledFile(path) {
  const until = Date.now() + 10_000;
  for (;;) {
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      if (Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function at(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(0);
}

/** A module of `LINES` lines of everyday functions, with one finding in the middle. */
function longFile() {
  const out = ["import { createHash } from 'node:crypto';", "import { work } from './work.js';", ''];
  for (let i = 0; out.length < LINES - 10; i++) {
    if (i === 80)
      out.push(
        'export function hashPassword(password: string): string {',
        "  return createHash('md5').update(password).digest('hex');",
        '}',
        '',
      );
    out.push(
      `export function load${i}(names: readonly string[], limit: number): number {`,
      '  let total = 0;',
      '  for (const name of names) {',
      '    if (name.length > limit) continue;',
      '    try {',
      `      total += work(name.length + ${i});`,
      '    } catch (error) {',
      "      throw new Error('load', { cause: error });",
      '    }',
      '  }',
      '  return total;',
      '}',
      '',
    );
  }
  return `${out.join('\n')}\n`;
}
