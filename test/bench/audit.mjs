// Measures audits. usage: npm run bench:audit
import { bundled } from '../support/bundled.mjs';

const { verdictOf } = await bundled('test/bench/verdicts.ts');
const { measureAudit } = await bundled('test/bench/audit.ts');
measureAudit((what, value, budget) => {
  console.log(`${what.padEnd(62)} ${value.padEnd(16)} ${budget.padEnd(12)} ${verdictOf(value, budget)}`);
});
