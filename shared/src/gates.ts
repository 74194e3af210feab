import * as z from 'zod';

/** The gates a policy is made of, in the order in which they run when nothing else decides. */
export const GATES = [
  'pattern-compliance',
  'constraint-verification',
  'security-boundaries',
  'test-coverage',
  'error-handling',
  'regression',
] as const;
/** One of the gates. */
export type GateId = (typeof GATES)[number];

/** How a gate can end. `notRun` is no pass: what it asks was not looked at. */
export const GATE_STATUSES = ['passed', 'warned', 'failed', 'notRun', 'errored'] as const;
/** One of the ways a gate can end. */
export type GateStatus = (typeof GATE_STATUSES)[number];

/**
 * Why a gate did not run: this version has no analysis for it; a part of the analysis did not run; there was nothing to
 * look at; nobody asked; a gate it builds on failed; a required gate failed before and the policy ends there.
 */
export const NOT_RUN_REASONS = ['no-analysis', 'incomplete', 'no-data', 'disabled', 'dependency', 'stopped'] as const;
/** One of these. */
export type NotRunReason = (typeof NOT_RUN_REASONS)[number];

/** Ways to make one verdict of several gates. */
export const AGGREGATION_MODES = ['all-must-pass', 'any-must-pass', 'weighted', 'threshold'] as const;
/** One of the ways to make one verdict. */
export type AggregationMode = (typeof AGGREGATION_MODES)[number];

const strings = z.array(z.string()).readonly();
const score = z.number().min(0).max(100).nullable();

/** What one gate says of a run. */
export const gateResultSchema = z.object({
  id: z.enum(GATES),
  status: z.enum(GATE_STATUSES),
  /** 0 to 100; `null` where the gate did not run. */
  score,
  /** True where a failure of this gate counts. */
  blocking: z.boolean(),
  required: z.boolean(),
  /** One sentence. */
  summary: z.string(),
  /** What to do about it; for a gate that did not run, what makes it run. */
  hint: z.string().exactOptional(),
  reason: z.enum(NOT_RUN_REASONS).exactOptional(),
  /** Ids of the findings that the gate counts against the change, in canonical order. */
  findings: strings,
  warnings: strings,
  /** The figures behind the sentence. */
  details: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
});
/** A value of `gateResultSchema`. */
export type GateResult = z.infer<typeof gateResultSchema>;

/** Why a policy ended as it did, as machines read it. */
export const POLICY_REASONS = [
  'PASSED',
  'REQUIRED_GATE_FAILED',
  'REQUIRED_GATE_NOT_RUN',
  'GATE_FAILED',
  'GATE_ERRORED',
  'BELOW_THRESHOLD',
  'NO_GATE_PASSED',
  'NO_GATE_COULD_RUN',
  'BASELINE_GREW',
] as const;
/** One of the reasons. */
export type PolicyReason = (typeof POLICY_REASONS)[number];

/** The verdict of a policy over the gates, in the order of `GATES`. */
export const gateReportSchema = z.object({
  policy: z.string(),
  mode: z.enum(AGGREGATION_MODES),
  threshold: z.number().min(0).max(100),
  passed: z.boolean(),
  score,
  reasons: z.array(z.object({ code: z.enum(POLICY_REASONS), message: z.string() })).readonly(),
  gates: z.array(gateResultSchema).readonly(),
  /** How far the enforcement has come where it is progressive. */
  ramp: z.object({ day: z.number().int().nonnegative(), of: z.number().int().positive() }).nullable(),
  /** True where the verdict fails nothing. */
  dryRun: z.boolean(),
});
/** A value of `gateReportSchema`. */
export type GateReport = z.infer<typeof gateReportSchema>;
