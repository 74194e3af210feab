import type { Problem, Result } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import type { AuditRecord } from './audit-records.ts';
import { BatchWriter } from './batch-writer.ts';
import { checkImage, sweepUnfinished } from './image.ts';
import type { ImageReport, InspectImage } from './image-report.ts';
import { inspectImage } from './inspector.ts';
import type { AnyAnswer, DatabaseNotice, DatabaseRequest, Opened, OpenRequest } from './messages.ts';
import { type AppliedSteps, appliedSteps, migrate, schemaVersion } from './migrate.ts';
import { type DatabaseFiles, databaseFiles } from './names.ts';
import { type BackupImage, type OpenedImage, openImage } from './opening.ts';
import { databaseProblem, isFatal } from './problems.ts';
import { answer } from './queries.ts';
import type { EventKind, ScanHeader } from './records.ts';
import { Saver } from './saver.ts';
import { MIGRATIONS, type Migration, newestVersion } from './schema.ts';
import type { SqlEngine, SqlRuntime } from './sql-engine.ts';
import { faultsOf, sizeOf, sweep } from './upkeep.ts';
import { copyRecords, type WriteCommand, writeDecision } from './write-rows.ts';

/** What a database is run with. */
export interface DatabaseCoreOptions {
  readonly host: Host;
  readonly runtime: () => Promise<SqlRuntime>;
  /** Steps of the schema; those of this build where none are given. */
  readonly migrations?: readonly Migration[];
  /** The newest backup of a root that was verified. */
  readonly newestBackup: (root: string, inspect: InspectImage) => Promise<BackupImage | null>;
  /** Keeps a copy of an image before its schema changes. */
  readonly backUp: (root: string, image: Uint8Array, inspect: InspectImage) => Promise<Problem | null>;
  readonly tell: (notice: DatabaseNotice) => void;
  /** The memory of SQLite cannot be trusted any more: the thread must end. */
  readonly fatal: (error: unknown) => void;
}

interface Open {
  readonly files: DatabaseFiles;
  request: OpenRequest;
  readonly runtime: SqlRuntime;
  readonly steps: AppliedSteps;
  /** What lay on the disk when it was opened. */
  seen: string;
  engine: SqlEngine;
  writable: boolean;
  readonly saver: Saver;
  readonly writer: BatchWriter;
}

/** The database of one root, in the thread that owns it. Requests are done in their order; every one is answered. */
export class DatabaseCore {
  private readonly options: DatabaseCoreOptions;
  private open: Open | null = null;
  private parts: string[] = [];
  private line: Promise<unknown> = Promise.resolve();

  constructor(options: DatabaseCoreOptions) {
    this.options = options;
  }

  /** Does what is asked. What goes wrong is an answer, never an exception. */
  handle(request: DatabaseRequest): Promise<Result<AnyAnswer>> {
    const done = this.line.then(() => this.guarded(request));
    this.line = done;
    return done;
  }

  private async guarded(request: DatabaseRequest): Promise<Result<AnyAnswer>> {
    try {
      return await this.run(request);
    } catch (error) {
      if (isFatal(error)) this.options.fatal(error);
      return { ok: false, problems: [databaseProblem(error)] };
    }
  }

  private async run(request: DatabaseRequest): Promise<Result<AnyAnswer>> {
    if (request.kind === 'open') return this.start(request);
    if (request.kind === 'inspect') return { ok: true, value: await this.inspect(request.path, request.thorough) };
    const { open } = this;
    if (open === null) return no({ code: 'STORAGE_ERROR', message: 'the database is not open' });
    switch (request.kind) {
      case 'part':
        if (request.number === 0) this.parts = [];
        this.parts.push(request.rows);
        return { ok: true, value: null };
      case 'scan':
        return this.scan(open, request.header, request.parts);
      case 'event':
        return this.write(open, { kind: 'event', event: request.event });
      case 'audit':
        return this.audit(open, request.audit);
      case 'packages':
        return this.write(open, { kind: 'packages', packages: request.packages });
      case 'query':
        return { ok: true, value: answer((await this.upToDate(open)).engine, request.query) };
      case 'nothing':
        return { ok: true, value: null };
      case 'flush':
        return resultOf(await this.flush(open));
      case 'export':
        return { ok: true, value: exported((await this.upToDate(open)).engine, request.packed) };
      case 'replace':
        return this.replace(open, request.image);
      case 'forget':
        return this.forget(open);
      case 'integrity':
        return {
          ok: true,
          value: { faults: faultsOf(open.engine, request.level, newestVersion(open.steps.migrations)) },
        };
      case 'size':
        return { ok: true, value: sizeOf(open.engine) };
      case 'sweep':
        return this.sweep(open, request.dryRun);
      case 'read-only':
        becomeReader(open);
        return { ok: true, value: null };
      case 'close':
        return resultOf(await this.close(open));
    }
  }

