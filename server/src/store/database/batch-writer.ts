import type { Problem } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { BATCH_MS, BATCH_SIZE, QUEUE_LIMIT } from './parameters.ts';
import { databaseProblem } from './problems.ts';
import type { SqlEngine } from './sql-engine.ts';
import { type WriteCommand, write } from './write-rows.ts';

interface Waiting {
  readonly command: WriteCommand;
  readonly done: (problem: Problem | null) => void;
}

/** What a writer works with. */
export interface BatchWriterOptions {
  readonly host: Host;
  readonly engine: () => SqlEngine;
  /** Told after each commit. */
  readonly onCommit: () => void;
}

/** Puts writes into few transactions: in order, none dropped, and one that cannot be written spoils no other. */
export class BatchWriter {
  private readonly options: BatchWriterOptions;
  private readonly queue: Waiting[] = [];
  private readonly hungry: (() => void)[] = [];
  private cancelTimer: (() => void) | null = null;
  /** Rows of commands written, and transactions they took. */
  readonly stats = { commands: 0, commits: 0 };

  constructor(options: BatchWriterOptions) {
    this.options = options;
  }

  /** Resolves once the command is written, with the problem that kept it from being so. Waits for room in the queue. */
  async add(command: WriteCommand): Promise<Problem | null> {
    while (this.queue.length >= QUEUE_LIMIT) await new Promise<void>((resolve) => this.hungry.push(resolve));
    const written = new Promise<Problem | null>((done) => this.queue.push({ command, done }));
    if (this.queue.length >= BATCH_SIZE) this.flush();
    else this.cancelTimer ??= this.options.host.delay(BATCH_MS, () => this.flush());
    return written;
  }

  /** Writes everything that waits now. */
  flush(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, BATCH_SIZE);
      this.commit(batch);
      for (const wake of this.hungry.splice(0)) wake();
    }
  }

  private commit(batch: readonly Waiting[]): void {
    const first = this.attempt(batch);
    const fault = first === null ? null : this.attempt(batch);
    if (fault === null) {
      for (const { done } of batch) done(null);
      return;
    }
    if (batch.length === 1) {
      for (const { done } of batch) done(databaseProblem(fault));
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    this.commit(batch.slice(0, middle));
    this.commit(batch.slice(middle));
  }

  /** What went wrong, or `null`. */
  private attempt(batch: readonly Waiting[]): unknown {
    const engine = this.options.engine();
    try {
      engine.transaction(() => {
        for (const { command } of batch) write(engine, command);
      });
    } catch (error) {
      return error ?? new Error('unknown');
    }
    this.stats.commands += batch.length;
    this.stats.commits++;
    this.options.onCommit();
    return null;
  }
}
