import type { WsVerify } from '@drift/shared';
import { joinPath } from '../../host/paths.ts';
import { listBackups } from '../../store/database/backup-list.ts';
import { verifyBackup } from '../../store/database/backups.ts';
import type { ImageReport } from '../../store/database/image-report.ts';
import { DATABASE_FILE } from '../drift-folder.ts';
import type { ProjectConfigState } from '../project-config.ts';
import { diskUsage } from './disk-usage.ts';
import type { WsPlace } from './place.ts';

/** `drift/ws.verify`: whether database, settings and backups are whole; `thorough` reads every page. */
export async function verifyWorkspace(
  place: WsPlace,
  settings: ProjectConfigState,
  thorough: boolean,
): Promise<WsVerify> {
  const database = await databaseState(place, thorough);
  const backups = await backupState(place, thorough);
  const hasParseFault = settings.faults.some((f) => f.kind === 'parse');
  const config = hasParseFault ? 'parseError' : settings.text === null ? 'missing' : 'ok';
  const reasons = [
    ...(database.db === 'ok' || database.db === 'missing' ? [] : [`database: ${database.dbDetails}`]),
    ...(hasParseFault ? ['drift.toml cannot be read'] : []),
    ...backups.corrupted.map((c) => `backup ${c.id}: ${c.why}`),
    ...backups.unverified.map((id) => `backup ${id} was not verified when it was made`),
    ...backups.orphaned.map((path) => `${path} is no whole backup`),
  ];
  const isCorrupted = database.db === 'quickCheckFailed' || database.db === 'fullCheckFailed';
  const overall = isCorrupted ? 'corrupted' : reasons.length > 0 ? 'degraded' : 'healthy';
  return { ...database, config, backups, diskUsage: await diskUsage(place), overall, reasons };
}

type DatabasePart = Pick<WsVerify, 'db' | 'dbDetails' | 'schemaVersion' | 'latestSchema'>;

async function databaseState(place: WsPlace, thorough: boolean): Promise<DatabasePart> {
  const { inspect, root, database } = place;
  const path = joinPath(root, DATABASE_FILE);
  const quick = await inspect(path, false);
  const found = partOf(quick, 'quickCheckFailed');
  if (!thorough || found.db !== 'ok') return found;
  const full = partOf(await inspect(path, true), 'fullCheckFailed');
  if (full.db !== 'ok') return full;
  const told = await database.integrity('full');
  const [fault] = told.ok ? told.value.faults : told.problems.map((p) => p.message);
  return fault === undefined ? full : { ...full, db: 'fullCheckFailed', dbDetails: fault };
}

function partOf(report: ImageReport, failed: 'quickCheckFailed' | 'fullCheckFailed'): DatabasePart {
  const { schemaVersion, latestSchema, kind, why } = report;
  const versions = { schemaVersion, latestSchema };
  if (kind === 'missing') return { ...versions, db: 'missing', dbDetails: 'there is none yet' };
  if (kind !== 'ok' && kind !== 'newer') return { ...versions, db: failed, dbDetails: why };
  if (schemaVersion !== latestSchema)
    return { ...versions, db: 'versionMismatch', dbDetails: `schema ${schemaVersion}, this Drift has ${latestSchema}` };
  return { ...versions, db: 'ok', dbDetails: '' };
}

async function backupState(place: WsPlace, thorough: boolean): Promise<WsVerify['backups']> {
  const { backups, broken } = await listBackups(place.host, place.root);
  const corrupted: { id: string; why: string }[] = [];
  const unverified: string[] = [];
  let verified = 0;
  let keptDamaged = 0;
  for (const backup of backups) {
    const { fault } = await verifyBackup(place, backup, thorough);
    if (fault !== '') corrupted.push({ id: backup.id, why: fault });
    else if (backup.damaged === true) keptDamaged++;
    else if (backup.integrityVerified) verified++;
    else unverified.push(backup.id);
  }
  const orphaned = broken.map((b) => b.path);
  return { total: backups.length, verified, keptDamaged, unverified, corrupted, orphaned };
}
