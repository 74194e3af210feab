// A client of a few lines that plays every scenario: node test/clients/scripted.mjs [SCENARIO...]
// It stands for what no editor sends any more: no version, whole texts, positions in code points or bytes, requests whose
// answers nobody waits for. Each scenario is recorded as transcripts/SCENARIO.scripted.jsonl.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const ORDERS = 'src/orders.ts';
const STOCK = 'src/stock.py';

/** How wide a text is in each encoding. */
const WIDTH = {
  'utf-16': (text) => text.length,
  'utf-8': (text) => Buffer.byteLength(text),
  'utf-32': (text) => [...text].length,
};

/** One window: a connection through the recorder, and the texts it holds. */
class Client {
  constructor(root, out, { pulls = false, encoding = 'utf-16', window } = {}) {
    Object.assign(this, { root, pulls, encoding, texts: new Map(), version: 0, told: new Map(), wake: () => {} });
    const args = [
      here('record.mjs'),
      '--out',
      out,
      '--root',
      root,
      ...(window === undefined ? [] : ['--window', window]),
    ];
    this.process = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.told.set(uri, diagnostics);
      this.wake();
    });
    this.connection.listen();
  }

  async start() {
    const textDocument = this.pulls ? { diagnostic: {} } : { publishDiagnostics: {} };
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      clientInfo: { name: 'scripted' },
      rootUri: `file://${this.root}`,
      capabilities: { general: { positionEncodings: [this.encoding] }, textDocument },
    });
    await this.notify('initialized', {});
  }

  uri(file) {
    return `file://${this.root}/${file}`;
  }

  notify(method, params) {
    return this.connection.sendNotification(method, params);
  }

  /** A request whose answer nobody looks at. */
  ask(method, file, params = {}) {
    return this.connection.sendRequest(method, { textDocument: { uri: this.uri(file) }, ...params }).catch(() => null);
  }

  async open(file) {
    const uri = this.uri(file);
    const text = this.texts.get(file) ?? readFileSync(join(this.root, file), 'utf8').replace(/^\ufeff/, '');
    this.texts.set(file, text);
    const languageId = file.endsWith('.py') ? 'python' : 'typescript';
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: ++this.version, text } });
    await this.shown(file);
  }

  /** Waits until something was said about a file. */
  async shown(file) {
    if (this.pulls) {
      await this.ask('textDocument/diagnostic', file);
      return;
    }
    while (!this.told.has(this.uri(file))) await new Promise((resolve) => (this.wake = resolve));
  }

  position(text, offset) {
    const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
    return { line: lines.length - 1, character: WIDTH[this.encoding](lines.at(-1)) };
  }

  /** Replaces what a pattern finds, in one notification: each change is against the text the one before left. */
  async edit(file, pattern, by, version = ++this.version) {
    const contentChanges = [];
    let text = this.texts.get(file);
    const found = typeof pattern === 'number' ? [{ index: pattern, 0: '' }] : [...text.matchAll(pattern)];
    for (const match of found.reverse()) {
      const end = match.index + match[0].length;
      const range = { start: this.position(text, match.index), end: this.position(text, end) };
      contentChanges.push({ range, text: by });
      text = text.slice(0, match.index) + by + text.slice(end);
    }
    this.texts.set(file, text);
    const textDocument = { uri: this.uri(file), ...(version === null ? {} : { version }) };
    await this.notify('textDocument/didChange', { textDocument, contentChanges });
  }

  async replace(file, text) {
    this.texts.set(file, text);
    const textDocument = { uri: this.uri(file), version: ++this.version };
    await this.notify('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
  }

  async type(file, offset, text) {
    for (const [i, key] of [...text].entries())
      await this.edit(file, offset + [...text].slice(0, i).join('').length, key);
  }

  async save(file) {
    writeFileSync(join(this.root, file), this.texts.get(file));
    await this.notify('textDocument/didSave', { textDocument: { uri: this.uri(file) } });
  }

  async close(file) {
    await this.notify('textDocument/didClose', { textDocument: { uri: this.uri(file) } });
    this.told.delete(this.uri(file));
  }

  async quit() {
    await this.connection.sendRequest('drift/check/digest', {});
    await this.connection.sendRequest('shutdown');
    await this.notify('exit');
    await new Promise((resolve) => this.process.on('exit', resolve));
    this.connection.dispose();
  }
}

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const FUNCTION = '\nexport function late(): void {\n  try {\n    work(9);\n  } catch {}\n}\n';

