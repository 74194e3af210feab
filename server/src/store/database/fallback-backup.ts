import type { Problem } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { listBackups } from './backup-list.ts';
import { backupPath, COPY_NAME } from './backup-names.ts';
import { makeBackup, verifyBackup } from './backups.ts';
import { readImage } from './image.ts';
import type { InspectImage } from './image-report.ts';
import type { BackupImage } from './opening.ts';

// What the thread of the database does with backups by itself: takes the newest one that is whole where the database is
// lost, and makes one before its schema changes.

/** The newest backup that proves to be whole now, whatever it was when it was made; `null` where there is none. */
export async function newestWholeBackup(host: Host, root: string, inspect: InspectImage): Promise<BackupImage | null> {
  const { backups } = await listBackups(host, root);
  for (const backup of backups.filter((b) => b.integrityVerified)) {
    const { report, fault } = await verifyBackup({ root, inspect }, backup, true);
    if (fault !== '' || report.kind !== 'ok') continue;
    const read = await readImage(host, backupPath(root, backup.id, COPY_NAME));
    if (read.ok) return { bytes: read.value.bytes, name: backup.id };
  }
  return null;
}

/** Keeps an image before its schema changes; the problem where that failed. */
export async function backUpBeforeMigration(
  place: Parameters<typeof makeBackup>[0],
  image: Uint8Array,
): Promise<Problem | null> {
  const made = await makeBackup(place, { reason: 'schema_migration', image });
  if (made.ok) return null;
  const { message, hint } = made.error;
  return {
    code: made.error.code === 'DISK_FULL' ? 'DISK_FULL' : 'MIGRATION_FAILED',
    message: `the database was not brought to the newest schema: ${message}`,
    hint,
  };
}
