import * as z from 'zod';
import { AGGREGATION_MODES, GATES } from '../gates.ts';

/** What the failure of a gate does: it counts, it only warns, or nobody looks. */
export const GATE_LEVELS = ['block', 'warn', 'off'] as const;
/** One of these. */
export type GateLevel = (typeof GATE_LEVELS)[number];

/** The longest time a gate may be given, in milliseconds. */
const MAX_TIMEOUT_MS = 600_000;
/** Longest description, in UTF-16 code units. */
const MAX_DESCRIPTION = 400;
/** The most days a ramp-up may take. */
export const MAX_RAMP_UP_DAYS = 3_650;

const oneOf = <const V extends readonly [string, ...string[]]>(values: V) =>
  z.enum(values).meta({ allowed: `one of ${values.map((v) => `"${v}"`).join(', ')}` });
const percent = z.number().min(0).max(100).meta({ allowed: 'a number from 0 to 100' });
const share = z.number().min(0).max(1).meta({ allowed: 'a number from 0 to 1' });
const count = z.int().min(0).meta({ allowed: 'a whole number, 0 or more' });
const flag = z.boolean().meta({ allowed: 'true or false' });
const consequence = oneOf(['warn', 'fail']);

const ofEveryGate = {
  level: oneOf(GATE_LEVELS),
  /** How long it may take. */
  timeout_ms: z
    .int()
    .min(1)
    .max(MAX_TIMEOUT_MS)
    .meta({ allowed: `a whole number from 1 to ${MAX_TIMEOUT_MS}` }),
};

const patternCompliance = z.strictObject({
  ...ofEveryGate,
  /** Percent of the places that have to follow the conventions in force. */
  min_compliance: percent,
  /** Conventions and deviations less sure than this do not count. */
  min_confidence: share,
  /** New deviations that still only warn. */
  max_new_deviations: count,
});
const constraintVerification = z.strictObject({
  ...ofEveryGate,
  /** Approved constraints less sure than this only warn. */
  min_confidence: share,
  /** Whether what broke a constraint before is left out. */
  baseline_aware: flag,
  /** Whether constraints that nobody approved fail the gate as well. */
  enforce_discovered: flag,
});
const securityBoundaries = z.strictObject({
  ...ofEveryGate,
  /** The least severity of a finding that fails it. */
  fail_on: oneOf(['error', 'warning', 'info']),
  /** Whether new ways to a protected table without a check are let through. */
  allow_new_sensitive_access: flag,
});
const testCoverage = z.strictObject({
  ...ofEveryGate,
  /** Percent that tests have to run through. */
  min_coverage: percent,
});
const errorHandling = z.strictObject(ofEveryGate);
const regression = z.strictObject({
  ...ofEveryGate,
  /** Points of health from whose loss on it fails. */
  max_drop: percent,
  /** Points of health from whose loss on it warns. */
  warn_drop: percent,
});

/** The settings of every gate. */
const gates = z.strictObject({
  'pattern-compliance': patternCompliance,
  'constraint-verification': constraintVerification,
  'security-boundaries': securityBoundaries,
  'test-coverage': testCoverage,
  'error-handling': errorHandling,
  regression,
});

const weight = z.number().min(0).max(1_000_000).meta({ allowed: 'a number, 0 or more' });

const ofThePolicy = {
  description: z
    .string()
    .max(MAX_DESCRIPTION)
    .meta({ allowed: `a text of at most ${MAX_DESCRIPTION} characters` }),
  mode: oneOf(AGGREGATION_MODES),
  /** What the score is compared with in the modes `weighted` and `threshold`. */
  threshold: percent,
  /** Gates without which nothing passes, whatever the mode. */
  required_gates: z
    .array(z.enum(GATES))
    .readonly()
    .meta({ allowed: `a list of gates: ${GATES.map((g) => `"${g}"`).join(', ')}` }),
  /** Days from `policy.started` on until everything counts in full; 0 begins with that. */
  ramp_up_days: z
    .int()
    .min(0)
    .max(MAX_RAMP_UP_DAYS)
    .meta({ allowed: `a whole number from 0 to ${MAX_RAMP_UP_DAYS}` }),
  /** What a required gate does that had nothing to look at. */
  on_required_not_run: consequence,
  /** What a required gate does that broke off. */
  on_gate_error: consequence,
  /** Whether a gate is left alone when one it builds on failed. */
  on_dependency_failed: oneOf(['skip', 'run']),
  /** Whether no further gate runs once a required one failed; those of the same group still do. */
  early_termination: flag,
};

const weights = z.strictObject({
  'pattern-compliance': weight,
  'constraint-verification': weight,
  'security-boundaries': weight,
  'test-coverage': weight,
  'error-handling': weight,
  regression: weight,
});

/** A whole policy. */
export const policySchema = z.strictObject({ ...ofThePolicy, weights: weights.partial(), gates });
/** A value of `policySchema`. */
export type Policy = z.infer<typeof policySchema>;

const patterns = z.array(z.string().min(1)).min(1).readonly().meta({ allowed: 'a list of one or more patterns' });

/** What a policy is meant for, where nobody names one: all that is said must hold. */
export const policyScopeSchema = z
  .strictObject({
    /** Names of the branch that is checked out. */
    branches: patterns,
    /** Folders or files that everything the run is about lies in. */
    paths: patterns,
    /** Name or address of the author of the last commit. */
    authors: patterns,
    /** Files of which the run is about at least one. */
    include_files: patterns,
    /** Files of which the run is about none. */
    exclude_files: patterns,
  })
  .partial();
/** A value of `policyScopeSchema`. */
export type PolicyScope = z.infer<typeof policyScopeSchema>;

/** What a policy file may say: what it starts from, and what is different. */
export const policyFileSchema = z
  .strictObject({
    version: z.literal(1).meta({ allowed: 'a version this program knows: 1' }),
    extends: z.string().min(1).meta({ allowed: 'a text: the name of another policy' }),
    scope: policyScopeSchema,
    ...ofThePolicy,
    weights: weights.partial(),
    gates: z
      .strictObject({
        'pattern-compliance': patternCompliance.partial(),
        'constraint-verification': constraintVerification.partial(),
        'security-boundaries': securityBoundaries.partial(),
        'test-coverage': testCoverage.partial(),
        'error-handling': errorHandling.partial(),
        regression: regression.partial(),
      })
      .partial(),
  })
  .partial();
/** A value of `policyFileSchema`. */
export type PolicyFile = z.infer<typeof policyFileSchema>;
