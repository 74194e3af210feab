// Started by an editor in the place of the server: passes everything on, both ways, and writes down what the client said.
// node test/clients/record.mjs --out FILE.jsonl --root DIR [--window NAME] [--server COMMAND ARGUMENTS...]
//
// One JSON line an event, in the order of time; `ms` counts from the start of this recorder:
//   {"ms", "message"}             a message of the client
//   {"ms", "message", "answers"}  its answer to a request of the server, with the method of that request
//   {"ms", "disk": {path: text}}  files below the root that differ from before; null where one is gone
// With --window the lines carry that name and are appended: several windows write one transcript.
// Nothing of the machine is written: the root is <root>, the home folder <home>, and the process has no number.
import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Frames } from './frames.mjs';

const BUILT = fileURLToPath(new URL('../../server/dist/lsp.cjs', import.meta.url));
/** Milliseconds are written in steps of this size: finer ones say more about the machine than about the client. */
const STEP_MS = 10;
/** Messages after which the disk is compared with what it was: an editor writes before it says so. */
const TELLS_OF_DISK =
  /^(?:textDocument\/did(?:Open|Save|Close)|workspace\/did(?:ChangeWatched|Create|Rename|Delete)Files|shutdown)$/;

const argv = process.argv.slice(2);
const at = argv.indexOf('--server');
const { values } = parseArgs({
  args: at < 0 ? argv : argv.slice(0, at),
  // An editor may add arguments of its own, such as --stdio.
  strict: false,
  options: { out: { type: 'string' }, root: { type: 'string' }, window: { type: 'string' } },
});
const { out, root, window } = values;
if (typeof out !== 'string' || typeof root !== 'string') {
  process.stderr.write('usage: record.mjs --out FILE.jsonl --root DIR [--window NAME] [--server COMMAND...]\n');
  process.exit(2);
}
const [command, ...args] = at < 0 ? [process.execPath, BUILT] : argv.slice(at + 1);

const started = performance.now();
const places = placesOf(root, homedir());
/** Methods of the server's requests that wait for an answer, by their id. */
const asked = new Map();
let disk = textsBelow(root);
if (window === undefined) writeFileSync(out, '');

const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const fromClient = new Frames((message) => said(message));
const fromServer = new Frames((message) => {
  if (message.method !== undefined && message.id !== undefined) asked.set(message.id, message.method);
});
process.stdin.on('data', (chunk) => {
  // Written down first: what the server does on account of a message is no doing of the client.
  fromClient.take(chunk);
  server.stdin.write(chunk);
});
process.stdin.on('end', () => server.stdin.end());
server.stdin.on('error', () => undefined);
server.stdout.on('data', (chunk) => {
  fromServer.take(chunk);
  process.stdout.write(chunk);
});
process.stdout.on('error', () => undefined);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  process.exit(1);
});
server.on('close', (code) => process.exit(code ?? 1));

function said(message) {
  if (message.method === 'exit' || TELLS_OF_DISK.test(message.method ?? '')) sayDisk();
  const answers = message.method === undefined ? asked.get(message.id) : undefined;
  if (answers !== undefined) asked.delete(message.id);
  say({ message: withoutMachine(message), ...(answers === undefined ? {} : { answers }) });
}

function sayDisk() {
  const now = textsBelow(root);
  const paths = [...new Set([...disk.keys(), ...now.keys()])].sort();
  const differing = paths.filter((path) => disk.get(path) !== now.get(path));
  disk = now;
  if (differing.length > 0) say({ disk: Object.fromEntries(differing.map((p) => [p, now.get(p) ?? null])) });
}

function say(event) {
  const ms = Math.round((performance.now() - started) / STEP_MS) * STEP_MS;
  appendFileSync(out, `${JSON.stringify({ ms, ...(window === undefined ? {} : { window }), ...event })}\n`);
}

/** A message with everything taken out that only holds on this machine. */
function withoutMachine(message) {
  const clean = cleaned(message);
  if (clean.method !== 'initialize') return clean;
  clean.params.processId = null;
  for (const folder of clean.params.workspaceFolders ?? []) folder.name = 'project';
  return clean;
}

function cleaned(value) {
  if (typeof value === 'string') {
    let text = value;
    for (const [from, to] of places) text = text.replaceAll(from, to);
    return text;
  }
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleaned(key), cleaned(item)]));
}

/** Every spelling of the root and the home folder with what is written instead, the longest first. */
function placesOf(folder, home) {
  const out = new Map();
  const spell = (path, name) => {
    for (const encoded of [path, pathToFileURL(path).pathname, encodeURI(path)]) out.set(encoded, name);
  };
  spell(home, '<home>');
  spell(realpathSync(home), '<home>');
  spell(folder.replace(/\/+$/, ''), '<root>');
  spell(realpathSync(folder), '<root>');
  out.delete('/');
  if (hostname().length > 3) out.set(hostname(), '<host>');
  return [...out].sort(([a], [b]) => b.length - a.length);
}

/** Texts of the project's files by their path; what git and Drift keep there for themselves is not the client's. */
function textsBelow(folder) {
  const texts = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name));
    if (!entry.isFile() || /^\.(?:git|drift|drift-backups)\//.test(path) || isEditors(basename(path))) continue;
    try {
      texts.set(path, readFileSync(join(folder, path), 'utf8'));
    } catch {
      // Gone since it was listed.
    }
  }
  return texts;
}

/** Locks, swap files and backups of editors. */
function isEditors(name) {
  return /^\.#|^#.*#$|~$|\.sw[a-p]$/.test(name);
}
