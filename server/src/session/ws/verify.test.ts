import { expect, test } from 'vitest';
import { scanOf } from '../../../../test/support/scan-sample.ts';
import { damage, type TestPlace, testPlace } from '../../../../test/support/ws-place.ts';
import { listBackups } from '../../store/database/backup-list.ts';
import { backupPath, COPY_NAME, MANIFEST_NAME } from '../../store/database/backup-names.ts';
import { readProjectConfig } from '../project-config.ts';
import { createBackup, deleteBackup, restoreBackup } from './backup-actions.ts';
import { verifyWorkspace } from './verify.ts';

const IMAGE = '/w/.drift/drift.db';

async function backup(place: TestPlace): Promise<string> {
  place.host.advance(1_000);
  const made = await createBackup(place, 'user_requested');
  if (!made.ok) throw new Error(made.error.message);
  return made.backup.id;
}

async function verified(place: TestPlace) {
  const settings = await readProjectConfig(place.host, '/w', new Map(), null);
  return verifyWorkspace(place, settings, false);
}

async function edit(place: TestPlace, id: string, change: (manifest: object) => object): Promise<void> {
  const text = place.host.text(backupPath('/w', id, MANIFEST_NAME)) ?? '';
  place.host.put(backupPath('/w', id, MANIFEST_NAME), JSON.stringify(change(JSON.parse(text))));
}

/** One backup of each kind: whole, of damage, never verified, changed since, and no backup any more. */
async function oneOfEach() {
  let place = testPlace({ backup: { max_weekly: 9 } });
  await place.database.record(scanOf(10));
  await place.database.flush();
  const whole = await backup(place);
  const unverified = await backup(place);
  await edit(place, unverified, (m) => ({ ...m, integrityVerified: false }));
  const changed = await backup(place);
  const broken = await backup(place);
  await place.database.close();
  await damage(place.host, IMAGE);
  place = testPlace({ host: place.host });
  const done = await restoreBackup(place, whole);
  if (!done.ok) throw new Error(done.error.message);
  await damage(place.host, backupPath('/w', changed, COPY_NAME));
  place.host.put(backupPath('/w', broken, MANIFEST_NAME), '{');
  return { place, whole, unverified, changed, broken, ofDamage: done.safetyBackupId ?? '' };
}

test('counts each backup once, as the list does, and names those that are no help', async () => {
  const { place, unverified, changed, broken } = await oneOfEach();
  const { backups } = await listBackups(place.host, '/w');
  expect(await verified(place)).toMatchObject({
    overall: 'degraded',
    backups: {
      total: backups.length,
      verified: 1,
      keptDamaged: 1,
      unverified: [unverified],
      corrupted: [{ id: changed }],
      orphaned: [`.drift-backups/${broken}`],
    },
  });
  expect(backups).toHaveLength(4);
});

test('a copy of a damaged state is known as one, keeps its bytes and cannot be restored', async () => {
  const { place, unverified, changed, broken, ofDamage } = await oneOfEach();
  for (const id of [unverified, changed, broken])
    expect(await deleteBackup(place, id, 'DELETE')).toEqual({ ok: true, deleted: id });
  expect(await verified(place)).toMatchObject({ overall: 'healthy', reasons: [] });
  expect(await restoreBackup(place, ofDamage)).toMatchObject({
    ok: false,
    error: { code: 'BACKUP_CORRUPTED', message: expect.stringContaining('taken as it was, although') },
  });
  place.host.put(backupPath('/w', ofDamage, COPY_NAME), new Uint8Array((await copyOf(place, ofDamage)).length));
  expect(await verified(place)).toMatchObject({
    overall: 'degraded',
    backups: { keptDamaged: 0, corrupted: [{ id: ofDamage, why: 'its copy is not the one that was made' }] },
  });
});

test('damage is kept only where the copy reads as what was written', async () => {
  let place = testPlace();
  await place.database.record(scanOf(10));
  await place.database.flush();
  const id = await backup(place);
  await place.database.close();
  await damage(place.host, IMAGE);
  const { host } = place;
  place = testPlace({
    host: { ...host, readFile: (path) => host.readFile(path.includes('/making-') ? IMAGE.slice(0, -1) : path) },
  });
  expect(await restoreBackup(place, id)).toMatchObject({ ok: false, error: { code: 'BACKUP_CORRUPTED' } });
});

async function copyOf(place: TestPlace, id: string): Promise<Uint8Array> {
  const read = await place.host.readFile(backupPath('/w', id, COPY_NAME));
  if (!read.ok) throw new Error('there is no copy');
  return read.value;
}
