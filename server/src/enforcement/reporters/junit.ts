import {
  compareFindings,
  counted,
  type GateResult,
  type ReportEnvelope,
  type ReportFinding,
  type ReportSuppressed,
} from '@drift/shared';
import { gateMembership } from './gate-membership.ts';
import { placeText } from './place.ts';
import { isCounted } from './urgency.ts';
import { xmlText } from './xml-text.ts';

interface TestCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type?: string;
  readonly message?: string;
  /** Lines below the message. */
  readonly details?: readonly string[];
}

interface Suite {
  readonly name: string;
  readonly cases: readonly TestCase[];
  /** Lines that are no test. */
  readonly notes: readonly string[];
}

/**
 * A report as JUnit XML: a suite for each gate, one for what no gate counts, one for parts that did not run. A finding
 * that counts is a failure when it is an error or a warning; milder and older ones are lines of output. A gate that did
 * not run is skipped and one that could not be told an error, as is a part that did not run: neither is a pass.
 */
export function renderJunit(envelope: ReportEnvelope): string {
  const suites = suitesOf(envelope);
  const count = (outcome: TestCase['outcome'] | null): number =>
    suites.flatMap(({ cases }) => cases).filter((c) => outcome === null || c.outcome === outcome).length;
  const head = `<testsuites name="drift" tests="${count(null)}" failures="${count('failure')}" errors="${count('error')}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${[head, ...suites.map(suiteXml), '</testsuites>'].join('\n')}\n`;
}

function suitesOf({ data }: ReportEnvelope): Suite[] {
  const gatesOf = gateMembership(data.gates);
  const findings = [...data.findings].sort(compareFindings);
  const fails = (f: ReportFinding): boolean =>
    isCounted(f, data.summary) && (f.severity === 'error' || f.severity === 'warning');
  const suite = (name: string, members: readonly ReportFinding[], more: readonly TestCase[]): Suite => ({
    name,
    cases: [...members.filter(fails).map(failureOf), ...more],
    notes: members.filter((f) => !fails(f)).map(noteOf),
  });
  const gates = (data.gates?.gates ?? []).map((gate) => {
    const own = findings.filter((f) => gatesOf(f.id).includes(gate.id));
    return suite(gate.id, own, gateCases(gate, own.some(fails)));
  });
  const rest = findings.filter((f) => gatesOf(f.id).length === 0);
  const suppressed = (data.suppressed ?? []).map(suppressedCase);
  const clean: TestCase[] =
    gates.length === 0 && !rest.some(fails) && data.notRun.length === 0
      ? [{ name: `no finding in ${counted(data.summary.files, 'file')}`, outcome: 'passed' }]
      : [];
  const others = suite('findings', rest, [...suppressed, ...clean]);
  const notRun = data.notRun.map(({ what, reason, hint }): TestCase => {
    return { name: what, outcome: 'error', type: 'notRun', message: `${what} did not run: ${reason}`, details: [hint] };
  });
  return [
    ...gates,
    ...(gates.length === 0 || others.cases.length + others.notes.length > 0 ? [others] : []),
    ...(notRun.length > 0 ? [{ name: 'analysis', cases: notRun, notes: [] }] : []),
  ];
}

/** The test of the gate itself; none where its findings say already that it failed. */
function gateCases({ id, status, summary, hint = '', warnings }: GateResult, hasFailure: boolean): TestCase[] {
  const base = { name: id, message: summary, details: [hint, ...warnings] };
  switch (status) {
    case 'passed':
    case 'warned':
      return [{ name: id, outcome: 'passed' }];
    case 'failed':
      return hasFailure ? [] : [{ ...base, outcome: 'failure', type: 'gate' }];
    case 'errored':
      return [{ ...base, outcome: 'error', type: 'errored' }];
    case 'notRun':
      return [{ ...base, outcome: 'skipped' }];
  }
}

function failureOf(finding: ReportFinding): TestCase {
  return {
    name: `${finding.ruleId} ${placeText(finding)}`,
    outcome: 'failure',
    type: finding.severity,
    message: finding.message,
    details: [
      `${placeText(finding)} ${finding.ruleId} [${finding.id}]`,
      finding.snippet.line,
      ...finding.related.map((r) => `${placeText(r)} ${r.message}`),
    ],
  };
}

function suppressedCase({ finding, justification }: ReportSuppressed): TestCase {
  const name = `${finding.ruleId} ${placeText(finding)}`;
  return {
    name,
    outcome: 'skipped',
    message: `suppressed: ${justification === '' ? 'no reason given' : justification}`,
  };
}

function noteOf(finding: ReportFinding): string {
  return `${placeText(finding)} ${finding.severity} ${finding.message} ${finding.ruleId} [${finding.id}]`;
}

function suiteXml({ name, cases, notes }: Suite): string {
  const count = (outcome: TestCase['outcome']): number => cases.filter((c) => c.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  return [
    `  <testsuite name="drift.${xmlText(name)}" ${counts}>`,
    ...cases.map((c) => caseXml(name, c)),
    ...(notes.length === 0 ? [] : [`    <system-out>${notes.map(xmlText).join('\n')}</system-out>`]),
    '  </testsuite>',
  ].join('\n');
}

function caseXml(suite: string, { name, outcome, type = '', message = '', details = [] }: TestCase): string {
  const open = `    <testcase name="${xmlText(name)}" classname="drift.${xmlText(suite)}"`;
  const body = details.filter((line) => line.trim() !== '').map(xmlText);
  switch (outcome) {
    case 'passed':
      return `${open}/>`;
    case 'skipped':
      // The schema gives this element no attribute.
      return `${open}><skipped>${[xmlText(message), ...body].join('\n')}</skipped></testcase>`;
    case 'failure':
    case 'error': {
      const attributes = `type="${xmlText(type)}" message="${xmlText(message)}"`;
      return `${open}><${outcome} ${attributes}>${body.join('\n')}</${outcome}></testcase>`;
    }
  }
}
