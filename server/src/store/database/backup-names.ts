import { createHash } from 'node:crypto';
import { BACKUP_REASONS, type BackupReason } from '@drift/shared';
import type { Host, ProcessIdentity } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';

/** Where backups of a root's database lie: beside `.drift`, so that they outlive it. */
export const BACKUP_FOLDER = '.drift-backups';
/** The copy in the folder of a backup. */
export const COPY_NAME = 'drift.db';
/** The folder of the committed files in the folder of a backup. */
export const FILES_NAME = 'files';
/** What says what the copy is. */
export const MANIFEST_NAME = 'manifest.json';

const ID = new RegExp(`^backup-\\d{8}T\\d{9}-(?:${BACKUP_REASONS.join('|')})-[0-9a-f]{4}$`);
const UNFINISHED = /^(?:making|going)-|^\.gitignore\.\d+\.\d+\.tmp$/;

/** A name nobody else gives: the time to the millisecond, the reason, and chance. Later ones sort behind. */
export function newBackupId(host: Pick<Host, 'randomBytes' | 'stamp'>, reason: BackupReason): string {
  const time = host.stamp().at.replace(/[-:.Z]/g, '');
  const chance = [...host.randomBytes(2)].map((b) => b.toString(16).padStart(2, '0')).join('');
  return `backup-${time}-${reason}-${chance}`;
}

/** True for names that `newBackupId` gives. Any other name is a path somebody made up. */
export function isBackupId(name: string): boolean {
  return ID.test(name);
}

/** Name of a backup that is not whole yet; it says who makes it, so that others know when nobody does any more. */
export function makingName({ pid, hostName }: ProcessIdentity, id: string): string {
  return `making-${machineName(hostName)}-${pid}-${id}`;
}

/** A file that was being written, with the number of the process that wrote it. */
const WRITING = /^\.gitignore\.(\d+)\.\d+\.tmp$/;
const MAKING = /^making-([0-9a-f]{8})-(\d+)-/;

function machineName(hostName: string): string {
  return createHash('sha256').update(hostName).digest('hex').slice(0, 8);
}

/** True where a process of this machine was making a backup and is gone; false also where that cannot be told. */
export function isAbandoned(host: Pick<Host, 'identity' | 'isRunning'>, name: string): boolean {
  const written = WRITING.exec(name)?.[1];
  if (written !== undefined) return !host.isRunning(Number(written));
  const [, machine, pid] = MAKING.exec(name) ?? [];
  return machine === machineName(host.identity().hostName) && !host.isRunning(Number(pid));
}

/** Name of a backup that is being taken away. */
export function goingName(id: string): string {
  return `going-${id}`;
}

/** True for what a process that ended left of either. */
export function isUnfinished(name: string): boolean {
  return UNFINISHED.test(name);
}

/** The folder of all backups of a root. */
export function backupsPath(root: string): string {
  return joinPath(root, BACKUP_FOLDER);
}

/** The path of a file of a backup. */
export function backupPath(root: string, id: string, file: string): string {
  return joinPath(joinPath(backupsPath(root), id), file);
}
