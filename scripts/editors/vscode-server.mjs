// Where the real VS Code for tests lies, and how it gets there: the server build that the npm registry carries, with
// the few packages it needs. Nothing is compiled: its native modules are either shipped ready, or stood in for below.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.mjs';

/** The npm package that carries VS Code 1.100, and what the registry must send for it. */
const PACKAGE = 'code-server@4.100.3';
const INTEGRITY = 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==';

/** Counted up when what is installed changes. */
const LAYOUT = 1;

/** Where editors for tests are kept: not in `HOME`, which tests replace by an empty one. */
export function editorsFolder() {
  return process.env['DRIFT_EDITORS'] ?? join(userInfo().homedir, '.cache', 'drift-editors');
}

/** The folder of the installed VS Code, or `null`. */
export function installedVscode() {
  const folder = target();
  return existsSync(join(folder, 'ready')) ? folder : null;
}

/** Installs it where it is missing. Throws an `Error` that says what failed. */
export async function installVscode() {
  const folder = target();
  if (installedVscode() !== null) return folder;
  const work = `${folder}.part-${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    await unpack(work);
    await runProgram('npm', ['install', ...INSTALL], { cwd: work });
    for (const [name, text] of Object.entries(STAND_INS)) writePackage(join(work, 'node_modules', name), name, text);
    writeFileSync(join(work, 'ready'), `${PACKAGE}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

const INSTALL = [
  '--ignore-scripts',
  '--omit=dev',
  '--omit=optional',
  '--legacy-peer-deps',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  '--prefer-offline',
];

function target() {
  return join(editorsFolder(), `${PACKAGE}-${LAYOUT}`);
}

/** Fetches the package, compares its bytes with the pinned ones, and keeps the editor alone of it. */
async function unpack(work) {
  const printed = await runProgram('npm', ['pack', PACKAGE, '--silent', '--pack-destination', work], { cwd: work });
  const archive = join(work, printed.trim().split('\n').at(-1));
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} is not the package it was: ${integrity}`);
  const without = ['--exclude=*.map', '--exclude=ms-vscode.*'];
  await runProgram('tar', ['-xzf', archive, '--strip-components=3', ...without, 'package/lib/vscode'], { cwd: work });
  rmSync(archive);
  writeFileSync(join(work, 'package.json'), JSON.stringify(manifest(work), null, 2));
}

/** What the server, the extension host and the window import; the rest is for Windows, terminals and telemetry. */
const NEEDED = [
  '@microsoft/1ds-core-js',
  '@microsoft/1ds-post-js',
  '@parcel/watcher',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/tree-sitter-wasm',
  '@vscode/vscode-languagedetection',
  '@xterm/xterm',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'jschardet',
  'minimist',
  'tas-client-umd',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'yauzl',
  'yazl',
];

/** The editor's own manifest with the versions it pins, and those packages alone. */
function manifest(work) {
  const { packages } = JSON.parse(readFileSync(join(work, 'npm-shrinkwrap.json'), 'utf8'));
  const { type, name, version } = JSON.parse(readFileSync(join(work, 'package.json'), 'utf8'));
  const dependencies = Object.fromEntries(NEEDED.map((name) => [name, packages[`node_modules/${name}`].version]));
  // File watching is native and shipped ready, a package for each system.
  dependencies[`@parcel/watcher-linux-${process.arch}-glibc`] = dependencies['@parcel/watcher'];
  return { name, version, type, private: true, dependencies };
}

function writePackage(folder, name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
  writeFileSync(join(folder, 'index.js'), text);
}

/** What stands in for native modules that would have to be compiled. Their importers read exports by name. */
const STAND_INS = {
  // Output channels are files that this writes and the window reads.
  '@vscode/spdlog': `const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
class Logger {
  constructor(file) { this.file = file; this.level = 2; this.plain = false; mkdirSync(dirname(file), { recursive: true }); }
  write(level, name, text) {
    if (level < this.level) return;
    const stamp = new Date().toISOString().slice(0, 23).replace('T', ' ');
    appendFileSync(this.file, this.plain ? text : stamp + ' [' + name + '] ' + text + '\\n');
  }
  trace(text) { this.write(0, 'trace', text); }
  debug(text) { this.write(1, 'debug', text); }
  info(text) { this.write(2, 'info', text); }
  warn(text) { this.write(3, 'warning', text); }
  error(text) { this.write(4, 'error', text); }
  critical(text) { this.write(5, 'critical', text); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() {}
}
const create = async (_name, file) => new Logger(file);
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`,
  // Where it is missing, the editor's search for names of files finds nothing.
  '@vscode/ripgrep': `exports.rgPath = '/usr/bin/rg';
`,
  '@vscode/deviceid': `exports.getDeviceId = async () => 'tests';
`,
};
