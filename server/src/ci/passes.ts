import { type Report, type ReportFinding, SEVERITIES } from '@drift/shared';

/** The passes of a run, in the order in which they are shown. */
export const PASSES = [
  'scan',
  'patterns',
  'call_graph',
  'boundaries',
  'security',
  'tests',
  'errors',
  'contracts',
  'constraints',
] as const;
/** One of the passes. */
export type PassName = (typeof PASSES)[number];

/** How a pass can end. `notRun` and `timeout` are no pass: nothing was looked at; `skipped` was asked for. */
export const PASS_STATUSES = ['passed', 'failed', 'notRun', 'skipped', 'timeout'] as const;

/** What a pass came to. */
export interface PassResult {
  readonly name: PassName;
  readonly status: (typeof PASS_STATUSES)[number];
  /** Findings that count, and those among them that are new. */
  readonly findings: number;
  readonly newFindings: number;
  /** Why it did not run; `null` where it did. */
  readonly reason: string | null;
}

/** A severity from which findings fail a run. */
export type FailOn = 'error' | 'warning' | 'info' | 'none';

/** Passes of which there is no analysis yet, with what is missing. */
const WITHOUT_ANALYSIS: ReadonlyMap<PassName, string> = new Map([
  ['call_graph', 'there is no call graph of the whole project yet'],
  ['boundaries', 'there is no analysis of module boundaries and coupling yet'],
  ['tests', 'there is no analysis of which tests reach what yet'],
  ['contracts', 'there is no analysis of contracts between services yet'],
  ['constraints', 'there are no constraints to verify yet'],
]);

/** Areas of rules, and the pass that looks for what they tell. */
const PASS_OF_AREA: ReadonlyMap<string, PassName> = new Map([
  ['pattern', 'patterns'],
  ['error-handling', 'errors'],
  ['secret', 'security'],
  ['taint', 'security'],
  ['crypto', 'security'],
  ['owasp', 'security'],
  ['config', 'security'],
]);

/** The pass a rule belongs to: by its area; what is about the run itself belongs to the scan. */
export function passOf(ruleId: string): PassName {
  return PASS_OF_AREA.get(ruleId.split('/')[1] ?? '') ?? 'scan';
}

/** True for what counts against the change: new findings, or all of them where nothing tells the new ones or all were asked for. */
export function countedFindings(report: Report, all: boolean, skipped: readonly PassName[]): readonly ReportFinding[] {
  const countsAll = all || report.summary.baseline.kind === 'none';
  return report.findings.filter((f) => (countsAll || f.isNew) && !skipped.includes(passOf(f.ruleId)));
}

/** True where a finding is at or above the severity. */
export function failsAt(finding: ReportFinding, failOn: FailOn): boolean {
  return failOn !== 'none' && SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(failOn);
}

/** What each pass came to. What kept the engine from looking keeps every pass from having run. */
export function passResults(
  report: Report,
  counted: readonly ReportFinding[],
  { skipped, failOn }: { readonly skipped: readonly PassName[]; readonly failOn: FailOn },
): readonly PassResult[] {
  const [blocked] = report.notRun;
  return PASSES.map((name): PassResult => {
    const none = { name, findings: 0, newFindings: 0 };
    if (skipped.includes(name)) return { ...none, status: 'skipped', reason: 'it was asked to be left out' };
    const missing = WITHOUT_ANALYSIS.get(name) ?? (blocked === undefined ? null : `${blocked.what}: ${blocked.reason}`);
    if (missing !== null) return { ...none, status: 'notRun', reason: missing };
    const own = counted.filter((f) => passOf(f.ruleId) === name);
    const status = own.some((f) => failsAt(f, failOn)) ? 'failed' : 'passed';
    return { name, status, findings: own.length, newFindings: own.filter((f) => f.isNew).length, reason: null };
  });
}

/** The passes of a run that ended before there was anything to judge. */
export function passesWithout(
  status: 'notRun' | 'skipped' | 'timeout',
  reason: string,
  skipped: readonly PassName[] = [],
): readonly PassResult[] {
  return PASSES.map((name): PassResult => {
    const none = { name, findings: 0, newFindings: 0 };
    if (skipped.includes(name)) return { ...none, status: 'skipped', reason: 'it was asked to be left out' };
    const missing = WITHOUT_ANALYSIS.get(name);
    return missing === undefined ? { ...none, status, reason } : { ...none, status: 'notRun', reason: missing };
  });
}
