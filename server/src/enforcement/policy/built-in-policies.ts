import { GATES, type GateId, type GateLevel, type Policy } from '@drift/shared';

/** Time a gate has, in milliseconds (specification of gates). */
const TIMEOUTS: Readonly<Record<GateId, number>> = {
  'pattern-compliance': 15_000,
  'constraint-verification': 30_000,
  'security-boundaries': 60_000,
  'test-coverage': 30_000,
  'error-handling': 30_000,
  regression: 30_000,
};

/** More new deviations than any change has. */
const ANY_NUMBER = 1_000_000;

const STANDARD: Policy = {
  description: 'the default: security must hold, the rest counts by its score',
  mode: 'threshold',
  threshold: 70,
  required_gates: ['security-boundaries'],
  ramp_up_days: 28,
  on_required_not_run: 'warn',
  on_gate_error: 'fail',
  on_dependency_failed: 'skip',
  early_termination: false,
  weights: {
    'pattern-compliance': 0.25,
    'constraint-verification': 0.2,
    'security-boundaries': 0.25,
    'test-coverage': 0.15,
    'error-handling': 0.1,
    regression: 0.05,
  },
  gates: {
    'pattern-compliance': {
      level: 'block',
      timeout_ms: TIMEOUTS['pattern-compliance'],
      min_compliance: 80,
      min_confidence: 0.7,
      max_new_deviations: 0,
    },
    'constraint-verification': {
      level: 'block',
      timeout_ms: TIMEOUTS['constraint-verification'],
      min_confidence: 0.9,
      baseline_aware: true,
      enforce_discovered: false,
    },
    'security-boundaries': {
      level: 'block',
      timeout_ms: TIMEOUTS['security-boundaries'],
      fail_on: 'error',
      allow_new_sensitive_access: false,
    },
    'test-coverage': { level: 'block', timeout_ms: TIMEOUTS['test-coverage'], min_coverage: 80 },
    'error-handling': { level: 'block', timeout_ms: TIMEOUTS['error-handling'] },
    regression: { level: 'warn', timeout_ms: TIMEOUTS.regression, max_drop: 15, warn_drop: 5 },
  },
};

type Changes = Omit<Partial<Policy>, 'gates'> & {
  readonly gates?: { readonly [G in GateId]?: Partial<Policy['gates'][G]> };
};

function changed({ gates = {}, ...own }: Changes): Policy {
  const of = STANDARD.gates;
  return {
    ...STANDARD,
    ...own,
    gates: {
      'pattern-compliance': { ...of['pattern-compliance'], ...gates['pattern-compliance'] },
      'constraint-verification': { ...of['constraint-verification'], ...gates['constraint-verification'] },
      'security-boundaries': { ...of['security-boundaries'], ...gates['security-boundaries'] },
      'test-coverage': { ...of['test-coverage'], ...gates['test-coverage'] },
      'error-handling': { ...of['error-handling'], ...gates['error-handling'] },
      regression: { ...of.regression, ...gates.regression },
    },
  };
}

const OFF: { readonly level: GateLevel } = { level: 'off' };
const WARN: { readonly level: GateLevel } = { level: 'warn' };

/** The policies that need no file, by name. */
export const BUILT_IN_POLICIES: ReadonlyMap<string, Policy> = new Map([
  ['standard', STANDARD],
  [
    'strict',
    changed({
      description: 'for main and release branches: every gate has to run and to pass',
      mode: 'all-must-pass',
      threshold: 80,
      required_gates: [...GATES],
      ramp_up_days: 0,
      on_required_not_run: 'fail',
      gates: {
        'pattern-compliance': { min_compliance: 90, min_confidence: 0.8 },
        regression: { level: 'block', max_drop: 2, warn_drop: 1 },
      },
    }),
  ],
  [
    'lenient',
    changed({
      description: 'for branches under way: it is enough that one gate passes',
      mode: 'any-must-pass',
      threshold: 50,
      required_gates: [],
      ramp_up_days: 56,
      gates: {
        'pattern-compliance': { min_compliance: 70, max_new_deviations: 3 },
        'constraint-verification': WARN,
        'test-coverage': { ...WARN, min_coverage: 60 },
        'error-handling': WARN,
        regression: OFF,
      },
    }),
  ],
  [
    'ci-fast',
    changed({
      description: 'conventions alone, where speed comes first',
      mode: 'all-must-pass',
      required_gates: ['pattern-compliance'],
      ramp_up_days: 0,
      gates: {
        'pattern-compliance': { min_compliance: 70 },
        'constraint-verification': OFF,
        'security-boundaries': OFF,
        'test-coverage': OFF,
        'error-handling': OFF,
        regression: OFF,
      },
    }),
  ],
  [
    'ci-minimal',
    changed({
      description: 'in CI: conventions alone, and only errors block',
      mode: 'all-must-pass',
      required_gates: [],
      ramp_up_days: 0,
      gates: {
        'pattern-compliance': { min_compliance: 0, max_new_deviations: ANY_NUMBER },
        'constraint-verification': OFF,
        'security-boundaries': OFF,
        'test-coverage': OFF,
        'error-handling': OFF,
        regression: OFF,
      },
    }),
  ],
  [
    'ci-standard',
    changed({
      description: 'in CI: conventions, constraints and security',
      mode: 'all-must-pass',
      ramp_up_days: 0,
      gates: { 'test-coverage': OFF, 'error-handling': OFF, regression: OFF },
    }),
  ],
  [
    'ci-strict',
    changed({
      description: 'in CI: every gate there is an analysis for, security warnings included',
      mode: 'all-must-pass',
      ramp_up_days: 0,
      gates: { 'security-boundaries': { fail_on: 'warning' }, regression: { level: 'block' } },
    }),
  ],
  [
    'ci-security',
    changed({
      description: 'in CI: security and constraints, whatever the severity',
      mode: 'all-must-pass',
      ramp_up_days: 0,
      gates: {
        'pattern-compliance': OFF,
        'security-boundaries': { fail_on: 'info' },
        'test-coverage': OFF,
        'error-handling': OFF,
        regression: OFF,
      },
    }),
  ],
]);

/** The strictest of them that requires no gate for which this version has no analysis. */
export const STRICTEST_TO_MEET = 'ci-strict';

/** Other names of them. */
export const POLICY_ALIASES: ReadonlyMap<string, string> = new Map([
  ['default', 'standard'],
  ['relaxed', 'lenient'],
]);

/** Other names of gates. */
export const GATE_ALIASES: ReadonlyMap<string, GateId> = new Map([['security-boundary', 'security-boundaries']]);
