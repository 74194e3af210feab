import { TIER_OF } from '@drift/shared';
import { beforeEach, describe, expect, test } from 'vitest';
import { createBackup, deleteBackup, restoreBackup } from '../../server/src/session/ws/backup-actions.ts';
import { exportTo, importFrom } from '../../server/src/session/ws/move.ts';
import { deleteWorkspace, resetWorkspace } from '../../server/src/session/ws/reset.ts';
import { workspaceStatus } from '../../server/src/session/ws/status.ts';
import { collectGarbage, migrateDatabase } from '../../server/src/session/ws/upkeep.ts';
import { listBackups } from '../../server/src/store/database/backup-list.ts';
import { backupPath, COPY_NAME, MANIFEST_NAME } from '../../server/src/store/database/backup-names.ts';
import type { DecisionRecord } from '../../server/src/store/database/records.ts';
import { rotationPlan } from '../../server/src/store/database/rotate-backups.ts';
import { MIGRATIONS } from '../../server/src/store/database/schema.ts';
import { scanOf } from '../support/scan-sample.ts';
import { damage, type TestPlace, testPlace } from '../support/ws-place.ts';

const IMAGE = '/w/.drift/drift.db';
/** A step that this Drift does not have. */
const LATER = {
  version: MIGRATIONS.length + 1,
  name: 'later',
  sql: 'CREATE TABLE later (id INTEGER) STRICT',
};

let place: TestPlace;
beforeEach(async () => {
  place = testPlace();
  await place.database.record(scanOf(10));
  await place.database.flush();
});

async function backup(of: TestPlace = place): Promise<string> {
  of.host.advance(1_000);
  const made = await createBackup(of, 'user_requested');
  if (!made.ok) throw new Error(made.error.message);
  return made.backup.id;
}

async function filesRecorded(of: TestPlace = place): Promise<number | undefined> {
  const status = await of.database.query('status', {});
  return status.ok ? status.value?.files : undefined;
}

async function decisionsOf(of: TestPlace): Promise<{ readonly items?: readonly DecisionRecord[] }> {
  const asked = await of.database.query('decisions', {});
  return asked.ok ? asked.value : {};
}

async function ids(): Promise<readonly string[]> {
  return (await listBackups(place.host, '/w')).backups.map((b) => b.id);
}

describe('a backup', () => {
  test('is verified as it lies on the disk, described beside it, and kept out of git', async () => {
    const id = await backup();
    expect(id).toMatch(/^backup-\d{8}T\d{9}-user_requested-[0-9a-f]{4}$/);
    const { backups } = await listBackups(place.host, '/w');
    expect(backups).toMatchObject([
      { id, tier: 'weekly', integrityVerified: true, schemaVersion: MIGRATIONS.length, path: `.drift-backups/${id}` },
    ]);
    expect(place.steps.at(-1)).toEqual([backups[0]?.dbBytes, backups[0]?.dbBytes]);
    expect(place.host.text('/w/.drift-backups/.gitignore')).toContain('\n*\n');
    expect((await place.host.readDirectory('/w/.drift-backups')).ok).toBe(true);
  });

  test('that cannot be written leaves nothing behind, whichever operation fails', async () => {
    for (let n = 1; n < 32; n++) {
      place.host.failAt(n);
      const made = await createBackup(place, 'user_requested');
      place.host.failAt(0);
      const { backups, broken } = await listBackups(place.host, '/w');
      expect(broken).toEqual([]);
      if (!made.ok) continue;
      expect(backups.some((b) => b.id === made.backup.id)).toBe(true);
      expect((await place.inspect(backupPath('/w', made.backup.id, COPY_NAME), true)).kind).toBe('ok');
    }
  });

  test('takes away what the one before left when it was killed as it began', async () => {
    const { host } = place;
    host.put('/w/.drift-backups/.gitignore.999999.1.tmp', '# Bel');
    await backup();
    expect(host.text('/w/.drift-backups/.gitignore.999999.1.tmp')).toBe(null);
  });

  test('is no backup where its folder is a link', async () => {
    const { host } = place;
    const linked = testPlace({ host });
    host.put('/elsewhere/x', '');
    await host.makeDirectory('/w');
    host.remove('/w/.drift-backups');
    host.put('/w/.drift-backups', 'no folder');
    expect(await createBackup(linked, 'user_requested')).toMatchObject({
      ok: false,
      error: { code: 'IO_ERROR', hint: expect.stringContaining('Move .drift-backups away') },
    });
  });
});