  private async start(request: OpenRequest): Promise<Result<Opened>> {
    if (this.open !== null) await this.close(this.open);
    const { host, newestBackup, backUp } = this.options;
    const files = databaseFiles(request.root);
    const seen = await seenOf(host, files);
    const runtime = await this.options.runtime();
    const steps = appliedSteps(runtime, host, this.options.migrations ?? MIGRATIONS);
    const inspect: InspectImage = (path, thorough) => inspectImage(host, { runtime, steps }, path, thorough);
    const opened = await openImage({
      host,
      files,
      runtime,
      steps,
      mode: request.mode,
      wasUnclean: request.wasUnclean,
      newestBackup: () => newestBackup(request.root, inspect),
      backUp: (image) => backUp(request.root, image, inspect),
    });
    const open = this.opened({ request, files, runtime, steps, seen }, opened);
    this.open = open;
    if (!open.writable) {
      // In memory only: a reader shows what was decided since the image was saved.
      if (opened.decisions.length > 0 && schemaVersion(open.engine) === newestVersion(steps.migrations))
        open.engine.transaction(() => {
          for (const d of opened.decisions) writeDecision(open.engine, d);
        });
    } else {
      await sweepUnfinished(host, files);
      for (const { kind, details } of opened.events) await this.note(open, kind, details);
      if (opened.dirty) open.saver.changed();
      await open.saver.absorb();
    }
    const value = { writable: open.writable, schemaVersion: schemaVersion(open.engine), problems: opened.problems };
    return { ok: true, value };
  }

  /** With what others appended meanwhile; a reader looks at the disk again where something lies there that did not. */
  private async upToDate(open: Open): Promise<Open> {
    open.writer.flush();
    await open.saver.absorb();
    if (open.writable || open.seen === (await seenOf(this.options.host, open.files))) return open;
    await this.start(open.request);
    return this.open ?? open;
  }

  private opened(
    place: Pick<Open, 'request' | 'files' | 'runtime' | 'steps' | 'seen'>,
    { engine, writable, dirty }: Pick<OpenedImage, 'engine' | 'writable' | 'dirty'>,
  ): Open {
    const { host } = this.options;
    const writer: BatchWriter = new BatchWriter({
      host,
      engine: () => open.engine,
      onCommit: () => open.saver.changed(),
    });
    const saver: Saver = new Saver({
      host,
      files: place.files,
      token: place.request.token,
      engine: () => open.engine,
      isAsOnDisk: !dirty,
      isWritable: () => open.writable,
      beforeExport: () => writer.flush(),
      fatal: this.options.fatal,
      tell: (problem, isLost) => {
        if (isLost) becomeReader(open);
        this.options.tell({ notice: problem, readOnly: isLost });
      },
    });
    const open: Open = { ...place, engine, writable, saver, writer };
    return open;
  }

  private async inspect(path: string, thorough: boolean): Promise<ImageReport> {
    const { host, migrations = MIGRATIONS } = this.options;
    const runtime = await this.options.runtime();
    return inspectImage(host, { runtime, steps: appliedSteps(runtime, host, migrations) }, path, thorough);
  }

  private async scan(open: Open, header: ScanHeader, expected: number): Promise<Result<null>> {
    const parts = this.parts;
    this.parts = [];
    if (parts.length !== expected) return no({ code: 'STORAGE_ERROR', message: 'a part of the scan is missing' });
    const written = await this.write(open, { kind: 'scan', scan: { header, parts } });
    if (written.ok) sweep(open.engine, header.completedAt, { dryRun: false });
    return written;
  }

  private async audit(open: Open, audit: AuditRecord): Promise<Result<null>> {
    const written = await this.write(open, { kind: 'audit', audit });
    if (written.ok) sweep(open.engine, audit.auditedAt, { dryRun: false });
    return written;
  }

