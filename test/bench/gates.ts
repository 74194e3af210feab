// What gates and a policy cost over findings that are there: the numbers of the specification of gates and policies.
import { GATES } from '@drift/shared';
import { verdictOf } from '../../server/src/enforcement/policy/verdict.ts';
import { builtIn, gateFinding, gateInput, gateResult, judged } from '../support/gates.ts';
import { at, clock, ms, type Row } from './measure.ts';

const FINDINGS = 10_000;
const REPETITIONS = 15;
/** Verdicts in one measurement: one takes less than a clock can tell. */
const VERDICTS = 1_000;
const RULES = ['pattern/naming-function', 'crypto/weak-hash', 'owasp/x', 'error-handling/ignored-error', 'config/x'];
const SEVERITIES = ['error', 'warning', 'info'];

function times(work: () => void): readonly number[] {
  return Array.from({ length: REPETITIONS }, () => {
    const taken = clock();
    work();
    return taken();
  });
}

/** Measures all gates and the verdict over many findings, and the verdict alone. */
export function measureGates(row: Row): void {
  const findings = Array.from({ length: FINDINGS }, (_, i) =>
    gateFinding(`${RULES[i % RULES.length]} ${SEVERITIES[i % SEVERITIES.length]} ${i % 2 === 0 ? 'new' : 'old'}`),
  );
  const health = { now: 90, files: 10, before: { health: 90, files: 10 }, patterns: [] };
  const input = gateInput({ findings, health });
  const { policy } = builtIn('standard');
  const named = { ...builtIn('standard'), policy: { ...policy, on_dependency_failed: 'run' as const } };
  const all = times(() => judged(input, named));
  row(
    `gates and policy over ${FINDINGS} findings: first / median`,
    `${ms(all[0] ?? 0)} / ${ms(at(all, 50))}`,
    '100 ms',
  );
  const results = GATES.map((id, i) => gateResult(`${id} ${i < 3 ? 'passed 90' : 'failed 30'}`));
  const rules = { policy: { ...policy, mode: 'weighted' as const }, threshold: 70, required: [...GATES] };
  const verdicts = times(() => {
    for (let i = 0; i < VERDICTS; i++) verdictOf(results, rules);
  });
  row('verdict over six results: median', `${(at(verdicts, 50) / VERDICTS).toFixed(4)} ms`, '1 ms');
}