/** The steps of each scenario, and how its client counts. */
const SCENARIOS = {
  typing: [
    {},
    async (c) => {
      await c.type(ORDERS, c.texts.get(ORDERS).length, FUNCTION);
      await c.edit(ORDERS, /\}\n$/g, '');
      await c.type(ORDERS, c.texts.get(ORDERS).length, '}\n');
      await c.open(STOCK);
      await c.type(STOCK, c.texts.get(STOCK).indexOf('def read'), '# nothing to see\n');
      await c.ask('textDocument/codeAction', ORDERS, { range: WHOLE, context: { diagnostics: [] } });
      await c.edit(
        ORDERS,
        /^ {2}return createHash/gm,
        '  // drift-ignore-next-line drift/crypto/weak-hash: a checksum\n  return createHash',
      );
      await c.save(ORDERS);
      await c.save(STOCK);
    },
  ],
  undo: [
    { pulls: true },
    async (c) => {
      const first = c.texts.get(ORDERS);
      const without = first.replace(/export function quiet[\s\S]*?\n}\n/, '');
      for (const text of [without, first, without, first]) await c.replace(ORDERS, text);
      await c.edit(ORDERS, /\bwork\b/g, 'workHarder');
      await c.replace(ORDERS, first);
      await c.type(ORDERS, 0, '// saved\n');
      await c.save(ORDERS);
      await c.replace(ORDERS, first);
    },
  ],
  'several-changes': [
    { encoding: 'utf-8' },
    async (c) => {
      await c.edit(ORDERS, /^export /gm, 'export async ', null);
      await c.edit(ORDERS, /^(?=.)/gm, '  ', null);
      await c.edit(ORDERS, /async /g, '', null);
      await c.edit(ORDERS, /\(e\)/g, '(error)');
      await c.edit(ORDERS, /^ {2}/gm, '\t');
    },
  ],
  crlf: [
    {},
    async (c) => {
      await c.open(STOCK);
      await c.edit(ORDERS, /(?<=try \{)\r\n/g, ' // why\r\n\r\n');
      await c.edit(ORDERS, /;\r\n(?= {2}\} catch \(e\))/g, '; ');
      await c.edit(ORDERS, /$(?![\s\S])/g, FUNCTION.replaceAll('\n', '\r\n'));
      await c.edit(ORDERS, /quiet\(\)[\s\S]*?try/g, 'still(): void {\r  try');
      await c.edit(STOCK, 0, '# first\r\n');
      await c.save(ORDERS);
      await c.save(STOCK);
    },
  ],
  emoji: [
    { pulls: true, encoding: 'utf-32' },
    async (c) => {
      await c.edit(ORDERS, /👩(?=‍👧)/gu, '');
      await c.edit(ORDERS, /e(?=\u0301)/g, 'ex');
      await c.edit(ORDERS, /(?='👋)/gu, "'😀é漢字' + ");
      await c.edit(ORDERS, /🇨/gu, '😀');
      await c.type(ORDERS, c.texts.get(ORDERS).length, '// 😀😀\n');
      await c.edit(ORDERS, /😀\n/gu, '\n');
      await c.open(STOCK);
      await c.edit(STOCK, / {2}# 🔑/gu, ' # 🔐🔑');
    },
  ],
  rename: [
    {},
    async (c) => {
      const sales = 'src/sales.ts';
      await c.close(ORDERS);
      renameSync(join(c.root, ORDERS), join(c.root, sales));
      await c.open(sales);
      await c.notify('workspace/didChangeWatchedFiles', {
        changes: [
          { uri: c.uri(ORDERS), type: 3 },
          { uri: c.uri(sales), type: 1 },
        ],
      });
      await c.type(sales, c.texts.get(sales).length, FUNCTION);
      await c.save(sales);
      const moved = 'src/deep/Stock.py';
      await c.open(STOCK);
      c.texts.set(moved, c.texts.get(STOCK));
      await c.open(moved);
      await c.close(STOCK);
      await c.edit(moved, /read_stock/g, 'readStock');
    },
  ],
  'close-busy': [
    { pulls: true },
    async (c) => {
      for (let i = 0; i < 3; i++) {
        await c.edit(ORDERS, /work\(\d/g, 'work(7');
        for (const method of ['textDocument/diagnostic', 'textDocument/hover', 'textDocument/codeAction'])
          void c.ask(method, ORDERS, { position: WHOLE.start, range: WHOLE, context: { diagnostics: [] } });
        await c.close(ORDERS);
        await c.notify('textDocument/didOpen', {
          textDocument: { uri: c.uri(ORDERS), languageId: 'typescript', version: 1, text: c.texts.get(ORDERS) },
        });
      }
      await c.edit(ORDERS, /catch \{\}/g, 'catch (e) {}');
    },
  ],
  'two-windows': [
    { window: 'a' },
    async (c, other) => {
      await other.open(ORDERS);
      await c.type(ORDERS, c.texts.get(ORDERS).length, FUNCTION);
      await c.save(ORDERS);
      await other.replace(ORDERS, c.texts.get(ORDERS));
      await other.edit(ORDERS, /catch \{\}/g, 'catch (e) {}');
      await other.save(ORDERS);
      await c.replace(ORDERS, other.texts.get(ORDERS));
      await c.edit(ORDERS, /md5/g, 'sha1');
    },
  ],
};

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SCENARIOS)) {
  const [options, steps] = SCENARIOS[name];
  const root = mkdtempSync(join(tmpdir(), 'drift-scripted-'));
  const out = here(`transcripts/${name}.scripted.jsonl`);
  rmSync(out, { force: true });
  execFileSync(process.execPath, [here('project.mjs'), name, root]);
  const clients = [new Client(root, out, options)];
  if (options.window !== undefined) clients.push(new Client(root, out, { ...options, window: 'b' }));
  for (const client of clients) await client.start();
  await clients[0].open(ORDERS);
  await steps(...clients);
  await delay(500);
  for (const client of clients) await client.quit();
  rmSync(root, { recursive: true, force: true });
}
