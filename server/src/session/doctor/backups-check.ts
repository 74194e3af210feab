import { type BackupRow, counted } from '@drift/shared';
import { listBackups } from '../../store/database/backup-list.ts';
import { BACKUP_FOLDER, backupsPath } from '../../store/database/backup-names.ts';
import { leftUnfinished, sweepUnfinished, verifyBackup } from '../../store/database/backups.ts';
import { type Check, fine, type Patient, type Verdict, warned } from './check.ts';

/** Backups that are read through although nobody asked for it: the newest ones. */
const LOOKED_AT = 3;

/** Backups are what they were when they were made, and were verified then. */
export const backupsWhole: Check = {
  id: 'backups',
  async run(patient) {
    const unfit = await unfitFolder(patient);
    if (unfit !== null) return unfit;
    const left = await leftUnfinished(patient.host, patient.root);
    if (left.length > 0)
      return warned(
        `${counted(left.length, 'backup')} left half made (${BACKUP_FOLDER}/${left[0]})`,
        'Run `drift doctor --fix` or `drift ws gc`, or make a backup: each takes it away.',
      );
    const { backups, broken } = await listBackups(patient.host, patient.root);
    if (backups.length + broken.length === 0) return fine('there is no backup');
    const looked = patient.thorough ? backups : backups.slice(0, LOOKED_AT);
    const faults = [
      ...broken.map((b) => `${b.path}: ${b.why}`),
      ...backups.filter(isUnverified).map((b) => `${b.id} was not verified when it was made`),
      ...(await changedSince(patient, looked)),
    ];
    const [first] = faults;
    if (first === undefined) return fine(wholeText(looked, backups));
    const more = faults.length > 1 ? `; and ${faults.length - 1} more` : '';
    return warned(
      `${counted(faults.length, 'backup')} cannot be relied on: ${first}${more}`,
      'Make a new one (`drift backup create`) and take these away (`drift backup delete`).',
    );
  },
  async mend({ host, root }) {
    const gone = await sweepUnfinished(host, root);
    if (gone > 0) return { done: true, text: `took away ${counted(gone, 'backup')} left half made` };
    return { done: false, text: 'this cannot be mended by itself' };
  },
};

/** A link may lead anywhere: nothing is kept behind one, and nothing that lies there is listed. */
async function unfitFolder({ host, root }: Patient): Promise<Verdict | null> {
  const found = await host.stat(backupsPath(root));
  if (!found.ok || found.value.kind === 'directory') return null;
  const what = found.value.kind === 'link' ? 'a link' : 'no folder';
  return warned(
    `${BACKUP_FOLDER} is ${what}, so no backup is made or found`,
    `Move ${BACKUP_FOLDER} away; the next backup makes a folder.`,
  );
}

/** A copy of a damaged database was compared with it when it was made, and is no unverified backup. */
function isUnverified({ integrityVerified, damaged }: BackupRow): boolean {
  return !integrityVerified && damaged !== true;
}

async function changedSince({ root, ws, thorough }: Patient, backups: readonly BackupRow[]): Promise<string[]> {
  const faults: string[] = [];
  for (const backup of backups.filter((b) => !isUnverified(b))) {
    const { fault } = await verifyBackup({ root, inspect: ws.inspect }, backup, thorough);
    if (fault !== '') faults.push(`${backup.id}: ${fault}`);
  }
  return faults;
}

function wholeText(looked: readonly BackupRow[], backups: readonly BackupRow[]): string {
  const told = `${looked.length} of ${counted(backups.length, 'backup')} looked at and as they were made`;
  const kept = backups.filter((b) => b.damaged === true).length;
  return kept === 0 ? told : `${told}; ${kept} ${kept === 1 ? 'keeps' : 'keep'} a damaged state and cannot be restored`;
}
