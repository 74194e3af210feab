import type {
  FileId,
  Finding,
  GateId,
  GateResult,
  NotRun,
  NotRunReason,
  Policy,
  RuleId,
  Severity,
} from '@drift/shared';

/** What gates read of a finding. */
export type GateFinding = Pick<
  Finding,
  'id' | 'ruleId' | 'file' | 'severity' | 'isNew' | 'accepted' | 'confidence' | 'cwe'
>;

/** A convention in force and how the code that teaches follows it. */
export interface ConventionTally {
  readonly ruleId: RuleId;
  readonly conforming: number;
  readonly total: number;
  /** 0 to 1; 1 for what people decided. */
  readonly confidence: number;
}

/** An architectural constraint after it was verified. */
export interface ConstraintCheck {
  readonly id: string;
  readonly description: string;
  readonly status: 'approved' | 'discovered';
  readonly confidence: number;
  /** What breaks it, in canonical order. */
  readonly violations: readonly { readonly finding: string; readonly severity: Severity; readonly isNew: boolean }[];
}

/** Ways to protected tables, and those of them that no check stands in. */
export interface SensitiveAccess {
  readonly accessPoints: number;
  readonly unauthorised: readonly { readonly finding: string; readonly isNew: boolean }[];
}

/** How much of the code tests run through. */
export interface Coverage {
  readonly source: 'imported' | 'static';
  /** Percent. */
  readonly overall: number;
  /** Percent of the changed lines; `null` where none of them can be run. */
  readonly changedLines: number | null;
  readonly uncoveredFiles: readonly string[];
}

/** A pattern now and at the snapshot compared with. */
export interface PatternChange {
  readonly id: string;
  readonly category: string;
  /** Places it was learned from. */
  readonly n: number;
  /** 0 to 1. */
  readonly confidence: { readonly before: number; readonly now: number };
  /** Percent. */
  readonly compliance: { readonly before: number; readonly now: number };
}

/** The health of the code base. */
export interface Health {
  /** 0 to 100. */
  readonly now: number;
  readonly files: number;
  /** The last snapshot of the branch; `null` before there is one. */
  readonly before: { readonly health: number; readonly files: number } | null;
  readonly patterns: readonly PatternChange[];
}

/** The facts of a run. Where a part of it is `null`, the analysis did not run; empty means that it found nothing. */
export interface GateInput {
  /** `pr`: only what is new may fail a gate; `full`: everything may. */
  readonly mode: 'pr' | 'full';
  /** In canonical order. */
  readonly findings: readonly GateFinding[];
  /** Files looked at. */
  readonly files: number;
  /** True where the run is about what changed, so that nothing to look at is an answer. */
  readonly isPartial: boolean;
  /** Functions in them. */
  readonly functions: number;
  /** Those in force. */
  readonly conventions: readonly ConventionTally[];
  /** True where the texts judged are not those that taught: a new deviation is in no tally yet. */
  readonly isTaughtByOthers: boolean;
  /** Findings that the committed baseline accepts beyond those of the commit compared with. */
  readonly grown: number;
  /** Parts of the analysis that did not run. */
  readonly notRun: readonly NotRun[];
  /** Areas of which a rule is on. */
  readonly areasOn: ReadonlySet<string>;
  /** Rules that feedback switched off, in order. */
  readonly disabledRules: readonly RuleId[];
  /** Files that are new as a whole, where history tells. */
  readonly newFiles: ReadonlySet<FileId>;
  readonly constraints: readonly ConstraintCheck[] | null;
  readonly access: SensitiveAccess | null;
  readonly coverage: Coverage | null;
  readonly health: Health | null;
}

/** What a gate is run with. */
export interface GateContext<G extends GateId = GateId> {
  readonly input: GateInput;
  readonly settings: Policy['gates'][G];
  /** Threshold of the policy, 0 to 100, for gates that have none of their own. */
  readonly threshold: number;
  /** The severity a finding has for the verdict. */
  readonly severityOf: (finding: GateFinding) => Severity;
  /** True where the policy requires the gate. */
  readonly required: boolean;
  /** Results of the gates before it. */
  readonly predecessors: ReadonlyMap<GateId, GateResult>;
}

/** A gate that looked. */
export interface Judged {
  readonly kind: 'judged';
  /** 0 to 100. */
  readonly score: number;
  /** Score below which it warns although nothing is wrong. */
  readonly warnsBelow: number;
  /** What the score is compared with where it is shown. */
  readonly threshold: number;
  /** A sentence each; any of them fails it. */
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
  /** What there is to say where nothing is wrong. */
  readonly summary: string;
  /** Ids it counts against the change, in canonical order. */
  readonly findings: readonly string[];
  readonly details: Readonly<Record<string, number | string | null>>;
}

/** A gate that could not look. */
export interface Unjudged {
  readonly kind: 'notRun';
  readonly reason: Exclude<NotRunReason, 'dependency' | 'stopped'>;
  readonly summary: string;
  readonly hint: string;
}

/** How a gate ends by itself. */
export type GateOutcome = Judged | Unjudged;

/** The steps of a gate: it yields where its time may be checked. */
export type GateSteps = Generator<void, GateOutcome, void>;

/** What running a gate gives: its steps, or its end at once where there is nothing to pause in. */
export type GateWork = GateSteps | GateOutcome;

/** A gate: where it stands in the order, and what it does. */
export interface Gate<G extends GateId = GateId> {
  readonly id: G;
  /** Gates whose failure leaves this one without ground. */
  readonly needs: readonly GateId[];
  /** Gates that only come before it. */
  readonly after: readonly GateId[];
  run(context: GateContext<G>): GateWork;
}
