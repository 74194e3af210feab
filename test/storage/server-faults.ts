import { PassThrough } from 'node:stream';
import { DECISIONS_FILE, decideAnswerSchema, Method } from '@drift/shared';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Host } from '../../server/src/host/host.ts';
import { createMemoryHost, type MemoryHost } from '../../server/src/host/memory-host.ts';
import { Lifecycle } from '../../server/src/protocol/lifecycle.ts';
import { startServer } from '../../server/src/protocol/server.ts';
import { FileAnalyzer } from '../../server/src/session/file-analyzer.ts';
import { MIGRATIONS } from '../../server/src/store/database/schema.ts';
import { SyntaxEngine } from '../../server/src/syntax/syntax-engine.ts';
import { ENDING, FAULTS, faultyHost } from '../support/faulty-host.ts';
import { hashing } from '../support/sample-project.ts';
import { readInstalledWasm } from '../support/wasm.ts';
import { analysisThread } from './analysis-thread.ts';
import { type AnyFault, found, hostWithThreads, type Outcome } from './fault-script.ts';
import { FaultyThreads, THREAD_FAULTS } from './faulty-threads.ts';

/** Milliseconds on a real clock after which a request counts as never answered. */
const PATIENCE_MS = 10_000;
/** Milliseconds that the clock of the host goes on in one turn of this process. */
const TICK_MS = 5;
const URI = 'file:///w/src/a.ts';
const ENGINE = '0'.repeat(32);

/** What one server was asked, and what of it failed to come back. */
interface Told {
  readonly decided: string[];
  readonly wrong: string[];
}

/** A whole server in this process, and a client of it. */
function served(host: Host): { readonly client: MessageConnection; readonly ended: Promise<void> } {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const writer = new StreamMessageWriter(toClient);
  const lifecycle = new Lifecycle();
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), writer, {
    messageStrategy: lifecycle.strategy(writer),
  });
  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  client.onRequest('client/registerCapability', () => null);
  client.listen();
  const ended = new Promise<void>((resolve) =>
    startServer(connection, {
      host,
      engine: Promise.resolve(ENGINE),
      analyzer: new FileAnalyzer(SyntaxEngine.create(readInstalledWasm)),
      workerScript: 'worker',
      databaseScript: 'database',
      wasmFolder: '/wasm',
      version: '0',
      lifecycle,
      exit: () => resolve(),
    }),
  );
  return { client, ended };
}

/** An editor opens a file, edits, decides, makes a backup, and says goodbye. */
async function live(host: Host, number: number, told: Told): Promise<void> {
  const { client, ended } = served(host);
  const ask = async (method: string, params: object): Promise<unknown> => {
    const answer = client.sendRequest<unknown>(method, params).catch((error: Error) => error);
    const result = await answeredIn(answer, PATIENCE_MS);
    if (result === UNANSWERED) told.wrong.push(`${method} was not answered`);
    // An answer that is an error says what went wrong.
    if (result instanceof Error && result.message === '') told.wrong.push(`${method} failed without a word`);
    return result;
  };
  const decide = async (reason: string): Promise<void> => {
    const params = { key: 'naming-function', status: 'rejected', reason: `${number} ${reason}` };
    const answer = decideAnswerSchema.safeParse(await ask(Method.decide, params));
    if (!answer.success || !answer.data.done) return;
    // It holds in its own file; that the history lacks it is part of the answer then.
    if (!answer.data.message.includes('it is not in the history')) told.decided.push(params.reason);
  };
  await ask('initialize', {
    processId: null,
    rootUri: 'file:///w',
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { threads: 2 },
  });
  await client.sendNotification('initialized', {});
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri: URI, languageId: 'typescript', version: 1, text: hashing(2) },
  });
  await ask('textDocument/diagnostic', { textDocument: { uri: URI } });
  await decide('first');
  await client.sendNotification('textDocument/didChange', {
    textDocument: { uri: URI, version: 2 },
    contentChanges: [{ text: hashing(3) }],
  });
  await ask('textDocument/diagnostic', { textDocument: { uri: URI } });
  await ask(Method.conventions, {});
  await ask(Method.report, { scope: 'all', all: true });
  await ask(Method.wsStatus, {});
  await ask(Method.wsCreateBackup, {});
  await decide('second');
  await ask(Method.wsStatus, {});
  await ask('shutdown', {});
  await client.sendNotification('exit');
  if ((await answeredIn(ended, PATIENCE_MS)) === UNANSWERED) told.wrong.push('the server did not end');
  client.dispose();
}

const UNANSWERED = Symbol('unanswered');

async function answeredIn<T>(answer: Promise<T>, ms: number): Promise<T | typeof UNANSWERED> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof UNANSWERED>((resolve) => {
    timer = setTimeout(() => resolve(UNANSWERED), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Lets the clock of a host go on as long as something lasts. */
async function whileTimePasses(host: MemoryHost, lasts: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = lasts.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    host.advance(TICK_MS);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await over;
}

/** Runs two servers one after the other while something goes wrong at an event, then looks at what lies on the disk. */
export async function serverUnderFault(fault: AnyFault, at: number): Promise<Outcome> {
  const base = createMemoryHost({
    files: { '/w/.drift/': '', '/w/src/a.ts': hashing(1), '/w/src/b.ts': hashing(1), '/w/drift.toml': '' },
  });
  const hostFault = FAULTS.find((f) => f === fault) ?? null;
  const threads = new FaultyThreads(THREAD_FAULTS.find((f) => f === fault) ?? null, at);
  const faulty = { host: faultyHost(base, 'once', 0) };
  const wrap = (h: MemoryHost): Host => {
    faulty.host = faultyHost(h, hostFault ?? 'once', hostFault === null ? 0 : at);
    return faulty.host.host;
  };
  const host = hostWithThreads(base, wrap, threads, () => MIGRATIONS, analysisThread);
  const told: Told = { decided: [], wrong: [] };
  const script = async (): Promise<void> => {
    for (const number of [0, 1]) await live(host, number, told);
  };
  await whileTimePasses(base, Promise.race([script(), faulty.host.died]));
  const isEnded = ENDING.some((f) => f === fault);
  const wrong = isEnded ? [] : [...told.wrong];
  // The last decision about a thing is the one that stands, wherever its server was stopped.
  const last = told.decided.at(-1);
  const text = base.text(`/w/${DECISIONS_FILE}`) ?? '';
  if (last !== undefined && !isEnded && !text.includes('naming-function')) wrong.push(`not in its file: ${last}`);
  const after = await found(base, told.decided, MIGRATIONS);
  const events = hostFault === null ? threads.events : faulty.host.operations();
  return { events, wrong: [...wrong, ...after.wrong], recoveredMs: after.recoveredMs };
}