  private async write(open: Open, command: WriteCommand): Promise<Result<null>> {
    if (!open.writable) return no(READ_ONLY);
    const added = open.writer.add(command);
    // Requests come one by one: nothing else can fill the batch while this one waits.
    open.writer.flush();
    const problem = await added;
    return problem === null ? { ok: true, value: null } : no(problem);
  }

  private async note(open: Open, kind: EventKind, details: string): Promise<void> {
    const { id, at } = this.options.host.stamp();
    await this.write(open, { kind: 'event', event: { id, at, kind, details } });
  }

  private async flush(open: Open): Promise<Problem | null> {
    open.writer.flush();
    return open.writable ? open.saver.save() : null;
  }

  /** Puts another image in place of everything; what was decided and what happened since it was made stays known. */
  private async replace(open: Open, image: Uint8Array): Promise<Result<null>> {
    if (!open.writable) return no(READ_ONLY);
    const checked = checkImage(image, { runtime: open.runtime, depth: 'content', steps: open.steps });
    if (checked.kind === 'damaged')
      return no({ code: 'DB_CORRUPT', message: `the image cannot be used: ${checked.why}` });
    const { engine } = checked;
    const before = open.engine;
    const migrated = checked.kind === 'newer' ? null : migrate(engine, this.options.host, open.steps.migrations);
    if (migrated?.ok !== true) {
      engine.close();
      return (
        migrated ??
        no({ code: 'SCHEMA_TOO_NEW', message: 'the image was made by a newer Drift', hint: 'Upgrade Drift.' })
      );
    }
    copyRecords(before, engine, ['decision_audit', 'workspace_events']);
    return resultOf(await this.exchange(open, engine));
  }

  /** Begins anew with what people decided and nothing else. */
  private async forget(open: Open): Promise<Result<null>> {
    if (!open.writable) return no(READ_ONLY);
    const { engine: before } = await this.upToDate(open);
    const engine = open.runtime.open(null);
    const made = migrate(engine, this.options.host, open.steps.migrations);
    if (!made.ok) {
      engine.close();
      return made;
    }
    copyRecords(before, engine, ['decision_audit']);
    const problem = await this.exchange(open, engine);
    if (problem !== null) return no(problem);
    // Once more, so that the generation before forgets too, and the journal needs no line of before any more.
    open.saver.changed();
    return resultOf(await open.saver.save());
  }

  /** Puts another database in place of the one that is open; where it cannot be saved the one before stays. */
  private async exchange(open: Open, engine: SqlEngine): Promise<Problem | null> {
    const before = open.engine;
    open.engine = engine;
    open.saver.changed();
    const problem = await open.saver.save();
    open.engine = problem === null ? engine : before;
    (problem === null ? before : engine).close();
    return problem;
  }

  private async sweep(open: Open, dryRun: boolean): Promise<Result<AnyAnswer>> {
    if (!open.writable && !dryRun) return no(READ_ONLY);
    const value = sweep(open.engine, this.options.host.stamp().at, { dryRun, pack: true });
    if (!dryRun) open.saver.changed();
    return { ok: true, value };
  }

  private async close(open: Open): Promise<Problem | null> {
    const problem = await this.flush(open);
    open.saver.stop();
    this.open = null;
    open.engine.close();
    return problem;
  }
}

/** Names the files that a reader reads, as they lie there now. */
async function seenOf(host: Host, { image, journal }: DatabaseFiles): Promise<string> {
  const found = await Promise.all([image, journal].map((path) => host.stat(path)));
  return found.map((f) => (f.ok ? `${f.value.identity} ${f.value.size} ${f.value.mtimeMs}` : f.reason)).join('\n');
}

function exported(engine: SqlEngine, packed: boolean): Uint8Array {
  if (packed) engine.exec('VACUUM');
  return engine.export();
}

/** What another process wrote since it took the lock over is looked at with the next question. */
function becomeReader(open: Open): void {
  open.writable = false;
  open.request = { ...open.request, mode: 'reader', token: '', wasUnclean: false };
  open.seen = '';
}

const READ_ONLY: Problem = { code: 'WORKSPACE_LOCKED', message: 'the database is open for reading only' };

function no(problem: Problem): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [problem] };
}

function resultOf(problem: Problem | null): Result<null> {
  return problem === null ? { ok: true, value: null } : no(problem);
}
