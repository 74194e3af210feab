import { createHash } from 'node:crypto';
import type { Host } from '../../host/host.ts';
import { DatabaseThread } from './database-thread.ts';
import { checkRead, readImage } from './image.ts';
import type { ImageReport } from './image-report.ts';
import { depthFor, sealState } from './image-seal.ts';
import { type AppliedSteps, schemaVersion } from './migrate.ts';
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
  const nothing = { schemaVersion: 0, latestSchema, bytes: 0, sha256: '', detail: '', settings: [] };
  const read = await readImage(host, path);
  if (!read.ok) {
    const why = read.problems[0]?.message ?? read.reason;
    return { ...nothing, kind: read.reason === 'missing' ? 'missing' : 'unreadable', why };
  }
  const image = read.value.bytes;
  const bytes = image.byteLength;
  const sha256 = createHash('sha256').update(image).digest('hex');
  const seal = thorough ? 'none' : await sealState(host, path, image);
  const checked = checkRead(read.value, { ...tools, depth: thorough ? 'content' : depthFor(seal, false) });
  if (checked.kind === 'damaged') {
    const { why, detail } = checked;
    return { ...nothing, bytes, sha256, kind: 'damaged', why, detail };
  }
  const version = schemaVersion(checked.engine);
  const settings = checked.kind === 'ok' ? configRows(checked.engine) : [];
  checked.engine.close();
  return { kind: checked.kind, why: '', detail: '', schemaVersion: version, latestSchema, bytes, sha256, settings };
}

/**
 * Looks at image files in a thread of its own, which touches no database that is open and dies alone. Close it: the
 * thread holds what it looked at last.
 */
export class Inspector {
  private readonly host: Host;
  private readonly script: string;
  private thread: DatabaseThread | null = null;

  constructor(host: Host, script: string) {
    this.host = host;
    this.script = script;
  }

  /** See `InspectImage`. */
  readonly inspect = async (path: string, thorough: boolean): Promise<ImageReport> => {
    try {
      this.thread ??= this.start();
    } catch (error) {
      // The system has no room for another thread.
      return unusable(error instanceof Error ? error.message : String(error));
    }
    const report = await this.thread.post({ kind: 'inspect', path, thorough });
    if (report === null) return unusable('its thread ended');
    return report.ok ? report.value : unusable(report.problems[0]?.message ?? '');
  };

  private start(): DatabaseThread {
    return new DatabaseThread(this.host, this.script, {
      onNotice: () => {},
      onGone: () => {
        this.thread = null;
      },
    });
  }

  async close(): Promise<void> {
    await this.thread?.end();
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
    detail: '',
    settings: [],
  };
}
