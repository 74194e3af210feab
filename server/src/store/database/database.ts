import type { Problem, Result } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import type { AuditRecord } from './audit-records.ts';
import { DatabaseThread } from './database-thread.ts';
import { appendDecision } from './journal.ts';
import type { DatabaseAnswer, DatabaseRequest } from './messages.ts';
import { type DatabaseFiles, databaseFiles } from './names.ts';
import { asQuery, asQueryAnswer } from './narrow.ts';
import { databaseProblem, fileProblem } from './problems.ts';
import type {
  Answers,
  DecisionRecord,
  EventKind,
  IntegrityAnswer,
  IntegrityLevel,
  PackageRecord,
  Queries,
  QueryName,
  ScanRecord,
  SizeAnswer,
  SweepAnswer,
} from './records.ts';
import { partCount, scanParts } from './scan-parts.ts';
import { breakLock, type HeldLock, type Holder, lockedProblem, takeLock } from './writer-lock.ts';

/** What a database of a root is made with. */
export interface DatabaseOptions {
  readonly host: Host;
  readonly root: string;
  /** Script of the thread that owns the database. */
  readonly script: string;
  /** What the person who waits for the lock is told about this process, such as `drift check`. */
  readonly command: string;
  /** Told what a person should know, once each. */
  readonly onProblem: (problem: Problem) => void;
}

/** How the database of a root stands for this process. */
export interface DatabaseState {
  /** `none`: there is no `.drift` folder, or nothing was asked of the database yet. */
  readonly mode: 'writer' | 'reader' | 'none';
  /** Why it is not the writer; empty where it is. */
  readonly reason: string;
  /** Who writes, where that is known and another process. */
  readonly holder: Holder | null;
  readonly schemaVersion: number | null;
  readonly problems: readonly Problem[];
}

const NOT_OPEN: DatabaseState = {
  mode: 'none',
  reason: 'nothing was asked of it yet',
  holder: null,
  schemaVersion: null,
  problems: [],
};

/**
 * The database of a root as the protocol process sees it. The thread is started when something is asked, and only where
 * the root has a `.drift` folder. A thread that dies is started again once a request; every request is answered.
 */
export class Database {
  private readonly options: DatabaseOptions;
  private readonly files: DatabaseFiles;
  private thread: DatabaseThread | null = null;
  private lock: HeldLock | null = null;
  private stateNow: DatabaseState = NOT_OPEN;
  private readonly told = new Set<string>();
  /** Why the lock could not be taken the last time. */
  private refused: Problem | null = null;
  private line: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(options: DatabaseOptions) {
    this.options = options;
    this.files = databaseFiles(options.root);
  }

  get state(): DatabaseState {
    return this.stateNow;
  }

  /** Opens the database for reading where the root has a `.drift` folder, and says how. Writes nothing. */
  async open(): Promise<DatabaseState> {
    await this.ask('read', NOTHING, { kind: 'nothing' });
    return this.stateNow;
  }

  /** Whether something can be recorded now; where it can, this process is the writer from now on. */
  async willWrite(): Promise<boolean> {
    const answer = await this.ask('write', NOTHING, { kind: 'nothing' });
    return answer.ok;
  }

  /** True where nothing is saved, or somebody took it away, and this process is the one to save it anew. */
  async isToBeMade(): Promise<boolean> {
    if (!(await this.hasFolder())) return false;
    const found = await this.options.host.stat(this.files.image);
    return !found.ok && found.reason === 'missing' && (await this.willWrite());
  }

  /** Records a scan: all of it, or nothing. */
  record(scan: ScanRecord): Promise<Result<null>> {
    return this.ask('write', () => partsOf(scan), { kind: 'scan', header: scan.header, parts: partCount(scan) });
  }

  /** Notes a decision; it is on the disk when this answers with success, whoever writes the database. */
  async decide(decision: Omit<DecisionRecord, 'id' | 'at'>): Promise<Result<null>> {
    const { host } = this.options;
    if (!(await this.hasFolder())) return { ok: false, problems: [NO_FOLDER] };
    const { id, at } = host.stamp();
    const written = await appendDecision(host, this.files, { ...decision, id, at });
    return written.ok ? written : { ok: false, problems: [fileProblem(written, 'the decision')] };
  }

  /** Notes what happened to the workspace. */
  event(kind: EventKind, details: string): Promise<Result<null>> {
    const { id, at } = this.options.host.stamp();
    return this.ask('write', NOTHING, { kind: 'event', event: { id, at, kind, details } });
  }

  /** Keeps an audit in place of an earlier one of the same state. */
  recordAudit(audit: AuditRecord): Promise<Result<null>> {
    return this.ask('write', NOTHING, { kind: 'audit', audit });
  }

  /** Puts the packages of the workspace in place of those that are listed. */
  replacePackages(packages: readonly PackageRecord[]): Promise<Result<null>> {
    return this.ask('write', NOTHING, { kind: 'packages', packages });
  }

