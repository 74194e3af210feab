import { type CheckoutAnswer, CI_POLICY, SCORE_WEIGHTS, THRESHOLD, TIMEOUT_S } from '@drift/shared';
import type { CiContext } from './context.ts';
import type { Weights } from './score.ts';

/** How a run was asked to judge; what is `undefined` is left to `[ci]` of drift.toml. */
export interface GivenSettings {
  readonly mode: 'pr' | 'full' | undefined;
  readonly threshold: number | undefined;
  readonly maxFiles: number | undefined;
  readonly timeoutMs: number | undefined;
  readonly formats: readonly string[] | undefined;
  /** Name or file of the policy whose gates fail the run; `''` for that of `[policy]`. */
  readonly policy: string | undefined;
  /** False where no gate is to be judged. */
  readonly gates: boolean;
}

/** How a run judges. */
export interface RunSettings {
  readonly mode: 'pr' | 'full' | undefined;
  readonly threshold: number;
  readonly maxFiles: number;
  readonly timeoutMs: number;
  readonly formats: readonly string[];
  readonly weights: Weights;
  /** The policy whose gates are judged; `null` for none. */
  readonly gates: {
    readonly policy: string;
    /** Shown, and fails nothing. */
    readonly advisory: boolean;
    readonly policyOf: 'files' | 'baseline';
  } | null;
}

/** What is known before the checkout was asked: how long that may take, and what a run that ends there says. */
export function firstSettings(given: GivenSettings): Pick<RunSettings, 'threshold' | 'timeoutMs' | 'formats'> {
  return {
    threshold: given.threshold ?? THRESHOLD,
    timeoutMs: given.timeoutMs ?? TIMEOUT_S * 1_000,
    formats: given.formats ?? [],
  };
}

/** True for a run about a change that somebody proposes. */
export function isProposal({ event }: CiContext): boolean {
  return event === 'pull_request' || event === 'merge_group';
}

/**
 * What was given, over `[ci]`. A change that somebody proposes does not choose what it is judged by: `[ci]` is that of the
 * commit it is compared with, and of both thresholds the stricter one holds.
 */
export function settingsOf(given: GivenSettings, checkout: CheckoutAnswer, context: CiContext): RunSettings {
  const { ci: here, ciBefore } = checkout;
  const ci = isProposal(context) && ciBefore !== null ? ciBefore : here;
  const named = given.policy ?? (ci.gate_policy === '' ? undefined : ci.gate_policy);
  const isJudged = given.gates && (given.policy !== undefined || ci.enable_gates);
  return {
    mode: given.mode ?? (ci.mode === 'event' ? undefined : ci.mode),
    threshold: given.threshold ?? (ci === here ? here.threshold : Math.max(ci.threshold, here.threshold)),
    maxFiles: given.maxFiles ?? ci.max_files,
    timeoutMs: given.timeoutMs ?? ci.timeout * 1_000,
    formats: given.formats ?? here.formats,
    weights: { ...SCORE_WEIGHTS, ...ci.scoring },
    gates: isJudged
      ? {
          policy: named ?? CI_POLICY,
          advisory: named === undefined,
          policyOf: isProposal(context) ? 'baseline' : 'files',
        }
      : null,
  };
}