describe('rotation', () => {
  test('five backups with a cap of three keep the three newest', async () => {
    place = testPlace({ host: place.host, backup: { max_backups: 3, max_weekly: 10 } });
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.push(await backup());
    expect(await ids()).toEqual(made.slice(2).reverse());
  });

  const of = (id: number, reason: keyof typeof TIER_OF, dbBytes = 1, integrityVerified = true) => ({
    id: `${id}`,
    reason,
    tier: TIER_OF[reason],
    createdAt: '',
    dbBytes,
    sha256: '',
    schemaVersion: 1,
    driftVersion: '',
    integrityVerified,
  });
  const caps = { tiers: { operational: 2, daily: 2, weekly: 1 }, totalBytes: 100, overall: 0 };

  test('keeps the newest of each tier, then what fits, and always the newest verified one', () => {
    const list = [
      of(6, 'user_requested'),
      of(5, 'scheduled'),
      of(4, 'user_requested'),
      of(3, 'scheduled'),
      of(2, 'auto_save'),
    ];
    expect(rotationPlan(list, caps)).toEqual(['4', '2']);
    const large = [of(3, 'scheduled', 60, false), of(2, 'pre_destructive', 60), of(1, 'schema_migration', 60)];
    expect(rotationPlan(large, caps)).toEqual(['1']);
    expect(rotationPlan(large, { ...caps, totalBytes: 1 })).toEqual(['1']);
    expect(rotationPlan(list, { ...caps, overall: 1 })).toEqual(['5', '4', '3', '2']);
  });
});

