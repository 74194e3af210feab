import { expect, test } from 'vitest';
import { CHECKOUT, killRounds } from './torture.ts';
import { processRounds } from './two-processes.ts';

// A few rounds here; `npm run torture` does hundreds and prints what it saw.
const asked = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const SEED = asked('TORTURE_SEED', 20_260_101);
const ROUNDS = asked('TORTURE_ROUNDS', 10);
const BACKUP_ROUNDS = asked('TORTURE_BACKUP_ROUNDS', 4);
const PROCESSES = asked('TORTURE_PROCESSES', 3);
const LIMIT_MS = 3_600_000;

test(
  'a process killed at any moment leaves a database that opens, with every decision it acknowledged',
  async () => {
    const { wrong, ...figures } = await killRounds({ rounds: ROUNDS, seed: SEED, checkout: CHECKOUT });
    if (process.env['TORTURE_ROUNDS'] !== undefined) console.log(`seed ${SEED}`, figures, `${wrong.length} wrong`);
    expect(wrong).toEqual([]);
    expect(figures.decisions).toBeGreaterThanOrEqual(Math.min(1, ROUNDS));
  },
  LIMIT_MS,
);

test(
  'a process killed while it backs up or restores leaves a database that opens and no backup that is not whole',
  async () => {
    const options = { rounds: BACKUP_ROUNDS, seed: SEED, checkout: CHECKOUT, mode: 'backup' } as const;
    const { wrong, ...figures } = await killRounds(options);
    if (process.env['TORTURE_BACKUP_ROUNDS'] !== undefined)
      console.log(`backups, seed ${SEED}`, figures, `${wrong.length} wrong`);
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);

test(
  'an editor and drift check at the same time say the same and lose nothing',
  async () => {
    const wrong = await processRounds(PROCESSES, SEED);
    if (process.env['TORTURE_PROCESSES'] !== undefined)
      console.log(`${PROCESSES} rounds of two processes, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
  },
  LIMIT_MS,
);
