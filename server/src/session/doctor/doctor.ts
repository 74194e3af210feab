import type { DoctorCheck } from '@drift/shared';
import { maskText } from '../../knowledge/secrets/mask-text.ts';
import { backupsWhole } from './backups-check.ts';
import { broken, type Check, type Mended, type Patient, type Verdict } from './check.ts';
import { databaseWhole, schemaCurrent, sqliteStarts } from './database-check.ts';
import { decisionsLockFree } from './decisions-lock-check.ts';
import { diskSpace } from './disk-space.ts';
import { driftFolderWritable } from './drift-folder-check.ts';
import { gitUsable, localHalfIgnored } from './git-check.ts';
import { grammarsLoad } from './grammars-check.ts';
import { largeDirectoriesIgnored } from './large-directories-check.ts';
import { lockFree } from './lock-check.ts';
import { settingsNames, settingsPresent, settingsValid } from './settings-file.ts';
import { storedSettings } from './stored-settings.ts';

/** Every check, in the order in which they are told and mended. */
export const CHECKS: readonly Check[] = [
  settingsPresent,
  settingsValid,
  settingsNames,
  driftFolderWritable,
  sqliteStarts,
  lockFree,
  decisionsLockFree,
  databaseWhole,
  schemaCurrent,
  storedSettings,
  backupsWhole,
  grammarsLoad,
  gitUsable,
  localHalfIgnored,
  largeDirectoriesIgnored,
  diskSpace,
];

/** Runs every check; with `fix`, first mends what can be mended, in order: what one mend makes the next one sees. */
export async function examine(patient: () => Promise<Patient>, fix: boolean): Promise<readonly DoctorCheck[]> {
  const mended = new Map<string, Mended>();
  for (const check of fix ? CHECKS : []) {
    const done = await mend(check, await patient());
    if (done !== null) mended.set(check.id, done);
  }
  return (await runAll(await patient())).map((check) => withMended(check, mended.get(check.id)));
}

/** What was done about a check; `null` where there was nothing to do. */
async function mend(check: Check, patient: Patient): Promise<Mended | null> {
  if (check.mend === undefined) return null;
  const work = async (): Promise<Mended | null> =>
    (await check.run(patient)).status === 'ok' ? null : ((await check.mend?.(patient)) ?? null);
  return guarded(work, (text) => ({ done: false, text }));
}

function withMended(check: DoctorCheck, mended: Mended | undefined): DoctorCheck {
  if (mended === undefined) return check;
  if (mended.done) return { ...check, mended: mended.text };
  return { ...check, fix: `${mended.text}. ${check.fix ?? ''}`.trim() };
}

async function runAll(patient: Patient): Promise<readonly DoctorCheck[]> {
  return Promise.all(
    CHECKS.map(async (check) => {
      const verdict = await guarded<Verdict>(
        () => check.run(patient),
        (message) => broken(`this could not be checked: ${message}`, 'Please report it: this is a fault of Drift.'),
      );
      return { id: check.id, ...verdict, message: maskText(verdict.message) };
    }),
  );
}

/** A check that throws is told as such and does not keep the others from running. */
async function guarded<T>(work: () => Promise<T>, failed: (message: string) => T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}
