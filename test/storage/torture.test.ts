import { expect, test } from 'vitest';
import { LOCK_STALE_MS } from '../../server/src/store/database/parameters.ts';
import { killRounds } from './torture.ts';
import { processRounds } from './two-processes.ts';

// A few rounds here; `npm run torture` does hundreds and prints what it saw.
const asked = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const IS_TORTURE = process.env['TORTURE_ROUNDS'] !== undefined;
const SEED = asked('TORTURE_SEED', 20_260_101);
const ROUNDS = asked('TORTURE_ROUNDS', 4);
const PROCESSES = asked('TORTURE_PROCESSES', 3);
const LIMIT_MS = 3_600_000;
/** How soon a process that follows has to be able to write; in the suite, only that it does not wait for a dead one's lock. */
const RECOVERED_MS = IS_TORTURE ? 2_000 : LOCK_STALE_MS;

test(
  'a process killed in the middle of anything leaves a database that opens, with every decision it acknowledged',
  async () => {
    const { decisions, by, wrong } = await killRounds(ROUNDS, SEED);
    if (IS_TORTURE && ROUNDS > 0) {
      console.log(`seed ${SEED}, ${decisions} decisions, ${wrong.length} wrong`);
      console.table(Object.fromEntries(by));
    }
    expect(wrong).toEqual([]);
    expect(decisions).toBeGreaterThanOrEqual(ROUNDS);
    for (const kills of by.values()) expect(kills.recoveredMs).toBeLessThan(RECOVERED_MS);
  },
  LIMIT_MS,
);

test(
  'an editor and drift check at the same time say the same and lose nothing',
  async () => {
    const wrong = await processRounds(PROCESSES, SEED);
    if (IS_TORTURE && PROCESSES > 0) console.log(`${PROCESSES} rounds of two processes, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);
