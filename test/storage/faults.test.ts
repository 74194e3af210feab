import { describe, expect, test } from 'vitest';
import { Inspector } from '../../server/src/store/database/inspector.ts';
import { databaseHost, databaseOn } from '../support/database.ts';
import { scanOf } from '../support/scan-sample.ts';
import { ALL_FAULTS, underFault } from './fault-script.ts';
import { serverUnderFault } from './server-faults.ts';

// Hundreds of events of each kind with STORAGE_FAULTS=all, a few without: each takes a tenth of a second.
const IS_ALL = process.env['STORAGE_FAULTS'] === 'all';
/** Of a whole server, which takes longer, a few kinds do without. */
const SAMPLE = ['once', 'full', 'no thread', 'death'] as const;
/** Hundreds take minutes, and many on a busy machine. */
const LIMIT_MS = 3_600_000;
/** Milliseconds within which whoever comes next must be able to write. */
const RECOVERED_MS = 2_000;

/** What goes wrong with the database alone, and with a whole server that an editor asks. */
const SCRIPTS = [
  { name: 'database', run: underFault, times: IS_ALL ? 500 : 4, faults: ALL_FAULTS },
  { name: 'server', run: serverUnderFault, times: IS_ALL ? 500 : 2, faults: IS_ALL ? ALL_FAULTS : SAMPLE },
] as const;
const CASES = SCRIPTS.flatMap(({ faults, ...script }) => faults.map((fault) => ({ ...script, fault })));

describe('whatever goes wrong', () => {
  test.each(CASES)(
    '$name, $fault: no damage, no decision lost, no request unanswered',
    async (given) => {
      const { name, fault, run } = given;
      const undisturbed = await run(fault, 0);
      const { events } = undisturbed;
      const wrong = [...undisturbed.wrong];
      const times = Math.min(given.times, events);
      let slowest = 0;
      for (let time = 0; time < times; time++) {
        // Spread over the whole script; each kind begins elsewhere, so that together they meet more of it.
        const at = 1 + Math.floor((events * (time + ALL_FAULTS.indexOf(fault) / ALL_FAULTS.length)) / times);
        const outcome = await run(fault, at);
        wrong.push(...outcome.wrong.map((w) => `${fault} at ${at}: ${w}`));
        slowest = Math.max(slowest, outcome.recoveredMs);
      }
      if (IS_ALL)
        console.log(
          `${name}, ${fault}: ${times} of ${events}, ${wrong.length} wrong, written after ${slowest.toFixed(0)} ms`,
        );
      expect(wrong).toEqual([]);
      expect(times).toBeGreaterThan(1);
      expect(slowest).toBeLessThan(RECOVERED_MS);
    },
    LIMIT_MS,
  );
});

test('a thread that can never be started is a problem of each request, and of no more', async () => {
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
  const decision = { author: '', key: 'k', status: 's', value: '', language: '', population: '', scope: '' };
  expect(await database.decide({ ...decision, reason: '' })).toEqual({ ok: true, value: null });
  await database.close();
  const report = await new Inspector(without, 'database').inspect('/w/.drift/drift.db', true);
  expect(report).toMatchObject({ kind: 'unreadable', why: expect.stringContaining('no more threads') });
});
