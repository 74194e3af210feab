import { counted } from '@drift/shared';
import { listBackups } from '../../store/database/backup-list.ts';
import { verifyBackup } from '../../store/database/backups.ts';
import { type Check, fine, warned } from './check.ts';

/** Backups that are read through although nobody asked for it: the newest ones. */
const LOOKED_AT = 3;

/** Backups are what they were when they were made. */
export const backupsWhole: Check = {
  id: 'backups',
  async run({ host, root, ws, thorough }) {
    const { backups, broken } = await listBackups(host, root);
    if (backups.length + broken.length === 0) return fine('there is no backup');
    const faults = broken.map((b) => `${b.path}: ${b.why}`);
    const looked = thorough ? backups : backups.slice(0, LOOKED_AT);
    for (const backup of looked) {
      if (!backup.integrityVerified) {
        faults.push(
          `${backup.id} was not verified when it was made${backup.note === undefined ? '' : ` (${backup.note})`}`,
        );
        continue;
      }
      const { fault } = await verifyBackup({ root, inspect: ws.inspect }, backup, thorough);
      if (fault !== '') faults.push(`${backup.id}: ${fault}`);
    }
    const [first] = faults;
    if (first === undefined)
      return fine(`${looked.length} of ${counted(backups.length, 'backup')} looked at and whole`);
    const more = faults.length > 1 ? `; and ${faults.length - 1} more` : '';
    return warned(
      `${counted(faults.length, 'backup')} cannot be relied on: ${first}${more}`,
      'Make a new one (`drift backup create`) and take these away (`drift backup delete`).',
    );
  },
};