describe('restoring', () => {
  test('brings the state back, keeps the one before, and notes it', async () => {
    const id = await backup();
    await place.database.record(scanOf(25));
    const done = await restoreBackup(place, id);
    expect(done).toMatchObject({ ok: true, restoredFrom: id, note: '' });
    expect(await filesRecorded()).toBe(10);
    expect(await place.database.query('events', {})).toMatchObject({ value: { items: [{ kind: 'restored' }, {}] } });
    const safety = done.ok ? done.safetyBackupId : null;
    expect(await restoreBackup(place, safety ?? '')).toMatchObject({ ok: true });
    expect(await filesRecorded()).toBe(25);
  });

  test('gets over a damaged database, which is kept as it was', async () => {
    const id = await backup();
    await place.database.close();
    await damage(place.host, IMAGE);
    place = testPlace({ host: place.host });
    const done = await restoreBackup(place, id);
    expect(done).toMatchObject({ ok: true, note: expect.stringContaining('taken as it was, although') });
    expect(await filesRecorded()).toBe(10);
    const kept = (await listBackups(place.host, '/w')).backups.find((b) => done.ok && b.id === done.safetyBackupId);
    expect(kept).toMatchObject({ integrityVerified: false, reason: 'pre_destructive' });
  });

  test('works where .drift is gone', async () => {
    const id = await backup();
    expect(await deleteWorkspace(place, 'DELETE')).toMatchObject({ ok: true });
    expect(await place.host.stat('/w/.drift')).toMatchObject({ ok: false, reason: 'missing' });
    place = testPlace({ host: place.host });
    expect(await restoreBackup(place, id)).toMatchObject({ ok: true, safetyBackupId: null });
    expect(await filesRecorded()).toBe(10);
  });

  test('puts back the committed files that went with .drift, and overwrites none', async () => {
    const { host } = place;
    host.put('/w/.drift/conventions.json', 'learned');
    host.put('/w/.drift/feedback.jsonl', 'said');
    host.put('/w/.drift/more/notes.txt', 'noted');
    host.put('/w/.drift/local/signals', 'mine');
    const gone = await deleteWorkspace(place, 'DELETE');
    const id = gone.ok ? (gone.safetyBackupId ?? '') : '';
    const { backups } = await listBackups(host, '/w');
    expect(backups.find((b) => b.id === id)?.files?.map((f) => f.path)).toEqual([
      'conventions.json',
      'feedback.jsonl',
      'more/notes.txt',
    ]);
    expect(host.text('/w/.drift/conventions.json')).toBeNull();

    host.put('/w/.drift/feedback.jsonl', 'newer');
    host.put(backupPath('/w', id, 'files/more/notes.txt'), 'other');
    place = testPlace({ host });
    expect(await restoreBackup(place, id)).toMatchObject({
      ok: true,
      note: `put back conventions.json; already there and left as they are: feedback.jsonl; could not be put back (they lie in .drift-backups/${id}/files): more/notes.txt`,
    });
    expect(host.text('/w/.drift/conventions.json')).toBe('learned');
    expect(host.text('/w/.drift/feedback.jsonl')).toBe('newer');
    expect(await filesRecorded()).toBe(10);
  });

  test('of committed files works without a database, and nothing is deleted where they cannot be kept', async () => {
    place = testPlace();
    const { host } = place;
    host.put('/w/.drift/baseline.json', 'accepted');
    host.put('/w/.drift/huge.bin', new Uint8Array(64 * 2 ** 20));
    expect(await deleteWorkspace(place, 'DELETE')).toMatchObject({
      ok: false,
      error: { code: 'IO_ERROR', message: expect.stringMatching(/^nothing was removed: /) },
    });
    expect(host.text('/w/.drift/baseline.json')).toBe('accepted');
    host.remove('/w/.drift/huge.bin');
    const gone = await deleteWorkspace(place, 'DELETE');
    expect(gone).toMatchObject({ ok: true, safetyBackupId: expect.any(String) });
    place = testPlace({ host });
    expect(await restoreBackup(place, gone.ok ? (gone.safetyBackupId ?? '') : '')).toMatchObject({ ok: true });
    expect(host.text('/w/.drift/baseline.json')).toBe('accepted');
  });

  test('refuses what is damaged, changed, unknown, or a path', async () => {
    const id = await backup();
    await damage(place.host, backupPath('/w', id, COPY_NAME));
    expect(await restoreBackup(place, id)).toMatchObject({ ok: false, error: { code: 'BACKUP_CORRUPTED' } });
    place.host.put(backupPath('/w', id, MANIFEST_NAME), '{');
    expect(await restoreBackup(place, id)).toMatchObject({ ok: false, error: { code: 'BACKUP_CORRUPTED' } });
    for (const name of ['backup-x', '../.drift', ''])
      expect(await restoreBackup(place, name)).toMatchObject({ ok: false, error: { code: 'BACKUP_NOT_FOUND' } });
    expect(await filesRecorded()).toBe(10);
  });

  test('refuses a schema that this Drift does not know', async () => {
    const later = [...MIGRATIONS, LATER];
    const newer = testPlace({ migrations: later });
    await newer.database.record(scanOf(3));
    const made = await createBackup(newer, 'user_requested');
    if (!made.ok) throw new Error(made.error.message);
    for (const file of [COPY_NAME, MANIFEST_NAME]) {
      const read = await newer.host.readFile(backupPath('/w', made.backup.id, file));
      if (read.ok) place.host.put(backupPath('/w', made.backup.id, file), read.value);
    }
    expect(await restoreBackup(place, made.backup.id)).toMatchObject({ ok: false, error: { code: 'SCHEMA_TOO_NEW' } });
  });

  test('is kept as it is where its schema is newer, and not exported', async () => {
    const later = [...MIGRATIONS, LATER];
    const newer = testPlace({ migrations: later });
    await newer.database.record(scanOf(3));
    await newer.database.close();
    const image = await newer.host.readFile(IMAGE);
    place = testPlace();
    place.host.put(IMAGE, image.ok ? image.value : '');
    expect(await createBackup(place, 'user_requested')).toMatchObject({
      ok: true,
      backup: { schemaVersion: LATER.version },
    });
    expect(await exportTo(place, '/out')).toMatchObject({
      ok: false,
      error: {
        code: 'SCHEMA_TOO_NEW',
        message: `nothing was exported: the database has schema ${LATER.version}; this Drift knows ${MIGRATIONS.length}`,
      },
    });
    expect((await place.host.stat('/out')).ok).toBe(false);
  });

  test('waits for nobody: another writer is named', async () => {
    const id = await backup();
    const other = testPlace({ host: place.host });
    expect(await restoreBackup(other, id)).toMatchObject({
      ok: false,
      error: {
        code: 'WORKSPACE_LOCKED',
        message: expect.stringMatching(/^locked by pid 1 on memory \(`test`, \d+ s ago\)$/),
      },
    });
  });
});

