import { describe, expect, test } from 'vitest';
import { databaseHost, databaseOn } from '../support/database.ts';
import { FAULTS } from '../support/faulty-host.ts';
import { scanOf } from '../support/scan-sample.ts';
import { underDeath, underFault } from './fault-script.ts';

// Every operation with STORAGE_FAULTS=all, a spread of them without: each takes tens of milliseconds.
const IS_ALL = process.env['STORAGE_FAULTS'] === 'all';
const OPERATIONS = 500;
const STEP = IS_ALL ? 1 : 41;

describe('whatever file operation goes wrong', () => {
  test.each(FAULTS)('%s: no damage, no decision lost, no request unanswered', async (fault) => {
    const wrong: string[] = [];
    let most = 0;
    // Each kind begins elsewhere, so that together they meet more of the script.
    for (let at = 1 + FAULTS.indexOf(fault) * 7; at <= OPERATIONS; at += STEP) {
      const { faults, operations } = await underFault(fault, at);
      wrong.push(...faults.map((f) => `${fault} at ${at}: ${f}`));
      most = Math.max(most, operations);
    }
    expect(wrong).toEqual([]);
    expect(most).toBeGreaterThan(100);
  });

  test('a script that nothing disturbs takes that many operations', async () => {
    const { operations, faults } = await underFault('once', 0);
    expect(faults).toEqual([]);
    expect(operations).toBeGreaterThan(OPERATIONS);
  });
});

describe('a thread', () => {
  test('that dies at any request is started again, and the request is answered', async () => {
    const wrong: string[] = [];
    for (let request = 1; request <= 24; request += IS_ALL ? 1 : 3)
      wrong.push(...(await underDeath(request)).faults.map((f) => `death at ${request}: ${f}`));
    expect(wrong).toEqual([]);
  });

  test('that can never be started is a problem of each request, and of no more', async () => {
    const { host } = databaseHost();
    const without = {
      ...host,
      spawnWorker: () => {
        throw new Error('no more threads');
      },
    };
    const { database } = databaseOn(without);
    expect(await database.record(scanOf(1))).toMatchObject({ ok: false, problems: [{ code: 'STORAGE_ERROR' }] });
    expect(await database.query('status', {})).toMatchObject({ ok: false });
    expect(
      await database.decide({
        author: '',
        key: 'k',
        status: 's',
        value: '',
        language: '',
        population: '',
        scope: '',
        reason: '',
      }),
    ).toEqual({ ok: true, value: null });
    await database.close();
  });
});
