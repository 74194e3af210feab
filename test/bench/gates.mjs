// Measures gates and policies. usage: npm run bench:gates
import { bundled } from '../support/bundled.mjs';
import { measureGateStanding } from './gate-standing.mjs';

const { verdictOf } = await bundled('test/bench/verdicts.ts');
const { measureGates } = await bundled('test/bench/gates.ts');
const row = (what, value, budget) => {
  console.log(`${what.padEnd(78)} ${value.padEnd(18)} ${budget.padEnd(8)} ${verdictOf(value, budget)}`);
};
measureGates(row);
await measureGateStanding(row);