  /** Asks the tables. */
  async query<K extends QueryName>(name: K, params: Queries[K]): Promise<Result<Answers[K]>> {
    return asQueryAnswer<K>(await this.ask('read', NOTHING, { kind: 'query', query: asQuery(name, params) }));
  }

  /** Brings everything onto the disk. */
  flush(): Promise<Result<null>> {
    return this.ask('read', NOTHING, { kind: 'flush' });
  }

  /** The database as it would lie on the disk; `packed` leaves out what is free in it. */
  exportBytes(form: 'plain' | 'packed' = 'plain'): Promise<Result<Uint8Array>> {
    return this.ask('read', NOTHING, { kind: 'export', packed: form === 'packed' });
  }

  /** Puts another image in place of this one; it is checked first. */
  replaceWith(image: Uint8Array): Promise<Result<null>> {
    return this.ask('write', NOTHING, { kind: 'replace', image });
  }

  /** Takes everything away but what people decided. */
  forget(): Promise<Result<null>> {
    return this.ask('write', NOTHING, { kind: 'forget' });
  }

  /** What is wrong with it. */
  integrity(level: IntegrityLevel): Promise<Result<IntegrityAnswer>> {
    return this.ask('read', NOTHING, { kind: 'integrity', level });
  }

  /** How large it is. */
  size(): Promise<Result<SizeAnswer>> {
    return this.ask('read', NOTHING, { kind: 'size' });
  }

  /** Takes away history that is too old, and packs the image. */
  sweep(dryRun: boolean): Promise<Result<SweepAnswer>> {
    return this.ask(dryRun ? 'read' : 'write', NOTHING, { kind: 'sweep', dryRun });
  }

  /** Takes the writer's lock from a process that is gone, or from any with `force`. */
  unlock(force: boolean): Promise<Result<{ readonly holder: Holder | null; readonly removed: boolean }>> {
    return breakLock(this.options.host, this.files, force);
  }

  /** Saves, gives the lock back and ends the thread. Where nothing was asked there is nothing to do. */
  async close(): Promise<void> {
    this.closed = true;
    await this.inTurn(async () => {
      await this.letGo();
      await this.lock?.release();
      this.lock = null;
    });
  }

  /**
   * Does something with the files of the database while nobody has it open: it is saved and closed before, the lock is
   * held meanwhile and given back afterwards. What is asked next opens it again.
   */
  aside<T>(work: () => Promise<T>): Promise<Result<T>> {
    return this.inTurn(async () => {
      if (this.closed) return { ok: false, problems: [CLOSED] };
      const got = await this.lockOrReason();
      if (got.mode !== 'writer') {
        this.stateNow = { ...this.stateNow, ...got };
        return { ok: false, problems: [this.refusal()] };
      }
      await this.letGo();
      try {
        return { ok: true, value: await work() };
      } finally {
        await this.lock?.release();
        this.lock = null;
        this.stateNow = NOT_OPEN;
      }
    });
  }

  /** Saves, and ends the thread. */
  private async letGo(): Promise<void> {
    const { thread } = this;
    if (thread === null) return;
    const closed = await thread.post({ kind: 'close' });
    if (closed !== null && !closed.ok) this.tell(closed.problems);
    await thread.end();
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.line.then(task);
    this.line = done.catch(() => undefined);
    return done;
  }

  /** One request after another; a thread that dies is started again once. */
  private ask<R extends DatabaseRequest>(
    need: 'read' | 'write',
    before: () => Iterable<DatabaseRequest>,
    request: R,
  ): Promise<Result<DatabaseAnswer<R>>> {
    return this.inTurn(async () => {
      if (this.closed) return { ok: false, problems: [CLOSED] };
      try {
        for (let attempt = 0; attempt < 2; attempt++) {
          const ready = await this.ensure(need);
          if (!ready.ok) return ready;
          // One by one: making and copying a part takes a moment, and others may run between two of them.
          let isAlive = true;
          for (const part of before()) isAlive &&= (await ready.value.post(part)) !== null;
          const answer = isAlive ? await ready.value.post(request) : null;
          if (answer !== null) return answer;
        }
      } catch (error) {
        // A system without room for another thread says so by an exception.
        return { ok: false, problems: [databaseProblem(error)] };
      }
      return { ok: false, problems: [DEAD] };
    });
  }

  /** The thread with the database open in it, as the writer where that is needed and possible. */
  private async ensure(need: 'read' | 'write'): Promise<Result<DatabaseThread>> {
    if (!(await this.hasFolder())) {
      this.stateNow = { ...NOT_OPEN, reason: NO_FOLDER.message };
      return { ok: false, problems: [NO_FOLDER] };
    }
    let { thread } = this;
    const wantsLock = need === 'write' && this.lock === null && this.stateNow.mode !== 'writer';
    if (thread === null || wantsLock) {
      // Who only reads takes no lock, so that others may write.
      const got = need === 'write' || this.lock !== null ? await this.lockOrReason() : ONLY_READS;
      // Nothing can be written: nothing need be started to say so.
      const isInVain = need === 'write' && got.mode !== 'writer';
      if (isInVain) {
        this.stateNow = { ...(thread === null ? NOT_OPEN : this.stateNow), ...got };
        this.tell(got.problems);
      }
      if (!isInVain) {
        thread ??= this.start();
        const failed = await this.openIn(thread, got);
        if (failed !== null) return { ok: false, problems: failed };
      }
    }
    if (thread === null) return { ok: false, problems: [this.refusal()] };
    if (need === 'write' && this.stateNow.mode !== 'writer') return { ok: false, problems: [this.refusal()] };
    return { ok: true, value: thread };
  }

