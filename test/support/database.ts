import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Problem } from '@drift/shared';
import type { Host, WorkerHandle } from '../../server/src/host/host.ts';
import { createMemoryHost, type MemoryHost } from '../../server/src/host/memory-host.ts';
import { Database } from '../../server/src/store/database/database.ts';
import { DatabaseCore, type DatabaseCoreOptions } from '../../server/src/store/database/database-core.ts';
import { asOrder } from '../../server/src/store/database/narrow.ts';
import { type SqlRuntime, sqlRuntime } from '../../server/src/store/database/sql-engine.ts';

const fromServer = createRequire(new URL('../../server/package.json', import.meta.url));
let runtime: Promise<SqlRuntime> | null = null;

/** SQLite from the installed package, so that unit tests need no build. */
export function installedRuntime(): Promise<SqlRuntime> {
  runtime ??= sqlRuntime(readFileSync(fromServer.resolve('sql.js/dist/sql-wasm.wasm')));
  return runtime;
}

/** What a database thread in this thread is made with; everything but the host has a default. */
export type InProcess = Omit<Partial<DatabaseCoreOptions>, 'host'> & { readonly host: () => Host };

/** A thread of the database that runs here: messages are copied as between threads, and it can be made to die. */
export class DatabaseThread implements WorkerHandle {
  private readonly core: DatabaseCore;
  private listener: (message: unknown) => void = () => {};
  private exit: (error: Error | null) => void = () => {};
  private dead = false;

  constructor(options: InProcess) {
    this.core = new DatabaseCore({
      runtime: installedRuntime,
      newestBackup: async () => null,
      backUp: async () => null,
      ...options,
      host: options.host(),
      tell: (notice) => this.say(notice),
      fatal: (error) => this.die(error instanceof Error ? error : new Error(String(error))),
    });
  }

  private say(message: unknown): void {
    if (!this.dead) this.listener(structuredClone(message));
  }

  die(error: Error): void {
    if (this.dead) return;
    this.dead = true;
    this.exit(error);
  }

  post(message: unknown): void {
    const order = asOrder(structuredClone(message));
    if (order === null || this.dead) return;
    void this.core.handle(order.request).then((result) => this.say({ id: order.id, result }));
  }

  onMessage(listener: (message: unknown) => void): void {
    this.listener = listener;
  }

  onExit(listener: (error: Error | null) => void): void {
    this.exit = listener;
    if (this.dead) listener(new Error('killed'));
  }

  async terminate(): Promise<void> {
    this.dead = true;
  }
}

/** A host in memory whose database threads run here. */
export function databaseHost(
  files: Readonly<Record<string, string | Uint8Array>> = { '/w/.drift/': '' },
  core: Omit<Partial<DatabaseCoreOptions>, 'host'> = {},
  links: Readonly<Record<string, string>> = {},
): { readonly host: MemoryHost; readonly threads: DatabaseThread[] } {
  const threads: DatabaseThread[] = [];
  const host: MemoryHost = createMemoryHost({
    files,
    links,
    worker: () => {
      const thread = new DatabaseThread({ ...core, host: () => host });
      threads.push(thread);
      return thread;
    },
  });
  return { host, threads };
}

/** The database of `/w` on a host, and what it told. */
export function databaseOn(host: Host, command = 'test'): { readonly database: Database; readonly told: Problem[] } {
  const told: Problem[] = [];
  const database = new Database({
    host,
    root: '/w',
    script: 'database',
    command,
    onProblem: (problem) => told.push(problem),
  });
  return { database, told };
}
