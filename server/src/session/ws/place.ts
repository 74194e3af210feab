import { type DriftConfig, type Problem, type WsCode, type WsError, wsFailed } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import type { Database } from '../../store/database/database.ts';
import type { InspectImage } from '../../store/database/image-report.ts';
import { Inspector } from '../../store/database/inspector.ts';
import { databaseFiles } from '../../store/database/names.ts';
import type { BackupCaps } from '../../store/database/rotate-backups.ts';
import { isGone, lockState } from '../../store/database/writer-lock.ts';
import { hasDriftFolder } from '../drift-folder.ts';

/** What the functions about a workspace work on: one root. */
export interface WsPlace {
  readonly host: Host;
  readonly root: string;
  readonly database: Database;
  readonly inspect: InspectImage;
  readonly driftVersion: string;
  readonly config: DriftConfig;
  /** Told while something large is written. */
  readonly onProgress: (done: number, total: number) => void;
  /** Whether a backup that nobody asked for may go on; one that somebody waits for always does. */
  readonly goOn?: () => boolean;
}

/** Looks at images in a thread of its own; to be closed. */
export function inspectorOf(host: Host, databaseScript: string): Pick<Inspector, 'inspect' | 'close'> {
  return new Inspector(host, databaseScript);
}

/** A failed answer. */
export type WsFailure = { readonly ok: false; readonly error: WsError };

const CODES: ReadonlySet<string> = new Set<WsCode>([
  'WORKSPACE_LOCKED',
  'MIGRATION_FAILED',
  'SCHEMA_TOO_NEW',
  'DISK_FULL',
  'STORAGE_ERROR',
]);

/** A problem of the database as an answer; who holds the lock is told with the age of the holding. */
export async function failedWith(place: WsPlace, problems: readonly Problem[]): Promise<WsFailure> {
  const [problem] = problems;
  if (problem === undefined) return wsFailed('STORAGE_ERROR', 'the database could not do it', 'Run `drift doctor`.');
  if (problem.code === 'WORKSPACE_LOCKED') return lockedAnswer(place);
  if (!(await hasDriftFolder(place.host, place.root))) return notInitialized();
  const code = isWsCode(problem.code) ? problem.code : 'STORAGE_ERROR';
  return wsFailed(code, problem.message, problem.hint ?? 'Run `drift doctor`.');
}

function isWsCode(code: string): code is WsCode {
  return CODES.has(code);
}

/** Somebody else writes: who, and since when. */
export async function lockedAnswer({ host, root }: WsPlace): Promise<WsFailure> {
  const { holder } = await lockState(host, databaseFiles(root));
  if (holder === null)
    return wsFailed(
      'WORKSPACE_LOCKED',
      'another Drift process is writing',
      'Wait until it ends, or `drift ws unlock`.',
    );
  const age = ageInWords(host, holder.since);
  const fix = isGone(host, holder) ? 'Run `drift ws unlock`: that process is gone.' : 'Wait until that process ends.';
  return wsFailed(
    'WORKSPACE_LOCKED',
    `locked by pid ${holder.pid} on ${holder.host} (\`${holder.command}\`, ${age} ago)`,
    fix,
  );
}

/** The root has no folder of ours. */
export function notInitialized(): WsFailure {
  return wsFailed('NOT_INITIALIZED', 'there is no .drift folder here', 'Run `drift init`.');
}

/** How long ago a time was, for people. */
export function ageInWords(host: Pick<Host, 'stamp'>, since: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(host.stamp().at) - Date.parse(since)) / 1_000));
  if (Number.isNaN(seconds)) return 'some time';
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

/** How many backups the settings keep. */
export function capsOf({ backup }: DriftConfig): BackupCaps {
  return {
    tiers: { operational: backup.max_operational, daily: backup.max_daily, weekly: backup.max_weekly },
    overall: backup.max_backups,
    totalBytes: backup.max_total_size,
  };
}
