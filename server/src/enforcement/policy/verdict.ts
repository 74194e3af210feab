import {
  type AggregationMode,
  GATES,
  type GateId,
  type GateReport,
  type GateResult,
  type Policy,
  type PolicyReason,
} from '@drift/shared';
import { STRICTEST_TO_MEET } from './built-in-policies.ts';

/** One verdict over some gates; the score is not rounded. */
export interface Verdict {
  readonly passed: boolean;
  /** 0 to 100; `null` where no gate could run. */
  readonly score: number | null;
  /** What fails it first, then what is worth knowing, in the order of `GATES`. */
  readonly reasons: GateReport['reasons'];
}

/** What a verdict is made by. */
export interface VerdictRules {
  readonly policy: Pick<Policy, 'mode' | 'weights' | 'on_required_not_run' | 'on_gate_error'>;
  /** Where a ramp-up lowers it, the lowered one. */
  readonly threshold: number;
  /** Gates that must pass. */
  readonly required: readonly GateId[];
}

type Reason = GateReport['reasons'][number];

/** A part of what is asked: what fails it, and what is only worth knowing. */
interface Part {
  readonly failures: readonly Reason[];
  readonly notes: readonly Reason[];
}

/** Makes one verdict of results in any order. A gate that did not run is no pass, and leaves the arithmetic. */
export function verdictOf(results: readonly GateResult[], rules: VerdictRules): Verdict {
  const ordered = [...results].sort((a, b) => GATES.indexOf(a.id) - GATES.indexOf(b.id));
  const ran = ordered.flatMap((r) => (hasRun(r) ? [{ ...r, score: r.score ?? 0 }] : []));
  if (ran.length === 0) {
    const message = 'no gate could run, so nothing is known';
    return { passed: false, score: null, reasons: [reason('NO_GATE_COULD_RUN', message), ...errors(ordered)] };
  }
  const { mode, weights } = rules.policy;
  const score = scoreOf(mode, ran, weights);
  const required = requiredPart(ordered, rules);
  const whole = modePart(ran, score, { ...rules, mode });
  const failures = [...required.failures, ...whole.failures];
  const notes = [...required.notes, ...errors(ordered.filter((r) => !rules.required.includes(r.id)))];
  const passed = failures.length === 0;
  return { passed, score, reasons: [...(passed ? whole.notes : failures), ...notes] };
}

type Ran = GateResult & { readonly score: number };

function hasRun({ status }: GateResult): boolean {
  return status === 'passed' || status === 'warned' || status === 'failed';
}

function reason(code: PolicyReason, message: string): Reason {
  return { code, message };
}

function errors(results: readonly GateResult[]): readonly Reason[] {
  return results
    .filter((r) => r.status === 'errored')
    .map((r) => reason('GATE_ERRORED', `${r.id} broke off: ${r.summary}`));
}

/** Required gates block in every mode. */
function requiredPart(results: readonly GateResult[], { policy, required }: VerdictRules): Part {
  const failures: Reason[] = [];
  const notes: Reason[] = [];
  const unanalysed: GateId[] = [];
  for (const id of GATES.filter((gate) => required.includes(gate))) {
    const result = results.find((r) => r.id === id);
    if (result === undefined) failures.push(reason('REQUIRED_GATE_NOT_RUN', `${id} has no result (required)`));
    else if (result.status === 'failed') failures.push(reason('REQUIRED_GATE_FAILED', `${id} failed (required)`));
    else if (result.status === 'errored') {
      const list = policy.on_gate_error === 'fail' ? failures : notes;
      list.push(reason('GATE_ERRORED', `${id} broke off (required): ${result.summary}`));
    } else if (result.status === 'notRun') {
      const isFatal = isLeftAlone(result) || policy.on_required_not_run === 'fail';
      if (isFatal && result.reason === 'no-analysis') unanalysed.push(id);
      else
        (isFatal ? failures : notes).push(
          reason('REQUIRED_GATE_NOT_RUN', `${id} did not run (required): ${result.summary}`),
        );
    }
  }
  if (unanalysed.length > 0) failures.push(reason('REQUIRED_GATE_NOT_RUN', unmeetable(unanalysed)));
  return { failures, notes };
}

function isLeftAlone({ reason: why }: GateResult): boolean {
  return why === 'dependency' || why === 'stopped';
}

/** Nothing that anybody changes in the code would meet such a policy, so it is said which one can be met. */
function unmeetable(gates: readonly GateId[]): string {
  const them = gates.length === 1 ? 'it' : 'them';
  return `${gates.join(', ')} did not run (required): this version of Drift has no analysis for ${them}; ${STRICTEST_TO_MEET} asks every gate it has one for`;
}

function modePart(
  ran: readonly Ran[],
  score: number,
  { mode, threshold, required }: VerdictRules & { readonly mode: AggregationMode },
): Part {
  const failed = ran.filter((r) => r.status === 'failed');
  switch (mode) {
    case 'all-must-pass': {
      const blocking = failed.filter((r) => r.blocking && !required.includes(r.id));
      return part(
        blocking.map((r) => reason('GATE_FAILED', `${r.id} failed`)),
        `every blocking gate that ran passed${besides(failed)}`,
      );
    }
    case 'any-must-pass':
      return part(
        failed.length < ran.length ? [] : [reason('NO_GATE_PASSED', 'every gate that ran failed')],
        `${ran.length - failed.length} of ${ran.length} gates that ran passed, one is enough`,
      );
    case 'weighted':
    case 'threshold':
      return part(
        score >= threshold
          ? []
          : [reason('BELOW_THRESHOLD', `the score ${floored(score)} is below the threshold ${shown(threshold)}`)],
        `the score ${floored(score)} reaches the threshold ${shown(threshold)}${besides(failed)}`,
      );
  }
}

function part(failures: readonly Reason[], message: string): Part {
  return { failures, notes: [reason('PASSED', message)] };
}

/** Failures that do not decide, so that nobody overlooks them. */
function besides(failed: readonly Ran[]): string {
  return failed.length === 0 ? '' : `, although ${failed.map((r) => r.id).join(', ')} failed`;
}

function scoreOf(mode: AggregationMode, ran: readonly Ran[], weights: Policy['weights']): number {
  if (mode === 'any-must-pass') return Math.max(...ran.map((r) => r.score));
  const weightOf = mode === 'weighted' ? (r: Ran) => weights[r.id] ?? 1 / ran.length : () => 1;
  const total = ran.reduce((sum, r) => sum + weightOf(r), 0);
  // Where nothing has weight, everything has the same.
  const of = total === 0 ? () => 1 : weightOf;
  return ran.reduce((sum, r) => sum + of(r) * r.score, 0) / (total === 0 ? ran.length : total);
}

/** Never rounded up to a threshold that is missed. */
function floored(score: number): string {
  return (Math.floor(score * 10) / 10).toFixed(1);
}

function shown(threshold: number): string {
  return String(Math.round(threshold * 10) / 10);
}