describe('what takes something away', () => {
  test('wants the word', async () => {
    const id = await backup();
    for (const answer of [
      await deleteBackup(place, id, undefined),
      await deleteBackup(place, id, 'delete'),
      await resetWorkspace(place, undefined),
      await deleteWorkspace(place, 'yes'),
    ])
      expect(answer).toMatchObject({ ok: false, error: { code: 'CONFIRMATION_REQUIRED' } });
    expect(await ids()).toEqual([id]);
    expect(await deleteBackup(place, id, 'DELETE')).toEqual({ ok: true, deleted: id });
    expect(await ids()).toEqual([]);
  });

  test('a reset keeps settings, decisions and backups, and starts anew', async () => {
    place.host.put('/w/drift.toml', '');
    place.host.put('/w/.drift/conventions.json', '{}');
    place.host.put('/w/.drift/cache/facts/x', '');
    const done = await resetWorkspace(place, 'DELETE');
    expect(done).toMatchObject({ ok: true });
    expect(place.host.text('/w/drift.toml')).toBe('');
    expect(place.host.text('/w/.drift/conventions.json')).toBe('{}');
    expect(place.host.text('/w/.drift/cache/facts/x')).toBe(null);
    expect(await ids()).toEqual(done.ok ? [done.safetyBackupId] : []);
    expect(await filesRecorded()).toBe(undefined);
    const events = await place.database.query('events', {});
    const kinds = events.ok ? events.value.items.map((e) => e.kind) : [];
    expect(kinds).toEqual(['reset']);
  });

  test('a reset keeps who decided what, in both generations, and takes the history from both', async () => {
    const decision = { author: 'a', key: 'k', status: 'approved', value: '', language: '', population: '', scope: '' };
    await place.database.decide({ ...decision, reason: 'saved' });
    await place.database.flush();
    await place.database.decide({ ...decision, reason: 'in the journal' });
    expect(await resetWorkspace(place, 'DELETE')).toMatchObject({ ok: true });
    expect(await workspaceStatus(place)).toMatchObject({ decisions: 2, scans: 0, lastScan: null });
    await place.database.close();

    await damage(place.host, IMAGE);
    const after = testPlace({ host: place.host });
    const { items = [] } = await decisionsOf(after);
    expect(items.map((d) => d.reason).sort()).toEqual(['in the journal', 'saved']);
    expect(await filesRecorded(after)).toBe(undefined);
    await after.database.close();
    // As in a process of its own: damage is told once, with what became of it.
    const damaged = testPlace({ host: place.host });
    expect(await resetWorkspace(damaged, 'DELETE')).toMatchObject({ ok: true });
    expect(damaged.told).toEqual([expect.stringMatching(/^Drift's database was damaged: .*\(kept as/)]);
  });

  test('a reset leaves the database of a newer Drift alone', async () => {
    const later = [...MIGRATIONS, LATER];
    const newer = testPlace({ migrations: later });
    await newer.database.record(scanOf(3));
    await newer.database.close();
    const image = await newer.host.readFile('/w/.drift/drift.db');
    if (!image.ok) throw new Error('nothing was saved');
    const older = testPlace();
    older.host.put('/w/.drift/drift.db', image.value);
    expect(await resetWorkspace(older, 'DELETE')).toMatchObject({ ok: false, error: { code: 'SCHEMA_TOO_NEW' } });
    expect(await older.host.readFile('/w/.drift/drift.db')).toEqual(image);
  });

  test('collecting garbage says before what it will do', async () => {
    for (let i = 0; i < 105; i++) await place.database.record(scanOf(2, 1, `${i}`));
    await place.database.flush();
    place.host.put('/w/.drift/drift.db.corrupt-1', 'x'.repeat(10));
    expect(await collectGarbage(place, true)).toMatchObject({ orphanedFilesDeleted: [] });
    place.host.advance(31 * 24 * 60 * 60 * 1_000);
    const before = await collectGarbage(place, true);
    expect(before).toMatchObject({ ok: true, orphanedFilesDeleted: ['.drift/drift.db.corrupt-1'] });
    expect(place.host.text('/w/.drift/drift.db.corrupt-1')).not.toBe(null);
    expect(await collectGarbage(place, false)).toEqual(before);
    expect(await collectGarbage(place, true)).toMatchObject({ bytesFreed: 0, orphanedFilesDeleted: [] });
  });
});

function failureOf(answer: Awaited<ReturnType<typeof importFrom>>) {
  if (answer.ok) throw new Error('it was done');
  return answer.error;
}

describe('moving', () => {
  test('an exported database is the same after it was imported elsewhere', async () => {
    const done = await exportTo(place, '/out');
    expect(done).toMatchObject({
      ok: true,
      manifest: { rows: { file_metadata: 10 }, schemaVersion: MIGRATIONS.length },
    });
    expect(await exportTo(place, '/out')).toMatchObject({ ok: false, error: { code: 'IO_ERROR' } });

    const other = testPlace();
    for (const file of [COPY_NAME, MANIFEST_NAME]) {
      const read = await place.host.readFile(`/out/${file}`);
      if (read.ok) other.host.put(`/in/${file}`, read.value);
    }
    expect(await importFrom(other, '/in', undefined)).toMatchObject({ error: { code: 'CONFIRMATION_REQUIRED' } });
    expect(await importFrom(other, '/in', 'DELETE')).toMatchObject({ ok: true });
    expect(await filesRecorded(other)).toBe(10);
    expect(await other.database.query('findings', {})).toEqual(await place.database.query('findings', {}));

    const manifest = other.host.text(`/in/${MANIFEST_NAME}`) ?? '';
    const refused = async (text: string): Promise<unknown> => {
      other.host.put(`/in/${MANIFEST_NAME}`, text);
      const { code, message, hint } = failureOf(await importFrom(other, '/in', 'DELETE'));
      return [code, message, hint];
    };
    const backup = await createBackup(place, 'user_requested');
    const ofBackup = place.host.text(backupPath('/w', backup.ok ? backup.backup.id : '', MANIFEST_NAME)) ?? '';
    expect(await refused(ofBackup)).toEqual([
      'IMPORT_CORRUPTED',
      '/in cannot be imported: it is a backup',
      '`drift backup restore` brings it back.',
    ]);
    expect(await refused(manifest.replace('"format": 1', '"format": 2'))).toEqual([
      'SCHEMA_TOO_NEW',
      '/in cannot be imported: a newer Drift has made it',
      'Upgrade Drift.',
    ]);
    expect(await refused('{}')).toEqual([
      'IMPORT_CORRUPTED',
      '/in cannot be imported: its manifest is damaged',
      'Export it again.',
    ]);
    // A whole image, and another one than the manifest is of.
    const another = testPlace();
    await another.database.record(scanOf(3));
    expect(await exportTo(another, '/out')).toMatchObject({ ok: true });
    const image = await another.host.readFile(`/out/${COPY_NAME}`);
    other.host.put(`/in/${COPY_NAME}`, image.ok ? image.value : '');
    expect(await refused(manifest)).toEqual([
      'IMPORT_CORRUPTED',
      '/in cannot be imported: its image is not the one that was exported',
      'Export it again.',
    ]);
    await damage(other.host, '/in/drift.db');
    expect(await importFrom(other, '/in', 'DELETE')).toMatchObject({ error: { code: 'IMPORT_CORRUPTED' } });
    expect(await importFrom(other, '/none', 'DELETE')).toMatchObject({ error: { message: '/none is not there' } });
    expect(await filesRecorded(other)).toBe(10);
  });

  test('migrating says what it would do and does nothing where there is nothing to do', async () => {
    expect(await migrateDatabase(place, true)).toEqual({
      ok: true,
      from: MIGRATIONS.length,
      to: MIGRATIONS.length,
      backup: null,
    });
    expect(await migrateDatabase(place, false)).toEqual({
      ok: true,
      from: MIGRATIONS.length,
      to: MIGRATIONS.length,
      backup: null,
    });
  });
});
