import { GATES, type GateId, type GateResult, type NotRunReason, type Policy, type Result } from '@drift/shared';
import { constraintVerification } from './constraint-verification.ts';
import { errorHandling } from './error-handling.ts';
import type { Gate, GateContext, GateInput, GateOutcome, GateWork, Judged } from './gate.ts';
import { type GatePlace, gateOrder } from './gate-order.ts';
import { SCORE_MARGIN } from './parameters.ts';
import { patternCompliance } from './pattern-compliance.ts';
import { type Ramp, rampedSeverity, rampedThreshold } from './ramp-up.ts';
import { regression } from './regression.ts';
import { securityBoundaries } from './security-boundaries.ts';
import { testCoverage } from './test-coverage.ts';

/** A gate that is bound to its settings. */
export interface BoundGate extends GatePlace {
  readonly steps: (context: Omit<GateContext, 'settings'>) => GateWork;
}

/** How gates are run. */
export interface GateRunOptions {
  readonly policy: Policy;
  /** Gates asked for; `null` for all of the policy. */
  readonly only: readonly GateId[] | null;
  readonly ramp: Ramp | null;
  /** Milliseconds of a monotonic clock: nothing but the time limit of a gate reads it. */
  readonly now: () => number;
}

/** The gates of Drift under a policy. */
export function boundGates({ gates }: Policy): readonly BoundGate[] {
  return [
    bound(patternCompliance, gates['pattern-compliance']),
    bound(constraintVerification, gates['constraint-verification']),
    bound(securityBoundaries, gates['security-boundaries']),
    bound(testCoverage, gates['test-coverage']),
    bound(errorHandling, gates['error-handling']),
    bound(regression, gates.regression),
  ];
}

function bound<G extends GateId>(gate: Gate<G>, settings: Policy['gates'][G]): BoundGate {
  const { id, needs, after } = gate;
  return { id, needs, after, steps: (context) => gate.run({ ...context, settings }) };
}

/**
 * Runs gates one after the other in their order; each has one result, in the order of `GATES`. Equal input gives equal
 * results but for a gate that took too long. Where gates wait for one another nothing runs.
 */
export function runGates(
  input: GateInput,
  options: GateRunOptions,
  gates: readonly BoundGate[] = boundGates(options.policy),
): Result<readonly GateResult[]> {
  const { policy, only } = options;
  const order = gateOrder(gates);
  if (!order.ok) return order;
  const results = new Map<GateId, GateResult>();
  let stopper: GateId | null = null;
  for (const group of order.value) {
    for (const gate of group) {
      const isOff = policy.gates[gate.id].level === 'off';
      const failed = gate.needs.find((id) => results.get(id)?.status === 'failed');
      const ending =
        isOff || (only !== null && !only.includes(gate.id))
          ? unasked(isOff)
          : stopper !== null
            ? left('stopped', stopper)
            : failed !== undefined && policy.on_dependency_failed === 'skip'
              ? left('dependency', failed)
              : resultOf(gate, { input, options, results });
      results.set(gate.id, { ...frameOf(gate.id, policy), ...ending });
    }
    if (policy.early_termination) stopper ??= requiredFailure(group, results);
  }
  return { ok: true, value: GATES.flatMap((id) => results.get(id) ?? []) };
}

function requiredFailure(group: readonly BoundGate[], results: ReadonlyMap<GateId, GateResult>): GateId | null {
  const failed = group.map(({ id }) => results.get(id)).find((r) => r?.required === true && r.status === 'failed');
  return failed?.id ?? null;
}

type Frame = Pick<GateResult, 'id' | 'blocking' | 'required' | 'score' | 'findings' | 'warnings' | 'details'>;
type Ending = Omit<GateResult, keyof Frame> & Partial<Frame>;

function frameOf(id: GateId, policy: Policy): Frame {
  const blocking = policy.gates[id].level === 'block';
  return {
    id,
    blocking,
    required: policy.required_gates.includes(id),
    score: null,
    findings: [],
    warnings: [],
    details: {},
  };
}

function unasked(isOff: boolean): Ending {
  const summary = isOff ? 'the policy leaves it out' : 'it was not asked for';
  const hint = isOff ? 'The policy turns it on with a level of "block" or "warn".' : 'Name it with --gates.';
  return { status: 'notRun', reason: 'disabled', summary, hint };
}

/** Of a gate that another one, which failed, keeps from running. */
function left(reason: Extract<NotRunReason, 'dependency' | 'stopped'>, by: GateId): Ending {
  const summary =
    reason === 'dependency' ? `it builds on ${by}, which failed` : `the policy ends with ${by}, which failed`;
  const hint = `Mend what ${by} counts; the findings of this gate are shown all the same.`;
  return { status: 'notRun', reason, summary, hint };
}

interface Running {
  readonly input: GateInput;
  readonly options: GateRunOptions;
  readonly results: ReadonlyMap<GateId, GateResult>;
}

function resultOf(gate: BoundGate, { input, options, results }: Running): Ending {
  const { policy, ramp, now } = options;
  const limit = policy.gates[gate.id].timeout_ms;
  const context = {
    input,
    threshold: rampedThreshold(policy.threshold, ramp),
    required: policy.required_gates.includes(gate.id),
    severityOf: (f: GateInput['findings'][number]) => rampedSeverity(f, ramp, input.newFiles),
    predecessors: new Map([...results].filter(([id]) => [...gate.needs, ...gate.after].includes(id))),
  };
  const started = now();
  try {
    const run = gate.steps(context);
    if ('kind' in run) return ended(run);
    for (;;) {
      const step = run.next();
      if (now() - started > limit) return errored(`it took longer than ${limit} ms`, limitHint(gate.id));
      if (step.done === true) return ended(step.value);
    }
  } catch (error) {
    // One gate that breaks breaks alone.
    const message = error instanceof Error ? error.message : String(error);
    return errored(`it broke off: ${message}`, 'This is a fault of Drift; please report it.');
  }
}

function limitHint(id: GateId): string {
  return `The policy sets the limit: gates.${id}.timeout_ms.`;
}

function errored(summary: string, hint: string): Ending {
  return { status: 'errored', summary, hint, warnings: [summary] };
}

function ended(outcome: GateOutcome): Ending {
  if (outcome.kind === 'judged') return judged(outcome);
  const { reason, summary, hint } = outcome;
  return { status: 'notRun', reason, summary, hint };
}

function judged({ score, warnsBelow, threshold, failures, warnings, summary, findings, details }: Judged): Ending {
  if (!Number.isFinite(score) || score < 0 || score > 100)
    return errored('it gave no score from 0 to 100', 'This is a fault of Drift; please report it.');
  const isLow = score < warnsBelow + SCORE_MARGIN;
  const told =
    failures.length === 0 && warnings.length === 0 && isLow ? ['the score is close to the threshold'] : warnings;
  const status = failures.length > 0 ? 'failed' : told.length > 0 ? 'warned' : 'passed';
  const sentence = status === 'failed' ? failures.join('; ') : status === 'warned' ? told.join('; ') : summary;
  return { status, score, summary: sentence, warnings: told, findings, details: { ...details, threshold } };
}
