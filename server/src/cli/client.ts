import { spawn } from 'node:child_process';
import { Method, noticeParamsSchema, type ServerInit } from '@drift/shared';
import {
  createMessageConnection,
  ErrorCodes,
  type MessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type * as z from 'zod';
import { pathToUri } from '../protocol/uri.ts';

/** A running batch server, as the verbs use it. */
export interface Client {
  /** Sends a custom request and checks the answer against its schema. */
  ask<S extends z.ZodType>(method: string, params: object, answer: S): Promise<z.output<S>>;
  close(): Promise<void>;
  /** Ends the server at once, whatever it does. */
  kill(): void;
}

/** Told while the server reads: percent done, and a text. */
export type OnServerProgress = (percentage: number, message: string) => void;

/** Why a server could not be used. */
export class ServerFailure extends Error {}

/** How long the server may take to write what the next start can use, and to say goodbye. */
const SHUTDOWN_MS = 20_000;

/** How much later than the server's end a signal to both may arrive here. */
const SIGNAL_MS = 100;

/** How much later than a broken pipe the end of the server may be noticed. */
const ENDED_MS = 2_000;

/** Starts the server that ships with this program on one root and speaks LSP with it. */
export async function startClient(options: {
  readonly script: string;
  readonly root: string;
  readonly init: Partial<ServerInit>;
  readonly onProgress: OnServerProgress;
  /** Told what a person should know besides the answers. */
  readonly onNotice: (message: string) => void;
  /** Gives up on a server that has not answered after this time; without it, waits. */
  readonly patienceMs?: number;
}): Promise<Client> {
  const child = spawn(process.execPath, [options.script], { cwd: options.root, stdio: ['pipe', 'pipe', 'pipe'] });
  let stderr = '';
  let isSilent = false;
  let isClosing = false;
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-4_000);
  });
  const ended = new Promise<never>((_, reject) => {
    child.on('error', (error) => reject(new ServerFailure(`the server could not be started: ${error.message}`)));
    child.on('exit', (code, signal) => {
      if (isClosing) return;
      const why = isSilent
        ? `the server did not answer within ${(options.patienceMs ?? 0) / 1_000} seconds`
        : `the server ended (${signal ?? code}): ${stderr.trim().split('\n').at(-1) ?? ''}`;
      // An interruption reaches both processes: this one, which says so, may hear of it a moment later.
      setTimeout(() => reject(new ServerFailure(why)), SIGNAL_MS);
    });
  });
  ended.catch(() => undefined);
  // What cannot be written has no reader any more: why there is none, the end of the server says better.
  const answered = <T>(request: Promise<T>): Promise<T> =>
    Promise.race([
      ended,
      request.catch(async (error: unknown) => {
        if (!isAnswer(error)) await Promise.race([ended, wait(ENDED_MS)]);
        throw error;
      }),
    ]);
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  listenForProgress(connection, options.onProgress);
  connection.onNotification(Method.notice, (raw: unknown) => {
    const params = noticeParamsSchema.safeParse(raw);
    if (params.success) options.onNotice(params.data.message);
  });
  connection.listen();
  const stop = (): void => {
    isSilent = true;
    // One that does not answer does not listen to milder signals either.
    child.kill('SIGKILL');
  };
  const giveUp = options.patienceMs === undefined ? undefined : setTimeout(stop, options.patienceMs);
  await answered(initialize(connection, options.root, options.init)).finally(() => clearTimeout(giveUp));
  return {
    async ask(method, params, answer) {
      const raw: unknown = await answered(connection.sendRequest(method, params));
      const parsed = answer.safeParse(raw);
      if (!parsed.success)
        throw new ServerFailure(`${method} answered in an unknown form: ${parsed.error.issues[0]?.message ?? ''}`);
      return parsed.data;
    },
    kill() {
      isClosing = true;
      connection.dispose();
      child.kill('SIGKILL');
    },
    async close() {
      isClosing = true;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      await Promise.race([connection.sendRequest('shutdown').catch(() => undefined), wait(SHUTDOWN_MS)]);
      await connection.sendNotification('exit').catch(() => undefined);
      await Promise.race([gone, wait(SHUTDOWN_MS)]);
      connection.dispose();
      if (child.exitCode === null) child.kill('SIGKILL');
    },
  };
}

/** True for a failure that the server told, and false for one of the way to it. */
function isAnswer(error: unknown): boolean {
  const ofTheWay: readonly number[] = [
    ErrorCodes.MessageWriteError,
    ErrorCodes.PendingResponseRejected,
    ErrorCodes.ConnectionInactive,
  ];
  return error instanceof ResponseError && !ofTheWay.includes(error.code);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

async function initialize(connection: MessageConnection, root: string, init: Partial<ServerInit>): Promise<void> {
  const uri = pathToUri(root);
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'root' }],
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      textDocument: { diagnostic: {} },
      window: { workDoneProgress: true },
    },
    initializationOptions: { mode: 'batch', ...init },
  });
  await connection.sendNotification('initialized', {});
}

function listenForProgress(connection: MessageConnection, onProgress: OnServerProgress): void {
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onNotification('$/progress', (params: unknown) => {
    if (typeof params !== 'object' || params === null || !('value' in params)) return;
    const { value } = params;
    if (typeof value !== 'object' || value === null) return;
    const percentage = 'percentage' in value && typeof value.percentage === 'number' ? value.percentage : 0;
    const message = 'message' in value && typeof value.message === 'string' ? value.message : '';
    onProgress(percentage, message);
  });
}
