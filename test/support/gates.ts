import type { GateId, GateReport, GateResult, Severity } from '@drift/shared';
import type { ConventionTally, GateFinding, GateInput } from '../../server/src/enforcement/gates/gate.ts';
import type { Ramp } from '../../server/src/enforcement/gates/ramp-up.ts';
import { BUILT_IN_POLICIES } from '../../server/src/enforcement/policy/built-in-policies.ts';
import { gateReport } from '../../server/src/enforcement/policy/gate-report.ts';
import type { NamedPolicy } from '../../server/src/enforcement/policy/resolve-policy.ts';
import { toFileId } from '../../server/src/host/narrow.ts';

/** A convention that 95 of 100 places follow. */
export const TALLY: ConventionTally = {
  ruleId: 'drift/pattern/naming-function',
  conforming: 95,
  total: 100,
  confidence: 0.95,
};

/** A run over ten files in which everything was looked at and nothing was found. */
export function gateInput(over: Partial<GateInput> = {}): GateInput {
  return {
    mode: 'pr',
    findings: [],
    files: 10,
    isPartial: false,
    functions: 100,
    conventions: [TALLY],
    isTaughtByOthers: true,
    grown: 0,
    notRun: [],
    areasOn: new Set(['pattern', 'taint', 'crypto', 'owasp', 'secret', 'error-handling', 'config']),
    disabledRules: [],
    newFiles: new Set(),
    constraints: null,
    access: null,
    coverage: null,
    health: null,
    ...over,
  };
}

let made = 0;

/** A finding of a rule, written `taint/sql-query error new` or `pattern/naming-function warning old CWE-89`. */
export function gateFinding(
  text: string,
  over: { readonly file?: string; readonly confidence?: number } = {},
): GateFinding {
  const [name = '', severity = '', novelty = '', ...cwe] = text.split(' ');
  const [area = '', rule = ''] = name.split('/');
  const found = SEVERITY_NAMES.find((s) => s === severity);
  if (found === undefined) throw new Error(`no severity: ${text}`);
  return {
    id: String(made++).padStart(16, '0'),
    ruleId: `drift/${area}/${rule}`,
    file: toFileId(over.file ?? 'src/a.ts'),
    severity: found,
    isNew: novelty === 'new',
    accepted: false,
    confidence: over.confidence ?? 0.95,
    cwe,
  };
}

const SEVERITY_NAMES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** A built-in policy. */
export function builtIn(name: string): NamedPolicy {
  const policy = BUILT_IN_POLICIES.get(name);
  if (policy === undefined) throw new Error(`no policy ${name}`);
  return { name, source: 'built-in', policy };
}

/** The verdict of a policy over a run; a clock that stands still. */
export function judged(
  input: GateInput,
  named: NamedPolicy = builtIn('standard'),
  over: { readonly ramp?: Ramp; readonly only?: readonly GateId[] } = {},
): GateReport {
  const options = { named, only: over.only ?? null, ramp: over.ramp ?? null, dryRun: false, now: () => 0 };
  const report = gateReport(input, options);
  if (!report.ok) throw new Error(report.problems[0]?.message);
  return report.value;
}

/** The result of one gate in such a verdict. */
export function gateOf(report: GateReport, id: GateId): GateResult {
  const result = report.gates.find((g) => g.id === id);
  if (result === undefined) throw new Error(`no result of ${id}`);
  return result;
}

/** A result as a verdict reads it, written `regression failed 60`. */
export function gateResult(text: string, over: Partial<GateResult> = {}): GateResult {
  const [name = '', status = '', score] = text.split(' ');
  const id = BUILT_IN_GATES.find((g) => g === name);
  const ending = ENDINGS.find((s) => s === status);
  if (id === undefined || ending === undefined) throw new Error(`no result: ${text}`);
  return {
    id,
    status: ending,
    score: score === undefined ? null : Number(score),
    blocking: true,
    required: false,
    summary: 'as it is',
    findings: [],
    warnings: [],
    details: {},
    ...over,
  };
}

const ENDINGS = ['passed', 'warned', 'failed', 'notRun', 'errored'] as const;
const BUILT_IN_GATES: readonly GateId[] = [
  'pattern-compliance',
  'constraint-verification',
  'security-boundaries',
  'test-coverage',
  'error-handling',
  'regression',
];
