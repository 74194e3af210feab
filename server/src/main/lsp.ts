// Entry of the language server process: standard input and output carry the protocol and nothing else.
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createNodeHost } from '../host/node-host.ts';
import { startServer } from '../protocol/server.ts';
import { FileAnalyzer } from '../session/file-analyzer.ts';
import { SyntaxEngine } from '../syntax/syntax-engine.ts';
import { wasmReader } from './assets.ts';
import { VERSION } from './version.ts';

const host = createNodeHost();
const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);

// A part that fails is reported and costs only itself; the process goes on.
process.on('uncaughtException', (error) => connection.console.error(`Drift: ${error.stack ?? error.message}`));
process.on('unhandledRejection', (reason) => connection.console.error(`Drift: ${String(reason)}`));

startServer(connection, {
  host,
  analyzer: new FileAnalyzer(SyntaxEngine.create(wasmReader(host))),
  workerScript: join(__dirname, 'worker.cjs'),
  version: VERSION,
  exit: (code) => process.exit(code),
});
