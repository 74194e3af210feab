import * as vscode from 'vscode';
import { CloseAction, ErrorAction, type LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node';
import type * as z from 'zod';
import type { ConnectionState } from './connection-state.ts';
import type { DriftClient } from './drift-client.ts';
import { OwnCommands } from './own-commands.ts';
import type { RestartPolicy } from './restart-policy.ts';

/** What a connection needs from the extension. */
export interface ConnectionParts {
  readonly policy: RestartPolicy;
  /** How long a server that was started may say nothing, in milliseconds. */
  readonly answerMs: () => number;
  readonly log: vscode.LogOutputChannel;
  /** A client by the settings of now, with the options of the connection in it. */
  readonly newClient: (
    options: Pick<LanguageClientOptions, 'errorHandler' | 'initializationFailedHandler'>,
  ) => DriftClient;
  /** Called for each client before it starts, to listen to the server. */
  readonly onClient: (client: LanguageClient) => void;
}

/** A server that says nothing for so long is no server, in milliseconds; on a busy machine one takes more than ten seconds. */
export const ANSWER_MS = 30_000;
const SHUTDOWN_MS = 2_000;
/** How long an end may take, in milliseconds; the client kills what did not end by itself after two seconds. */
const END_MS = 4_000;

/** Keeps a server running: starts it, starts it again when it ends, and gives up after too many ends. Every start is alike. */
export class Connection implements vscode.Disposable {
  private readonly parts: ConnectionParts;
  private readonly changed = new vscode.EventEmitter<ConnectionState>();
  private current: DriftClient | null = null;
  private now: ConnectionState = { kind: 'disconnected' };
  private startedAt = 0;
  /** Counts starts and stops: what belongs to an earlier one does nothing any more. */
  private turn = 0;
  /** Ends the wait for the next start. */
  private wake: () => void = () => {};
  private disposed = false;
  /** What went wrong last, in words; empty while nothing did. */
  lastError = '';
  /** After the state has changed. */
  readonly onDidChange = this.changed.event;

  constructor(parts: ConnectionParts) {
    this.parts = parts;
  }

  /** Where the connection stands. */
  get state(): ConnectionState {
    return this.now;
  }

  /** The client while the server answers, `null` otherwise. */
  get client(): LanguageClient | null {
    return this.now.kind === 'connected' ? this.current : null;
  }

  /** Process id of the server, `null` where there is none. */
  get serverPid(): number | null {
    return this.current?.serverProcess?.pid ?? null;
  }

  /** Starts the server. Never rejects: what goes wrong is the state. */
  async start(): Promise<void> {
    if (this.disposed) return;
    this.turn++;
    this.become({ kind: 'connecting', restarts: this.parts.policy.count });
    const client = this.parts.newClient({
      errorHandler: {
        error: (error) => {
          this.parts.log.error(`the connection to the server: ${error.message}`);
          return { action: ErrorAction.Continue, handled: true };
        },
        // The client never starts a server by itself: it would wait for an answer for ever.
        closed: () => {
          void this.over(client, { kind: 'closed' });
          return { action: CloseAction.DoNotRestart, handled: true, message: 'the connection to the server is closed' };
        },
      },
      initializationFailedHandler: () => false,
    });
    this.current = client;
    client.registerFeature(new OwnCommands());
    this.parts.onClient(client);
    const outcome = await answered(client.start(), this.parts.answerMs());
    if (outcome.kind !== 'started') {
      void this.over(client, outcome);
    } else if (client === this.current) {
      this.startedAt = performance.now();
      this.lastError = '';
      this.become({ kind: 'connected' });
    }
  }

  /** Ends the server and starts a new one by the settings of now; all attempts count anew. */
  async restart(): Promise<void> {
    this.parts.policy.reset();
    await this.stop();
    await this.start();
  }

  /** Asks the server. Rejects with words for a person where it cannot answer. */
  async ask<S extends z.ZodType>(method: string, params: object, schema: S): Promise<z.output<S>> {
    const client = this.client;
    if (client === null) throw new Error(`the server is not running (${this.state.kind})`);
    return schema.parse(await client.sendRequest<unknown>(method, params));
  }

  dispose(): void {
    this.disposed = true;
    void this.stop();
    this.changed.dispose();
  }

  /** Ends the server in order. */
  async stop(): Promise<void> {
    const client = this.current;
    this.current = null;
    this.turn++;
    this.wake();
    this.become({ kind: 'disconnected' });
    if (client === null) return;
    await client
      .dispose(SHUTDOWN_MS)
      .catch((error: unknown) => this.parts.log.warn(`the server did not end in order: ${wordsOf(error)}`));
  }

  /** A server is no more, or never was: waits and starts the next one, or gives up. */
  private async over(client: DriftClient, fault: Fault): Promise<void> {
    if (client !== this.current || this.disposed) return;
    this.current = null;
    const { turn } = this;
    const { policy, log } = this.parts;
    const lived = this.now.kind === 'connected' ? performance.now() - this.startedAt : null;
    // A name that is no program is no better a second later; one that ran before may be in the middle of an update.
    const isNoProgram = fault.kind === 'refused' && client.program === null && policy.count === 0;
    const wait = isNoProgram ? null : policy.afterEnd(lived ?? 0);
    const { count } = policy;
    this.become({ kind: 'connecting', restarts: count });
    const told = await this.told(client, fault, lived);
    if (turn !== this.turn) return;
    this.lastError = told;
    if (isNoProgram) {
      log.error(told);
      this.become({ kind: 'error', message: told });
    } else if (wait === null) {
      this.lastError = `${told}; after ${count} restarts in a row it is not started again`;
      log.error(this.lastError);
      this.become({ kind: 'failed', message: this.lastError, restarts: count });
    } else {
      log.warn(`${told}; restart ${count} in ${wait} ms`);
      await this.pause(wait);
      if (turn === this.turn) await this.start();
    }
  }

  /** Makes sure that the server has ended, and gives what happened in words. */
  private async told(client: DriftClient, fault: Fault, lived: number | null): Promise<string> {
    // A client that still starts refuses to be disposed, and ends its program all the same.
    if (fault.kind === 'late') void client.dispose(SHUTDOWN_MS).catch(() => undefined);
    const end = (await client.program?.end(END_MS)) ?? null;
    if (end === null) client.program?.kill();
    if (lived !== null) return `the server ended after ${Math.round(lived / 1000)} s (${end?.how ?? 'it hung up'})`;
    if (fault.kind === 'late') return fault.message;
    if (end !== null)
      return `the server ended before it answered (${end.how}${end.line === '' ? '' : `: ${end.line}`})`;
    return `the server could not be started: ${fault.kind === 'refused' ? fault.message : 'it hung up'}`;
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private become(state: ConnectionState): void {
    this.now = state;
    if (!this.disposed) this.changed.fire(state);
  }
}

/** What ended a server: its connection closed, its start was refused, or it was silent for too long. */
type Fault = { readonly kind: 'closed' } | { readonly kind: 'refused' | 'late'; readonly message: string };
type Outcome = Exclude<Fault, { kind: 'closed' }> | { readonly kind: 'started' };

/** How a start went; `late` where nothing was heard for too long. */
async function answered(start: Promise<void>, limitMs: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    const message = `the server did not answer within ${limitMs / 1000} s`;
    timer = setTimeout(resolve, limitMs, { kind: 'late', message });
  });
  const started = start.then(
    (): Outcome => ({ kind: 'started' }),
    (error: unknown): Outcome => ({ kind: 'refused', message: wordsOf(error) }),
  );
  const outcome = await Promise.race([started, late]);
  clearTimeout(timer);
  return outcome;
}

/** What an error says. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
