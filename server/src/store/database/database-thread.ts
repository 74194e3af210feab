import type { Result } from '@drift/shared';
import type { Host, WorkerHandle } from '../../host/host.ts';
import type { DatabaseAnswer, DatabaseDone, DatabaseNotice, DatabaseRequest } from './messages.ts';
import { asAnswerOf, asDone, asNotice } from './narrow.ts';

/** What a thread tells by itself. */
export interface ThreadListener {
  readonly onNotice: (notice: DatabaseNotice) => void;
  /** The thread is gone, whoever ended it; told once. */
  readonly onGone: () => void;
}

/** A thread that has SQLite. Every request is answered, with `null` where the thread ends first. */
export class DatabaseThread {
  private readonly handle: WorkerHandle;
  private readonly onGone: () => void;
  private readonly waiting = new Map<number, (result: DatabaseDone['result'] | null) => void>();
  private numbers = 0;
  private isGone = false;

  /** Throws where the system has no room for another thread. */
  constructor(host: Host, script: string, { onNotice, onGone }: ThreadListener) {
    this.onGone = onGone;
    this.handle = host.spawnWorker(script, null);
    this.handle.onMessage((message) => {
      const notice = asNotice(message);
      if (notice !== null) onNotice(notice);
      const done = asDone(message);
      if (done === null) return;
      const answer = this.waiting.get(done.id);
      this.waiting.delete(done.id);
      answer?.(done.result);
    });
    this.handle.onExit(() => this.buried());
  }

  /** The answer to a request. */
  async post<R extends DatabaseRequest>(request: R): Promise<Result<DatabaseAnswer<R>> | null> {
    if (this.isGone) return null;
    const id = ++this.numbers;
    const answered = new Promise<DatabaseDone['result'] | null>((resolve) => this.waiting.set(id, resolve));
    this.handle.post({ id, request });
    const result = await answered;
    return result === null ? null : asAnswerOf<R>(result);
  }

  async end(): Promise<void> {
    this.buried();
    await this.handle.terminate();
  }

  private buried(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.onGone();
    for (const answer of this.waiting.values()) answer(null);
    this.waiting.clear();
  }
}
