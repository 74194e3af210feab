import { expect, test } from 'vitest';
import { faultyHost } from '../../../../test/support/faulty-host.ts';
import { scanOf } from '../../../../test/support/scan-sample.ts';
import { type TestPlace, testPlace } from '../../../../test/support/ws-place.ts';
import { listBackups } from '../../store/database/backup-list.ts';
import { createBackup } from './backup-actions.ts';
import { backUpDaily } from './daily-backup.ts';

const HOUR_MS = 3_600_000;

/** A workspace whose history this process writes. */
async function written(options: Parameters<typeof testPlace>[0] = {}): Promise<TestPlace> {
  const place = testPlace(options);
  place.host.advance(1_000 * HOUR_MS);
  await place.database.record(scanOf(3));
  return place;
}

/** What comes of asking, over and over, the given hours apart; negative ones put the clock back. */
async function asking(place: TestPlace, hours: readonly number[]): Promise<string> {
  const kinds: string[] = [];
  let behind = 0;
  const stamp = place.host.stamp;
  place.host.stamp = () => {
    const { id, at } = stamp();
    return { id, at: new Date(Date.parse(at) - behind * HOUR_MS).toISOString() };
  };
  for (const h of hours) {
    place.host.advance(Math.abs(h) * HOUR_MS);
    if (h < 0) behind += 2 * -h;
    kinds.push((await backUpDaily(place)).kind);
  }
  return kinds.join(', ');
}

async function scheduled({ host }: TestPlace): Promise<number> {
  return (await listBackups(host, '/w')).backups.filter((b) => b.reason === 'scheduled').length;
}

test('one is made a day, whatever else was backed up', async () => {
  const place = await written();
  await createBackup(place, 'user_requested');
  expect(await asking(place, [0, 1, 22, 1, 23, 2])).toBe('made, not due, not due, made, not due, made');
  const [newest] = (await listBackups(place.host, '/w')).backups;
  expect(newest).toMatchObject({ reason: 'scheduled', tier: 'daily', integrityVerified: true });
});

test('a clock that goes back makes one more and no flood, and stops none for ever', async () => {
  const place = await written();
  expect(await asking(place, [0, -300, 1, 1, 1, 22])).toBe('made, made, not due, not due, not due, made');
});

test('older ones of their kind make room', async () => {
  const place = await written({ backup: { max_daily: 2 } });
  await asking(place, [0, 25, 25, 25]);
  expect(await scheduled(place)).toBe(2);
});

test('none is made where settings or a pipeline say no, or another process writes', async () => {
  const place = await written({ backup: { auto_backup: false } });
  expect(await asking(place, [0])).toBe('not due');
  const piped = await written();
  piped.host.environment = (name) => (name === 'GITLAB_CI' ? 'true' : undefined);
  expect(await asking(piped, [0])).toBe('not due');
  piped.host.environment = (name) => (name === 'CI' ? 'false' : undefined);
  expect(await asking(piped, [0])).toBe('made');
  const beside = await written();
  const reader = testPlace({ host: beside.host });
  await reader.database.open();
  expect(await backUpDaily(reader)).toEqual({ kind: 'not due' });
  expect(await scheduled(beside)).toBe(0);
});

test('what is more urgent ends it, and it is made another time', async () => {
  const place = await written();
  let answers = 0;
  expect(await backUpDaily({ ...place, goOn: () => ++answers === 1 })).toEqual({ kind: 'given up' });
  expect(await place.host.readDirectory('/w/.drift-backups')).toMatchObject({ value: [{ name: '.gitignore' }] });
  expect(await asking(place, [0])).toBe('made');
});

test('where it cannot be made the reason is told and nothing is left', async () => {
  const place = await written();
  Object.assign(place.host, faultyHost({ ...place.host }, 'full', 1).host);
  expect(await backUpDaily(place)).toEqual({
    kind: 'failed',
    why: expect.stringMatching(/^the backup was not made: /),
  });
  expect(await scheduled(place)).toBe(0);
});
