import type { GrammarId } from '@drift/shared';
import type { Host, WorkerHandle } from '../host/host.ts';
import {
  type ErrandDone,
  type ErrandOrder,
  type ErrandRequest,
  type ErrandResult,
  FILES_AT_ONCE,
  type OnFiles,
  runErrand,
} from './errand.ts';
import { asBatchDone, asErrandDone, asErrandPart, asResultOf } from './narrow.ts';
import type { ScanOptions, ScanResult } from './scan/scan-result.ts';
import type { BatchOptions, FileJob, JobBatch, JobOutcome } from './worker-job.ts';

/** Files a worker gets at a time: enough to hide the messages, few enough to spread the last ones. */
const BATCH_FILES = 12;
/** Batches a worker holds, so that it never waits for the next one. */
const BATCHES_IN_FLIGHT = 2;

/** Waiting batches that one more thread is worth: it takes as long to load, with its grammar, as to read their files. */
const BATCHES_A_THREAD = 4;
/** From this size on a segment takes long enough to read beside something else. */
const LONG_SEGMENT_BYTES = 1_000_000;

/** From this many files on a run is a scan, and not a few files that changed. */
const SCAN_FILES = 200;

interface PoolWorker {
  readonly handle: WorkerHandle;
  /** Grammars it has been given work for, and so has loaded. */
  readonly grammars: Set<GrammarId>;
  readonly inFlight: Map<number, Waiting>;
  readonly errands: Map<number, WaitingErrand>;
}

/** An errand a worker is on. */
interface WaitingErrand {
  /** Told `null` if the worker dies of it. */
  readonly done: (done: ErrandDone | null) => void;
  readonly onFiles: OnFiles | undefined;
}

interface Waiting {
  readonly batch: JobBatch;
  /** Shares its worker with nothing: if that dies, this batch is to blame. */
  readonly alone: boolean;
  readonly done: (outcomes: readonly JobOutcome[] | null) => void;
  readonly isAborted: () => boolean;
}

/** Worker threads that analyse closed files. A worker that dies is replaced and its files are tried once more alone. */
export class AnalysisPool {
  private readonly host: Host;
  private readonly script: string;
  private readonly size: number;
  private readonly workers: PoolWorker[] = [];
  private readonly queue: Waiting[] = [];
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private closed = false;

  /** `script` is the worker's entry point; threads start with the first job. */
  constructor(host: Host, script: string, size: number) {
    this.host = host;
    this.script = script;
    this.size = Math.max(1, size);
  }

  /** Analyses files; `receive` is called once for each, in no particular order. Resolves when all are done. */
  async run(
    jobs: readonly FileJob[],
    options: BatchOptions,
    receive: (job: FileJob, outcome: JobOutcome) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    if (jobs.length >= SCAN_FILES) this.host.prepareFor('scan');
    const batches = batchesOf(jobs).map(async (part) => {
      const outcomes = await this.batch(part, options, signal);
      await this.deliver(part, outcomes, options, receive);
    });
    await Promise.all(batches);
    this.host.prepareFor('typing');
  }

  private async deliver(
    jobs: readonly FileJob[],
    outcomes: readonly JobOutcome[] | null,
    options: BatchOptions,
    receive: (job: FileJob, outcome: JobOutcome) => void,
  ): Promise<void> {
    if (outcomes !== null) {
      jobs.forEach((job, i) => {
        const outcome = outcomes[i];
        if (outcome !== undefined) receive(job, outcome);
      });
      return;
    }
    for (const job of jobs) {
      const again = await this.batch([job], options, undefined, true);
      receive(job, again?.[0] ?? poisoned(job));
    }
  }

  /** The outcomes of one batch, or `null` when its worker died. An aborted batch that has not started gives nothing. */
  private batch(
    jobs: readonly FileJob[],
    options: BatchOptions,
    signal?: AbortSignal,
    alone = false,
  ): Promise<readonly JobOutcome[] | null> {
    return new Promise((resolve) => {
      const batch: JobBatch = { id: this.nextId++, jobs, options };
      if (this.closed) return resolve(null);
      this.queue.push({ batch, alone, done: resolve, isAborted: () => signal?.aborted === true });
      this.pump();
    });
  }

  /**
   * Starts a thread ahead of its first work, so that it loads meanwhile, and another one where an earlier run kept so many
   * bytes that there is work for it; the others start when work comes.
   */
  warm(kept = 0): void {
    const wanted = kept < LONG_SEGMENT_BYTES ? 1 : 2;
    while (this.workers.length < wanted && this.startOneMore());
  }

  private startOneMore(): boolean {
    return !this.closed && this.workers.length < this.size && this.start();
  }

  /** Sends the thread that has least to do on an errand; if it dies on the way, this thread goes. */
  async errand<R extends ErrandRequest>(request: R, signal: AbortSignal, onFiles?: OnFiles): Promise<ErrandResult<R>> {
    this.warm();
    if (isLong(request) && this.workers.every((w) => w.errands.size > 0)) this.startOneMore();
    // Among equals the last: what is long was begun first.
    const [idlest] = [...this.workers].reverse().sort((a, b) => a.errands.size - b.errands.size);
    const order: ErrandOrder = { id: this.nextId++, errand: request };
    const done = await new Promise<ErrandDone | null>((resolve) => {
      if (idlest === undefined) return resolve(null);
      idlest.errands.set(order.id, { done: resolve, onFiles });
      idlest.handle.post(order);
    });
    return asResultOf<R>(done === null ? await runErrand(this.host, request, signal) : done.result);
  }

