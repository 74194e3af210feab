import {
  type BackupManifest,
  type BackupReason,
  type BackupRow,
  CONFIRMATION,
  type WsCreateBackupAnswer,
  type WsDeleteBackupAnswer,
  type WsListBackupsAnswer,
  type WsRestoreBackupAnswer,
  wsFailed,
} from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { listBackups } from '../../store/database/backup-list.ts';
import { BACKUP_FOLDER, backupPath, COPY_NAME, isBackupId } from '../../store/database/backup-names.ts';
import { type KeptFile, makeBackup, removeBackup, verifyBackup } from '../../store/database/backups.ts';
import { rotateBackups } from '../../store/database/rotate-backups.ts';
import { DATABASE_FILE, DRIFT_FOLDER, hasDriftFolder, keepHalvesApart } from '../drift-folder.ts';
import { putBackFiles } from './committed-files.ts';
import { capsOf, failedWith, notInitialized, type WsFailure, type WsPlace } from './place.ts';

/** What became of keeping the present state; `null` where there is nothing to keep. */
export type Kept = { readonly ok: true; readonly backup: BackupManifest | null; readonly note: string } | WsFailure;

/** `drift/ws.createBackup`: keeps the state as it is now, what the journal holds included. */
export async function createBackup(place: WsPlace, reason: BackupReason): Promise<WsCreateBackupAnswer> {
  const { host, root } = place;
  if (!(await hasDriftFolder(host, root))) return notInitialized();
  const made = await keepPresent(place, reason);
  if (!made.ok) return made;
  if (made.backup === null)
    return wsFailed(
      'STORAGE_ERROR',
      'there is no database yet, so there is nothing to keep',
      'Run `drift check` first.',
    );
  const rotated = await rotateBackups(host, root, capsOf(place.config));
  return { ok: true, backup: rowOf(made.backup), rotated };
}

/**
 * Keeps the state before something takes it away. One that cannot be read is kept byte by byte, and marked so: the way on
 * must not be barred by the damage that somebody wants to get rid of.
 */
export async function keepPresent(
  place: WsPlace,
  reason: BackupReason,
  files: readonly KeptFile[] = [],
): Promise<Kept> {
  const { host, root, inspect, onProgress } = place;
  const path = joinPath(root, DATABASE_FILE);
  const present = await inspect(path, false);
  if (present.kind === 'missing' && place.database.state.mode !== 'writer') return { ok: true, backup: null, note: '' };
  if (present.kind === 'damaged' || present.kind === 'newer') {
    const found = await host.stat(path);
    const raw = found.ok && found.value.kind === 'file' ? await host.readFile(path) : null;
    if (raw?.ok !== true)
      return { ok: true, backup: null, note: 'the state before could not be read and was not kept' };
    const made = await makeBackup(place, { reason, image: raw.value, evenDamaged: true, files, onProgress });
    return made.ok ? { ok: true, backup: made.backup, note: made.backup.note ?? '' } : made;
  }
  const exported = await place.database.exportBytes();
  if (!exported.ok) return failedWith(place, exported.problems);
  const goOn = place.goOn === undefined ? {} : { goOn: place.goOn };
  const made = await makeBackup(place, { reason, image: exported.value, files, onProgress, ...goOn });
  return made.ok ? { ok: true, backup: made.backup, note: '' } : made;
}

/** `drift/ws.listBackups`: what lies in their folder. */
export function backupsOf(host: Host, root: string): Promise<WsListBackupsAnswer> {
  return listBackups(host, root);
}

/** `drift/ws.restoreBackup`: puts the state of a backup in place of the present one, which is kept. */
export async function restoreBackup(place: WsPlace, id: string): Promise<WsRestoreBackupAnswer> {
  const { host, root } = place;
  const found = await findBackup(place, id);
  if (!found.ok) return found;
  const { report, fault } = await verifyBackup(place, found.backup, true);
  const why = fault === '' && report.kind === 'damaged' ? (found.backup.note ?? report.why) : fault;
  if (why !== '')
    return wsFailed('BACKUP_CORRUPTED', `${id} cannot be used: ${why}`, 'Choose another one: `drift backup list`.');
  if (report.kind === 'newer')
    return wsFailed(
      'SCHEMA_TOO_NEW',
      `${id} has schema ${report.schemaVersion}; this Drift knows ${report.latestSchema}`,
      'Upgrade Drift.',
    );
  const image = await host.readFile(backupPath(root, id, COPY_NAME));
  if (!image.ok) return wsFailed('IO_ERROR', `${id} cannot be read: ${image.problems[0]?.message ?? ''}`, '');
  const files = await putBackFiles(place, found.backup);
  const put = await putInPlace(place, image.value);
  if (!put.ok) return put;
  await place.database.event('restored', id);
  await place.database.flush();
  const safetyBackupId = put.backup?.id ?? null;
  return { ok: true, restoredFrom: id, safetyBackupId, note: [put.note, files].filter((n) => n !== '').join('; ') };
}

