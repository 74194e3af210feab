import { createHash } from 'node:crypto';
import type { Host, WorkerHandle } from '../../host/host.ts';
import { checkImage, readImage } from './image.ts';
import type { ImageReport } from './image-report.ts';
import { type AppliedSteps, schemaVersion } from './migrate.ts';
import { asDone, asReport } from './narrow.ts';
import { configRows } from './queries.ts';
import { newestVersion } from './schema.ts';
import type { SqlRuntime } from './sql-engine.ts';

/** Looks at an image file, in the thread that has SQLite. Changes nothing. */
export async function inspectImage(
  host: Host,
  tools: { readonly runtime: SqlRuntime; readonly steps: AppliedSteps },
  path: string,
  thorough: boolean,
): Promise<ImageReport> {
  const latestSchema = newestVersion(tools.steps.migrations);
  const nothing = { schemaVersion: 0, latestSchema, bytes: 0, sha256: '', settings: [] };
  const read = await readImage(host, path);
  if (!read.ok) {
    const why = read.problems[0]?.message ?? read.reason;
    return { ...nothing, kind: read.reason === 'missing' ? 'missing' : 'unreadable', why };
  }
  const bytes = read.value.byteLength;
  const sha256 = createHash('sha256').update(read.value).digest('hex');
  const checked = checkImage(read.value, { ...tools, thorough });
  if (checked.kind === 'damaged') return { ...nothing, bytes, sha256, kind: 'damaged', why: checked.why };
  const version = schemaVersion(checked.engine);
  const settings = checked.kind === 'ok' ? configRows(checked.engine) : [];
  checked.engine.close();
  return { kind: checked.kind, why: '', schemaVersion: version, latestSchema, bytes, sha256, settings };
}

/**
 * Looks at image files in a thread of its own, which touches no database that is open and dies alone. Close it: the
 * thread holds what it looked at last.
 */
export class Inspector {
  private readonly host: Host;
  private readonly script: string;
  private thread: WorkerHandle | null = null;
  private readonly waiting = new Map<number, (report: ImageReport) => void>();
  private numbers = 0;

  constructor(host: Host, script: string) {
    this.host = host;
    this.script = script;
  }

  /** See `InspectImage`. */
  readonly inspect = (path: string, thorough: boolean): Promise<ImageReport> =>
    new Promise((resolve) => {
      const id = ++this.numbers;
      this.waiting.set(id, resolve);
      this.thread ??= this.start();
      this.thread.post({ id, request: { kind: 'inspect', path, thorough } });
    });

  private start(): WorkerHandle {
    const thread = this.host.spawnWorker(this.script, null);
    thread.onMessage((message) => {
      const done = asDone(message);
      if (done === null) return;
      const report = asReport(done.result);
      this.answer(done.id, report.ok ? report.value : unusable(report.problems[0]?.message ?? ''));
    });
    thread.onExit((error) => {
      this.thread = null;
      for (const id of this.waiting.keys()) this.answer(id, unusable(error?.message ?? 'its thread ended'));
    });
    return thread;
  }

  private answer(id: number, report: ImageReport): void {
    this.waiting.get(id)?.(report);
    this.waiting.delete(id);
  }

  async close(): Promise<void> {
    await this.thread?.terminate();
    this.thread = null;
  }
}

function unusable(why: string): ImageReport {
  return {
    kind: 'unreadable',
    why: `the part that reads databases failed: ${why}`,
    schemaVersion: 0,
    latestSchema: 0,
    bytes: 0,
    sha256: '',
    settings: [],
  };
}
