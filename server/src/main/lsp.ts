// Entry of the language server process: standard input and output carry the protocol and nothing else.
import { join } from 'node:path';
import {
  createConnection,
  ErrorCodes,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { FrameGate } from '../host/frame-gate.ts';
import { createNodeHost } from '../host/node-host.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { Lifecycle } from '../protocol/lifecycle.ts';
import { startServer } from '../protocol/server.ts';
import { FileAnalyzer } from '../session/file-analyzer.ts';
import { SyntaxEngine } from '../syntax/syntax-engine.ts';
import { engineId, wasmReader } from './assets.ts';
import { VERSION } from './version.ts';

const host = createNodeHost();
const frames = process.stdin.pipe(new FrameGate(malformed));
const reader = new StreamMessageReader(frames);
const writer = new StreamMessageWriter(process.stdout);
const lifecycle = new Lifecycle();
const connection = createConnection(ProposedFeatures.all, reader, writer, {
  messageStrategy: lifecycle.strategy(writer),
});

// A frame that is no JSON-RPC is answered as the protocol says, and told where a person looks.
function malformed(what: string): void {
  const message = maskText(`malformed message: ${what}`);
  process.stderr.write(`drift: ${message}\n`);
  const answer = { jsonrpc: '2.0', id: null, error: { code: ErrorCodes.ParseError, message } };
  void writer.write(answer).catch(() => undefined);
}
reader.onError((error) => malformed(error.message));

// A part that fails is reported and costs only itself; the process goes on.
process.on('uncaughtException', (error) => report(error.stack ?? error.message));
process.on('unhandledRejection', (reason) => report(String(reason)));

const leave = startServer(connection, {
  host,
  engine: engineId(host),
  analyzer: new FileAnalyzer(SyntaxEngine.create(wasmReader(host))),
  workerScript: join(__dirname, 'worker.cjs'),
  databaseScript: join(__dirname, 'database.cjs'),
  wasmFolder: join(__dirname, 'wasm'),
  version: VERSION,
  lifecycle,
  exit: (code) => process.exit(code),
});

// A client that is gone needs no server; what was recorded for it stays.
frames.on('end', leave);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);

function report(raised: string): void {
  const message = maskText(raised);
  try {
    connection.console.error(`Drift: ${message}`);
  } catch {
    // The connection is closed: what is left is the stream a person may look at.
    process.stderr.write(`Drift: ${message}\n`);
  }
}
