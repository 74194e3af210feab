import type { WsAgentContext, WsStatus } from '@drift/shared';
import { counted } from '@drift/shared';
import { joinPath } from '../../host/paths.ts';
import { listBackups } from '../../store/database/backup-list.ts';
import type { ImageReport } from '../../store/database/image-report.ts';
import { databaseFiles } from '../../store/database/names.ts';
import type { StatusRow } from '../../store/database/records.ts';
import { lockState } from '../../store/database/writer-lock.ts';
import { lastAudit } from '../audit/last-audit.ts';
import { DATABASE_FILE, hasDriftFolder } from '../drift-folder.ts';
import { diskUsage } from './disk-usage.ts';
import { ageInWords, type WsPlace } from './place.ts';

const MS_PER_DAY = 86_400_000;
/** A scan older than this many days says little about the code as it is. */
const OLD_SCAN_DAYS = 7;

/** `drift/ws.getStatus`: how the workspace stands, from what is recorded; no code is read. */
export async function workspaceStatus(place: WsPlace): Promise<WsStatus> {
  const { host, root, database } = place;
  const initialized = await hasDriftFolder(host, root);
  const report = await place.inspect(joinPath(root, DATABASE_FILE), false);
  const known = report.kind !== 'missing' || database.state.mode === 'writer';
  const asked = known ? await database.query('status', {}) : null;
  const row = asked?.ok === true ? asked.value : null;
  // Not of the last scan: people decide before the first one too, and what they decided outlives a reset.
  const decided = initialized ? await database.query('decisions', { limit: 1 }) : null;
  const { isLocked, isStale, holder } = await lockState(host, databaseFiles(root));
  const isDamaged = report.kind === 'damaged' || report.kind === 'unreadable';
  const isOld = report.kind === 'ok' && report.schemaVersion < report.latestSchema;
  const reasons = [
    ...(isDamaged ? [damageText(place, report)] : []),
    ...(report.kind === 'newer' ? ['the database was made by a newer Drift, so it is only read'] : []),
    ...(isOld ? ['the database has an old schema'] : []),
    ...(isStale ? ['the lock is held by a process that is gone'] : []),
    ...(row === null ? [] : scanReasons(place, row)),
  ];
  const packages = row === null ? 0 : row.packages;
  return {
    initialized,
    health: isDamaged
      ? 'critical'
      : row === null && report.kind !== 'newer'
        ? 'unknown'
        : reasons.length > 0
          ? 'warning'
          : 'healthy',
    reasons,
    // Where the file is damaged all that follows is of the state that is used in its place.
    schemaVersion: isDamaged ? (database.state.schemaVersion ?? 0) : report.schemaVersion,
    latestSchema: report.latestSchema,
    migrationNeeded: isOld,
    backupCount: (await listBackups(host, root)).backups.length,
    diskUsage: await diskUsage(place),
    layout: { kind: packages > 1 ? 'monorepo' : 'single', packageCount: packages },
    lock: {
      state: isStale ? 'stale' : isLocked ? 'write' : 'unlocked',
      holder:
        isLocked && holder !== null
          ? { pid: holder.pid, host: holder.host, command: holder.command, since: holder.since }
          : null,
    },
    lastScan: row === null ? null : scanOf(place, row),
    lastAudit: initialized ? await lastAudit(host, place) : null,
    scans: row?.scans ?? 0,
    decisions: decided?.ok === true ? decided.value.total : 0,
  };
}

/** What is wrong with the file, and what is shown in its place. */
function damageText({ database }: WsPlace, report: ImageReport): string {
  const told = database.state.problems.find((p) => p.code === 'DB_CORRUPT');
  return told?.message ?? `Drift's database cannot be used: ${report.why}`;
}

function scanReasons({ host }: WsPlace, row: StatusRow): readonly string[] {
  const days = (Date.parse(host.stamp().at) - Date.parse(row.at)) / MS_PER_DAY;
  return [
    ...(days > OLD_SCAN_DAYS ? [`the last scan is ${ageInWords(host, row.at)} old`] : []),
    ...(row.filesWithErrors > 0 ? [`${counted(row.filesWithErrors, 'file')} could not be analysed`] : []),
  ];
}

function scanOf({ host }: WsPlace, row: StatusRow): NonNullable<WsStatus['lastScan']> {
  const { scanId: id, at, files, findings, newFindings, errors, warnings, infos, hints, conventions } = row;
  const age = ageInWords(host, at);
  return { id, at, age, files, findings, newFindings, errors, warnings, infos, hints, conventions };
}

/** `drift/ws.getAgentContext`: the same in words, for a program that reads texts. */
export async function agentContext(place: WsPlace): Promise<WsAgentContext> {
  const status = await workspaceStatus(place);
  const { lastScan, initialized, health, reasons, scans, decisions } = status;
  const readiness = !initialized
    ? 'notInitialized'
    : health === 'critical'
      ? 'broken'
      : lastScan === null
        ? 'notScanned'
        : 'ready';
  const summary =
    lastScan === null
      ? initialized
        ? 'Drift is set up here and has recorded no scan yet.'
        : 'Drift is not set up here; `drift check` works all the same.'
      : `The last of ${counted(scans, 'recorded scan')} (${lastScan.at}) saw ${counted(lastScan.files, 'file')} and made ${counted(lastScan.findings, 'finding')}, ${lastScan.newFindings} of them new: ${counted(lastScan.errors, 'error')} and ${counted(lastScan.warnings, 'warning')}. People have made ${counted(decisions, 'decision')} about conventions.`;
  return { summary, availableCommands: COMMANDS[readiness], warnings: reasons, readiness };
}

const COMMANDS: Readonly<Record<WsAgentContext['readiness'], readonly string[]>> = {
  ready: ['drift check', 'drift conventions', 'drift explain', 'drift fix', 'drift ws history'],
  notScanned: ['drift check', 'drift conventions'],
  notInitialized: ['drift init', 'drift check'],
  broken: ['drift doctor --fix', 'drift backup list', 'drift check'],
};
