import { expect, test } from 'vitest';
import { LOCK_STALE_MS } from '../../server/src/store/database/parameters.ts';
import { type Kills, killRounds } from './torture.ts';
import { processRounds } from './two-processes.ts';

// A few rounds here; `npm run torture` does hundreds and prints what it saw.
const asked = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const IS_TORTURE = process.env['TORTURE_ROUNDS'] !== undefined;
const SEED = asked('TORTURE_SEED', 20_260_101);
const ROUNDS = asked('TORTURE_ROUNDS', 2);
const PROCESSES = asked('TORTURE_PROCESSES', 2);
const LIMIT_MS = 3_600_000;
/** Milliseconds within which a process that follows has to be able to write. */
const RECOVERED_MS = 2_000;

const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b);
const median = (numbers: readonly number[]): number => sorted(numbers)[numbers.length >> 1] ?? 0;
const most = (numbers: readonly number[]): number => sorted(numbers).at(-1) ?? 0;

test(
  'a process killed in the middle of anything leaves a database that opens, with every decision it acknowledged',
  async () => {
    const { decisions, by, wrong } = await killRounds(ROUNDS, SEED);
    if (IS_TORTURE && ROUNDS > 0) {
      console.log(`seed ${SEED}, ${decisions} decisions, ${wrong.length} wrong`);
      for (const fault of wrong) console.log(fault);
      for (const [what, kills] of by) console.log(row(what, kills));
    }
    expect(wrong).toEqual([]);
    expect(decisions).toBeGreaterThanOrEqual(ROUNDS);
    const recoveries = [...by.values()].flatMap((kills) => kills.recoveries);
    // Nobody waits until the lock of a dead process is stale. How long a busy machine lets one wait is not the database's.
    expect(most(recoveries.map((r) => r.ms))).toBeLessThan(LOCK_STALE_MS);
    expect(most(recoveries.map((r) => r.processorMs))).toBeLessThan(RECOVERED_MS);
    if (IS_TORTURE) expect(median(recoveries.map((r) => r.ms))).toBeLessThan(RECOVERED_MS);
  },
  LIMIT_MS,
);

/** A row of RESULTS.md. */
function row(what: string, { kills, inside, halfPlaced, tookMs, recoveries }: Kills): string {
  const clock = recoveries.map((r) => r.ms);
  const processor = most(recoveries.map((r) => r.processorMs));
  const cells = [what, kills, inside, halfPlaced, ...[tookMs, median(clock), most(clock), processor].map(Math.round)];
  return `| ${cells.join(' | ')} |`;
}

test(
  'an editor and drift check at the same time say the same and lose nothing',
  async () => {
    const wrong = await processRounds(PROCESSES, SEED);
    if (IS_TORTURE && PROCESSES > 0) console.log(`${PROCESSES} rounds of two processes, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);