  /**
   * As `scanWorkspace`, in a thread of its own: the process stays free, and asking at once is cheaper there. `onFiles` is
   * told of most files before all are found.
   */
  scan(root: string, options: ScanOptions, signal: AbortSignal, onFiles?: OnFiles): Promise<ScanResult> {
    return this.errand({ kind: 'scan', root, options }, signal, onFiles);
  }

  private pump(): void {
    if (this.closed) return;
    while (this.workers.length * BATCHES_A_THREAD < this.queue.length && this.startOneMore());
    // Nobody will ever come to take it: a file that is told as not analysed is better than one that is waited for.
    if (this.workers.length === 0) for (const waiting of this.queue.splice(0)) waiting.done(null);
    for (let progress = true; progress && this.queue.length > 0; ) {
      progress = false;
      for (const worker of this.workers) {
        const at = this.choose(worker);
        const next = this.queue[at];
        if (next === undefined) return;
        if (!hasRoom(worker, next)) continue;
        this.queue.splice(at, 1);
        if (next.isAborted()) {
          next.done([]);
          progress = true;
          break;
        }
        this.waiting.set(next.batch.id, next);
        worker.inFlight.set(next.batch.id, next);
        const grammar = grammarOf(next);
        if (grammar !== undefined) worker.grammars.add(grammar);
        worker.handle.post(next.batch);
        progress = true;
      }
    }
  }

  /**
   * Which waiting batch a worker takes: one of a grammar it has loaded, else one nobody has loaded, else the first.
   * Loading a grammar costs as much as parsing hundreds of files, so workers share the languages out.
   */
  private choose(worker: PoolWorker): number {
    if (this.queue[0]?.alone === true) return 0;
    const own = this.queue.findIndex((w) => isLoaded(worker, w));
    if (own >= 0) return own;
    const fresh = this.queue.findIndex((w) => !this.workers.some((other) => isLoaded(other, w)));
    return Math.max(0, fresh);
  }

  /** Starts one thread more; false where the system has no room for another, which it says by an exception. */
  private start(): boolean {
    let handle: WorkerHandle;
    try {
      handle = this.host.spawnWorker(this.script, null);
    } catch {
      return false;
    }
    const worker: PoolWorker = { handle, grammars: new Set(), inFlight: new Map(), errands: new Map() };
    this.workers.push(worker);
    handle.onMessage((message) => {
      const errand = asErrandDone(message);
      if (errand !== null) {
        worker.errands.get(errand.id)?.done(errand);
        worker.errands.delete(errand.id);
        return;
      }
      const part = asErrandPart(message);
      if (part !== null) worker.errands.get(part.id)?.onFiles?.(part.found);
      const done = asBatchDone(message);
      if (done === null) return;
      worker.inFlight.delete(done.id);
      const waiting = this.waiting.get(done.id);
      this.waiting.delete(done.id);
      waiting?.done(done.outcomes);
      this.pump();
    });
    handle.onExit(() => this.buried(worker));
    return true;
  }

  private buried(worker: PoolWorker): void {
    const at = this.workers.indexOf(worker);
    if (at >= 0) this.workers.splice(at, 1);
    for (const id of worker.inFlight.keys()) {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      waiting?.done(null);
    }
    worker.inFlight.clear();
    for (const errand of worker.errands.values()) errand.done(null);
    worker.errands.clear();
    this.pump();
  }

  /** Ends all threads; jobs still waiting are answered as if their worker had died. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.workers.map((w) => w.handle.terminate()));
    for (const w of this.queue.splice(0)) w.done(null);
  }
}

/** Whether an errand is worth a thread of its own; a workspace is not known to be large before it was looked through. */
function isLong(request: ErrandRequest): boolean {
  switch (request.kind) {
    case 'open-segment':
      return request.bytes >= LONG_SEGMENT_BYTES;
    case 'name-contents':
      return request.files.length >= FILES_AT_ONCE;
    case 'scan':
      return false;
  }
}

function hasRoom({ inFlight }: PoolWorker, next: Waiting): boolean {
  if (inFlight.size === 0) return true;
  if (next.alone || inFlight.size >= BATCHES_IN_FLIGHT) return false;
  for (const waiting of inFlight.values()) if (waiting.alone) return false;
  return true;
}

function poisoned(job: FileJob): JobOutcome {
  return {
    kind: 'skipped',
    reason: 'tooComplex',
    content: null,
    problems: [
      {
        code: 'WORKER_ERROR',
        message: `${job.file} could not be analysed: the worker that read it ended`,
        file: job.file,
        hint: 'All other files were analysed. Add the file to .driftignore if it is not source code.',
      },
    ],
  };
}

/** Batches of one grammar each, in path order. */
function batchesOf(jobs: readonly FileJob[]): readonly (readonly FileJob[])[] {
  const byGrammar = new Map<GrammarId, FileJob[]>();
  for (const job of jobs) {
    const list = byGrammar.get(job.grammar);
    if (list === undefined) byGrammar.set(job.grammar, [job]);
    else list.push(job);
  }
  const out: FileJob[][] = [];
  for (const list of byGrammar.values()) {
    for (let i = 0; i < list.length; i += BATCH_FILES) out.push(list.slice(i, i + BATCH_FILES));
  }
  return out;
}

function grammarOf(waiting: Waiting): GrammarId | undefined {
  return waiting.batch.jobs[0]?.grammar;
}

function isLoaded(worker: PoolWorker, waiting: Waiting): boolean {
  const grammar = grammarOf(waiting);
  return grammar !== undefined && worker.grammars.has(grammar);
}