/** Replaces the database by an image that was looked at, after keeping the present one. Brings its schema up to date. */
export async function putInPlace(place: WsPlace, image: Uint8Array): Promise<Kept> {
  const { host, root, database } = place;
  if (!(await hasDriftFolder(host, root))) {
    const made = await host.makeDirectory(joinPath(root, DRIFT_FOLDER));
    if (!made.ok) return wsFailed('IO_ERROR', made.problems[0]?.message ?? '', 'Check the permissions.');
    if (!(await hasDriftFolder(host, root)))
      return wsFailed('IO_ERROR', `${DRIFT_FOLDER} is no folder; Drift follows no link there`, 'Move it away.');
    await keepHalvesApart(host, root);
  }
  const present = await place.inspect(joinPath(root, DATABASE_FILE), false);
  // Taking the lock opens the database and moves damage aside, so a damaged one is kept before.
  const isWhole = present.kind === 'ok' || present.kind === 'missing';
  const raw = isWhole ? null : await keepPresent(place, 'pre_destructive');
  if (raw?.ok === false) return raw;
  if (present.kind === 'newer') return replaceNewer(place, image, raw);
  if (!(await database.willWrite())) return failedWith(place, refusalOf(place));
  const kept = raw ?? (present.kind === 'missing' ? NOTHING_KEPT : await keepPresent(place, 'pre_destructive'));
  if (!kept.ok) return kept;
  const replaced = await database.replaceWith(image);
  if (!replaced.ok) return failedWith(place, replaced.problems);
  await rotateBackups(host, root, capsOf(place.config));
  return kept;
}

const NOTHING_KEPT: Kept = { ok: true, backup: null, note: '' };

/** A database of a newer Drift cannot be opened for writing: its files give way to the image. */
async function replaceNewer(place: WsPlace, image: Uint8Array, kept: Kept | null): Promise<Kept> {
  const { host, root, database } = place;
  const done = await database.aside(async () => {
    await host.deleteEntry(joinPath(root, `${DATABASE_FILE}.prev`));
    return host.writeFile(joinPath(root, DATABASE_FILE), image);
  });
  if (!done.ok) return failedWith(place, done.problems);
  return done.value.ok
    ? (kept ?? NOTHING_KEPT)
    : wsFailed('IO_ERROR', done.value.problems[0]?.message ?? '', 'Check the permissions of the workspace.');
}

/** Why the database cannot be written now. */
export function refusalOf({ database }: WsPlace) {
  const { holder, problems, reason } = database.state;
  return holder !== null
    ? [{ code: 'WORKSPACE_LOCKED' as const, message: reason }]
    : problems.length > 0
      ? problems
      : [{ code: 'STORAGE_ERROR' as const, message: reason }];
}

/** `drift/ws.deleteBackup`. */
export async function deleteBackup(
  place: WsPlace,
  id: string,
  confirm: string | undefined,
): Promise<WsDeleteBackupAnswer> {
  const found = await findBackup(place, id);
  // What is no whole backup any more is what people most want to be rid of.
  if (!found.ok && found.error.code !== 'BACKUP_CORRUPTED') return found;
  if (confirm !== CONFIRMATION) return unconfirmed(`delete the backup ${id}`);
  const gone = await removeBackup(place.host, place.root, id);
  return gone.ok
    ? { ok: true, deleted: id }
    : wsFailed('IO_ERROR', `${id} was not deleted: ${gone.problems[0]?.message ?? ''}`, 'Check its permissions.');
}

/** What takes something away for good wants the word. */
export function unconfirmed(what: string): WsFailure {
  return wsFailed(
    'CONFIRMATION_REQUIRED',
    `nothing was done: to ${what} takes a confirmation`,
    'Say DELETE, or `--yes`.',
  );
}

async function findBackup(
  { host, root }: WsPlace,
  id: string,
): Promise<{ readonly ok: true; readonly backup: BackupRow } | WsFailure> {
  const { backups, broken } = await listBackups(host, root);
  const backup = isBackupId(id) ? backups.find((b) => b.id === id) : undefined;
  if (backup !== undefined) return { ok: true, backup };
  const damaged = broken.find((b) => b.path === `${BACKUP_FOLDER}/${id}`);
  if (damaged !== undefined)
    return wsFailed('BACKUP_CORRUPTED', `${id} cannot be used: ${damaged.why}`, 'Choose another one.');
  return wsFailed('BACKUP_NOT_FOUND', `there is no backup ${id}`, '`drift backup list` names them.');
}

/** A backup as lists show it. */
export function rowOf(backup: BackupManifest): BackupRow {
  return { ...backup, path: `${BACKUP_FOLDER}/${backup.id}` };
}
