import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type LanguageClient,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient/node';
import type * as z from 'zod';
import type { ConnectionState } from './connection-state.ts';
import { OwnCommands } from './own-commands.ts';
import type { RestartPolicy } from './restart-policy.ts';

/** What a connection needs from the extension. */
export interface ConnectionParts {
  readonly policy: RestartPolicy;
  readonly log: vscode.LogOutputChannel;
  /** A client by the settings of now, with the options of the connection in it. */
  readonly newClient: (
    options: Pick<LanguageClientOptions, 'errorHandler' | 'initializationFailedHandler'>,
  ) => LanguageClient;
  /** Called for each client before it starts, to listen to the server. */
  readonly onClient: (client: LanguageClient) => void;
}

/** A server that says nothing for so long is no server, in milliseconds; on a busy machine one takes more than ten seconds. */
const INITIALIZE_MS = 30_000;
const SHUTDOWN_MS = 2_000;

/** Keeps a server running: starts it, starts it again when it ends, and gives up after too many ends. */
export class Connection implements vscode.Disposable {
  private readonly parts: ConnectionParts;
  private readonly changed = new vscode.EventEmitter<ConnectionState>();
  private current: LanguageClient | null = null;
  private now: ConnectionState = { kind: 'disconnected' };
  private startedAt = 0;
  /** Ends the wait for the next start. */
  private wake: (again: boolean) => void = () => {};
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
    this.become({ kind: 'connecting', restarts: this.parts.policy.count });
    const client = this.parts.newClient({
      errorHandler: {
        error: (error) => {
          this.parts.log.error(`the connection to the server: ${error.message}`);
          return { action: ErrorAction.Continue, handled: true };
        },
        closed: () => this.closed(client),
      },
      initializationFailedHandler: () => false,
    });
    this.current = client;
    client.registerFeature(new OwnCommands());
    this.parts.onClient(client);
    client.onDidChangeState(({ newState }) => this.followed(client, newState));
    const outcome = await answered(client.start());
    if (outcome.kind === 'started' || client !== this.current || this.state.kind !== 'connecting') return;
    // A server that ended while it started is started again: `closed` has counted it.
    if (outcome.kind === 'refused' && this.parts.policy.count > 0) return;
    this.current = null;
    this.fail(outcome.message);
    void client.dispose(SHUTDOWN_MS).catch(() => undefined);
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
    this.wake(false);
    this.become({ kind: 'disconnected' });
    if (client === null) return;
    await client
      .dispose(SHUTDOWN_MS)
      .catch((error: unknown) => this.parts.log.warn(`the server did not end in order: ${wordsOf(error)}`));
  }

  private followed(client: LanguageClient, state: State): void {
    if (client !== this.current) return;
    if (state === State.Running) {
      this.startedAt = performance.now();
      this.lastError = '';
      this.become({ kind: 'connected' });
    } else if (state === State.Starting) {
      this.become({ kind: 'connecting', restarts: this.parts.policy.count });
    }
  }

  /** The server ended: waits, and says whether it is started again. */
  private async closed(client: LanguageClient): Promise<{ action: CloseAction; handled: true }> {
    const none = { action: CloseAction.DoNotRestart, handled: true } as const;
    if (client !== this.current || this.disposed) return none;
    const lived = this.now.kind === 'connected' ? performance.now() - this.startedAt : 0;
    const wait = this.parts.policy.afterEnd(lived);
    const { count } = this.parts.policy;
    this.lastError = `the server ended after ${Math.round(lived / 1000)} s`;
    if (wait === null) {
      this.lastError = `the server ended ${count + 1} times in a row and is not started again`;
      this.parts.log.error(this.lastError);
      this.become({ kind: 'failed', message: this.lastError, restarts: count });
      return none;
    }
    this.parts.log.warn(`${this.lastError}; restart ${count} in ${wait} ms`);
    this.become({ kind: 'connecting', restarts: count });
    const again = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(resolve, wait, true);
      this.wake = (goOn) => {
        clearTimeout(timer);
        resolve(goOn);
      };
    });
    return again && client === this.current ? { action: CloseAction.Restart, handled: true } : none;
  }

  private fail(message: string): void {
    this.lastError = message;
    this.parts.log.error(message);
    this.become({ kind: 'error', message });
  }

  private become(state: ConnectionState): void {
    this.now = state;
    if (!this.disposed) this.changed.fire(state);
  }
}

type Outcome = { readonly kind: 'started' } | { readonly kind: 'refused' | 'late'; readonly message: string };

/** How a start went; `late` where nothing was heard for too long. */
async function answered(start: Promise<void>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    const message = `the server did not answer within ${INITIALIZE_MS / 1000} s`;
    timer = setTimeout(resolve, INITIALIZE_MS, { kind: 'late', message });
  });
  const started = start.then(
    (): Outcome => ({ kind: 'started' }),
    (error: unknown): Outcome => ({ kind: 'refused', message: `the server could not be started: ${wordsOf(error)}` }),
  );
  const outcome = await Promise.race([started, late]);
  clearTimeout(timer);
  return outcome;
}

/** What an error says. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
