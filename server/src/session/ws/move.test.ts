import { expect, test } from 'vitest';
import { faultyHost } from '../../../../test/support/faulty-host.ts';
import { scanOf } from '../../../../test/support/scan-sample.ts';
import { type TestPlace, testPlace } from '../../../../test/support/ws-place.ts';
import type { Host } from '../../host/host.ts';
import { createBackup } from './backup-actions.ts';
import { exportTo } from './move.ts';
import { collectGarbage } from './upkeep.ts';

/** A workspace with one recorded scan, and a folder beside it. */
async function recorded(): Promise<TestPlace> {
  const place = testPlace();
  await place.database.record(scanOf(10));
  await place.database.close();
  place.host.put('/other/x', '');
  return testPlace({ host: place.host });
}

/** The same workspace on a disk where something fails. */
function on(place: TestPlace, fault: Partial<Host>): TestPlace {
  return testPlace({ host: { ...place.host, ...fault } });
}

function full(place: TestPlace): TestPlace {
  return on(place, { ...faultyHost(place.host, 'full', 1).host, freeBytes: async () => ({ ok: true, value: 10 }) });
}

test.each(['.drift/out', '.drift-backups/out', '.drift/cache/out'])('nothing is exported to %s', async (path) => {
  const place = await recorded();
  expect((await createBackup(place, 'user_requested')).ok).toBe(true);
  place.host.put('/w/.drift/cache/x', '');
  expect(await exportTo(place, `/w/${path}`)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('is for what Drift keeps itself') },
  });
  expect((await place.host.stat(`/w/${path}`)).ok).toBe(false);
});

test('an export that finds no room says how much it takes, and leaves the way free for the next one', async () => {
  const place = await recorded();
  expect(await exportTo(full(place), '/other/out')).toEqual({
    ok: false,
    error: {
      code: 'DISK_FULL',
      message: 'nothing was exported to /other/out: could not do it: full',
      hint: 'Free at least 1 MiB where /other lies.',
    },
  });
  expect(await place.host.stat('/other/out')).toMatchObject({ ok: false, reason: 'missing' });
  expect(await exportTo(place, '/other/out')).toMatchObject({ ok: true });
});

test('an export goes into a folder that is there, and no further', async () => {
  const place = await recorded();
  const answers = await Promise.all(['/none/out', '/other/x/out', '/other'].map((path) => exportTo(place, path)));
  expect(answers.map((a) => (a.ok ? a.path : a.error.message))).toEqual([
    'nothing was exported: /none is not there',
    'nothing was exported: /other/x is no folder',
    '/other is there already',
  ]);
  expect(await place.host.stat('/none')).toMatchObject({ ok: false });
});

test('a backup that finds no room says how much it takes', async () => {
  expect(await createBackup(full(await recorded()), 'user_requested')).toMatchObject({
    ok: false,
    error: { code: 'DISK_FULL', hint: 'Free at least 1 MiB where the workspace lies.' },
  });
});

test('nothing is collected where nothing can be written, and the reason is told', async () => {
  const place = await recorded();
  place.host.put('/w/.drift/drift.db.corrupt-1', 'x');
  place.host.advance(31 * 24 * 60 * 60 * 1_000);
  const message = 'could not write: permission denied';
  const denied = on(place, {
    writeFile: async (file) => ({
      ok: false,
      reason: 'denied',
      problems: [{ code: 'PERMISSION_DENIED', message, file }],
    }),
  });
  expect(await collectGarbage(denied, false)).toEqual({
    ok: false,
    error: {
      code: 'STORAGE_ERROR',
      message: `nothing was taken away: the lock of the database: ${message}`,
      hint: 'Check the permissions of .drift.',
    },
  });
  expect(place.host.text('/w/.drift/drift.db.corrupt-1')).toBe('x');
});
