import type { WorkerHandle } from '../../server/src/host/host.ts';
import type { SqlEngine, SqlRuntime } from '../../server/src/store/database/sql-engine.ts';
import { DatabaseThread, type InProcess, installedRuntime } from '../support/database.ts';

/**
 * How threads misbehave at one event. `no thread`: the system has no room for the thread of that number. `death`: a thread
 * ends instead of doing the request of that number. `no memory`: SQLite gets none at that call. `trap`: its WASM ends at
 * that call.
 */
export const THREAD_FAULTS = ['no thread', 'death', 'no memory', 'trap'] as const;
/** A kind of misbehaviour. */
export type ThreadFault = (typeof THREAD_FAULTS)[number];

/** A thread that runs here and can be made to end. */
export interface MortalThread extends WorkerHandle {
  die(error: Error): void;
}

/** Makes threads of which one fails at the event of number `at`, 1 being the first. */
export class FaultyThreads {
  private readonly fault: ThreadFault | null;
  private readonly at: number;
  private count = 0;

  constructor(fault: ThreadFault | null, at: number) {
    this.fault = fault;
    this.at = at;
  }

  /** Events so far, of the kind that fails. */
  get events(): number {
    return this.count;
  }

  private fails(fault: ThreadFault): boolean {
    return this.fault === fault && ++this.count === this.at;
  }

  spawn(options: InProcess): WorkerHandle {
    return this.started(() => new DatabaseThread({ ...options, runtime: () => this.runtime() }));
  }

  /** A thread of any kind, which may not start, or end of a request. */
  started(make: () => MortalThread): WorkerHandle {
    if (this.fails('no thread')) throw new Error('no more threads');
    const thread = make();
    return {
      post: (message) => {
        if (this.fails('death')) queueMicrotask(() => thread.die(new Error('killed')));
        else thread.post(message);
      },
      onMessage: (listener) => thread.onMessage(listener),
      onExit: (listener) => thread.onExit(listener),
      terminate: () => thread.terminate(),
    };
  }

  private async runtime(): Promise<SqlRuntime> {
    const runtime = await installedRuntime();
    if (this.fault !== 'no memory' && this.fault !== 'trap') return runtime;
    return { open: (image) => this.engine(this.tried(() => runtime.open(image))) };
  }

  private engine(engine: SqlEngine): SqlEngine {
    return {
      statements: engine.statements,
      exec: (sql) => this.tried(() => engine.exec(sql)),
      run: (sql, params) => this.tried(() => engine.run(sql, params)),
      rows: (sql, params) => this.tried(() => engine.rows(sql, params)),
      // What is done inside counts; a transaction that fails is rolled back.
      transaction: (work) => engine.transaction(work),
      export: () => this.tried(() => engine.export()),
      close: () => engine.close(),
    };
  }

  private tried<T>(call: () => T): T {
    if (this.fails('no memory')) throw new Error('out of memory');
    if (this.fails('trap')) throw Object.assign(new Error('memory access out of bounds'), { name: 'RuntimeError' });
    return call();
  }
}
