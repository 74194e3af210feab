import { counted, type GateId, type GateReport, type GateResult, type Result } from '@drift/shared';
import type { GateInput } from '../gates/gate.ts';
import { type Ramp, rampedThreshold } from '../gates/ramp-up.ts';
import { type BoundGate, runGates } from '../gates/run-gates.ts';
import type { NamedPolicy } from './resolve-policy.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** How a verdict is asked for. */
export interface GateReportOptions {
  readonly named: NamedPolicy;
  /** Gates asked for; `null` for all of the policy. */
  readonly only: readonly GateId[] | null;
  readonly ramp: Ramp | null;
  readonly dryRun: boolean;
  /** Milliseconds of a monotonic clock, for time limits alone. */
  readonly now: () => number;
}

/** Runs the gates of a policy over the facts of a run and gives its verdict. Pure but for gates that take too long. */
export function gateReport(
  input: GateInput,
  { named, only, ramp, dryRun, now }: GateReportOptions,
  gates?: readonly BoundGate[],
): Result<GateReport> {
  const { name, policy } = named;
  const results = runGates(input, { policy, only, ramp, now }, gates);
  if (!results.ok) return results;
  const threshold = rampedThreshold(policy.threshold, ramp);
  const required = policy.required_gates.filter((id) => only === null || only.includes(id));
  const verdict = verdictOf(results.value, { policy, threshold, required });
  const { score } = verdict;
  const { passed, reasons } = input.grown === 0 ? verdict : afterGrowth(verdict, input.grown);
  return {
    ok: true,
    value: {
      policy: name,
      mode: policy.mode,
      threshold: rounded(threshold),
      passed,
      score: score === null ? null : rounded(score),
      reasons,
      gates: results.value.map(shown),
      ramp,
      dryRun,
    },
  };
}

/** A baseline that accepts more than before fails every policy: what is accepted in the change under review was not reviewed. */
function afterGrowth({ reasons }: Verdict, grown: number): Pick<Verdict, 'passed' | 'reasons'> {
  const message = `the baseline accepts ${counted(grown, 'finding')} more than at the commit compared with`;
  return {
    passed: false,
    reasons: [{ code: 'BASELINE_GREW', message }, ...reasons.filter((r) => r.code !== 'PASSED')],
  };
}

function shown(result: GateResult): GateResult {
  const details = Object.entries(result.details).map(([k, v]) => [k, typeof v === 'number' ? rounded(v) : v] as const);
  return {
    ...result,
    score: result.score === null ? null : rounded(result.score),
    details: Object.fromEntries(details),
  };
}

/** Numbers on a surface have six decimals. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