  private refusal(): Problem {
    return this.refused ?? this.stateNow.problems[0] ?? { code: 'STORAGE_ERROR', message: this.stateNow.reason };
  }

  private async lockOrReason(): Promise<Pick<DatabaseState, 'mode' | 'reason' | 'holder' | 'problems'>> {
    if (this.lock !== null) return { mode: 'writer', reason: '', holder: null, problems: [] };
    const { host, command } = this.options;
    this.refused = null;
    const got = await takeLock(host, this.files, command, () => this.lost());
    if (got.kind === 'held') {
      this.lock = got.lock;
      return { mode: 'writer', reason: '', holder: null, problems: [] };
    }
    const [problem, holder] = got.kind === 'impossible' ? [got.problem, null] : [lockedProblem(got.holder), got.holder];
    this.refused = problem;
    // That somebody else writes is nothing to complain about.
    const problems = got.kind === 'impossible' ? [problem] : [];
    return { mode: 'reader', reason: problem.message, holder, problems };
  }

  private async openIn(
    thread: DatabaseThread,
    got: Pick<DatabaseState, 'mode' | 'reason' | 'holder' | 'problems'>,
  ): Promise<readonly Problem[] | null> {
    const opened = await thread.post({
      kind: 'open',
      root: this.options.root,
      mode: got.mode === 'writer' ? 'writer' : 'reader',
      wasUnclean: this.lock?.wasUnclean ?? false,
      token: this.lock?.token ?? '',
    });
    if (opened === null || !opened.ok) {
      const problems = opened === null ? [DEAD] : opened.problems;
      this.stateNow = { ...NOT_OPEN, reason: problems[0]?.message ?? '', problems };
      this.tell(problems);
      await thread.end();
      return problems;
    }
    const { writable, schemaVersion, problems } = opened.value;
    const all = [...got.problems, ...problems];
    const mode = writable ? 'writer' : 'reader';
    this.stateNow = {
      mode,
      reason: mode === 'writer' ? '' : got.reason || (all[0]?.message ?? ''),
      holder: got.holder,
      schemaVersion,
      problems: all,
    };
    this.tell(all);
    return null;
  }

  private tell(problems: readonly Problem[]): void {
    for (const problem of problems) {
      if (this.told.has(problem.message)) continue;
      this.told.add(problem.message);
      this.options.onProblem(problem);
    }
  }

  private async hasFolder(): Promise<boolean> {
    const found = await this.options.host.stat(this.files.folder);
    return found.ok && found.value.kind === 'directory';
  }

  /** The lock is somebody else's now: nothing is written any more. */
  private lost(): void {
    this.lock = null;
    const problem: Problem = {
      code: 'WORKSPACE_LOCKED',
      message: 'another process took over the database of this workspace; it is only read from now on',
    };
    this.becomeReader(problem);
    if (this.thread !== null) void this.thread.post({ kind: 'read-only' });
  }

  private becomeReader(problem: Problem): void {
    this.stateNow = { ...this.stateNow, mode: 'reader', reason: problem.message };
    this.tell([problem]);
  }

  private start(): DatabaseThread {
    const thread: DatabaseThread = new DatabaseThread(this.options.host, this.options.script, {
      onNotice: ({ notice, readOnly }) => {
        if (!readOnly) return this.tell([notice]);
        // The holder's file names somebody else: the lock is lost although nobody has said so yet.
        void this.lock?.release();
        this.lock = null;
        this.becomeReader(notice);
      },
      onGone: () => {
        if (this.thread === thread) this.thread = null;
      },
    });
    this.thread = thread;
    return thread;
  }
}

const NOTHING = (): readonly DatabaseRequest[] => [];

function* partsOf(scan: ScanRecord): Generator<DatabaseRequest> {
  let number = 0;
  for (const rows of scanParts(scan)) yield { kind: 'part', number: number++, rows };
}

const ONLY_READS = { mode: 'reader', reason: 'nothing was written yet', holder: null, problems: [] } as const;
const NO_FOLDER: Problem = {
  code: 'STORAGE_ERROR',
  message: 'there is no .drift folder here, so nothing is recorded',
  hint: 'drift init makes one.',
};
const CLOSED: Problem = { code: 'STORAGE_ERROR', message: 'the database was closed' };
const DEAD: Problem = { code: 'STORAGE_ERROR', message: 'the thread of the database ended twice in a row' };
