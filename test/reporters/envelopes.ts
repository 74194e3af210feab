import type { GateReport, GateResult, ReportEnvelope, ReportFinding } from '@drift/shared';
import { GATES, SEVERITIES, SNIPPET_LIMIT } from '@drift/shared';
import { sampleEnvelope, sampleFinding } from '../../server/src/enforcement/reporters/report-sample.ts';

const RULES = [
  'drift/taint/sql-query',
  'drift/pattern/response',
  'drift/error-handling/empty-handler',
  'drift/pattern/naming-function',
  'drift/pattern/outlier-parameter-count',
  'drift/pattern/test-mocks',
] as const;

/** Findings that differ in every field a report shows. */
export function manyFindings(count: number): ReportFinding[] {
  return Array.from({ length: count }, (_, i) => {
    const severity = SEVERITIES[i % 4] ?? 'hint';
    const ruleId = RULES[i % RULES.length] ?? RULES[0];
    const start = { line: i % 900, character: i % 60 };
    const range = { start, end: { line: start.line + (i % 5 === 4 ? 2 : 0), character: start.character + (i % 7) } };
    return sampleFinding({
      id: i.toString(16).padStart(16, '0'),
      ruleId,
      path: `src/part-${i % 40}/file ${i % 700}.ts`,
      range,
      severity,
      message: `Expected sendSuccess() (31 of 33 handlers), found res.send() in handler ${i}`,
      isNew: i % 3 !== 0,
      cwe: ruleId === RULES[0] ? ['CWE-89'] : [],
      symbol: i % 5 === 0 ? '' : `Class.method${i}`,
      related: i % 2 === 0 ? [{ path: 'src/ok.ts', range, message: 'does it' }] : [],
      priority: (i % 100) / 100,
      ...(i % 4 === 1
        ? {
            fix: {
              title: 'Use sendSuccess()',
              kind: 'safe',
              edits: [{ path: `src/part-${i % 40}/file ${i % 700}.ts`, range, newText: 'sendSuccess(users)' }],
            },
          }
        : {}),
    });
  });
}

/** One gate in each state, the first one counting these findings. */
export function everyState(ids: readonly string[], text = 'all is well'): GateReport {
  const base = { blocking: true, required: false, warnings: [], details: { threshold: 80 } } as const;
  const of = (at: number, over: Partial<GateResult>): GateResult => ({
    id: GATES[at] ?? 'regression',
    status: 'passed',
    score: 91.4,
    summary: text,
    findings: [],
    ...base,
    ...over,
  });
  return {
    policy: 'standard',
    mode: 'all-must-pass',
    threshold: 70,
    passed: false,
    score: 64.2,
    reasons: [{ code: 'GATE_FAILED', message: `pattern-compliance failed: ${text}.` }],
    gates: [
      of(0, { status: 'failed', score: 40, findings: ids, hint: 'Mend what is new.' }),
      of(1, { status: 'notRun', score: null, reason: 'no-analysis', hint: 'Approve a constraint.' }),
      of(2, { status: 'warned', blocking: false, warnings: [text] }),
      of(3, { status: 'notRun', score: null, reason: 'disabled' }),
      of(4, { status: 'passed' }),
      of(5, { status: 'errored', score: null }),
    ],
    ramp: null,
    dryRun: false,
  };
}

/** Text that means something in one of the formats, or hides something. */
export const HOSTILE =
  '<script>alert(1)</script>]]>--> & "\' `code` ``` | a|b @team #12 !3 [x](https://evil.example) ![i](y) www.evil.example\n::set-output name=x::y\r\n## h\t%0A {0} $1$ ~~s~~ :tada: \x00\x1b[31m\x7f\u202eRTL\u200f \u2028 \ud800 \udc00 \ufffe \u{1F600} \u65e5\u672c GH-12 0123456789abcdef0123456789abcdef01234567';

/** A report with everything in it, made of hostile text wherever the repository has a say. */
export function hostileEnvelope(): ReportEnvelope {
  const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } };
  const finding = sampleFinding({
    path: `src/${HOSTILE}.ts`,
    message: HOSTILE,
    symbol: HOSTILE,
    snippet: { line: HOSTILE.slice(0, SNIPPET_LIMIT) },
    range,
    evidence: {
      conforming: 1,
      total: 2,
      expected: HOSTILE,
      actual: HOSTILE,
      category: 'universal',
      scope: HOSTILE,
      rank: 0,
    },
    related: [{ path: HOSTILE, range, message: HOSTILE }],
    fix: { title: HOSTILE, kind: 'unsafe', edits: [{ path: `src/${HOSTILE}.ts`, range, newText: HOSTILE }] },
  });
  const other = { ...finding, id: '00ff', ruleId: `drift/x/${HOSTILE}`, isNew: false, path: HOSTILE };
  const envelope = sampleEnvelope([finding, other], {
    gates: everyState([finding.id], HOSTILE),
    suppressed: [{ finding: { ...finding, id: '11ee' }, kind: 'inSource', justification: HOSTILE, comment: range }],
    notRun: [{ what: HOSTILE, reason: HOSTILE, hint: HOSTILE }],
    problems: [{ code: 'PARSE_ERROR', message: HOSTILE, file: HOSTILE, line: 1 }],
  });
  const baseline = { kind: 'git', commit: HOSTILE, description: HOSTILE } as const;
  const summary = { ...envelope.data.summary, backlogShown: 1, backlogHidden: 3, baseline };
  return { ...envelope, root: HOSTILE, warnings: [HOSTILE], data: { ...envelope.data, summary } };
}

/** Three findings, one of each of the first severities, with gates and a suppression. */
export function smallEnvelope(): ReportEnvelope {
  const [a, b, c] = manyFindings(3);
  const findings = [a, b, c].filter((f) => f !== undefined);
  const dismissed = sampleFinding({ id: 'ffff000000000000', path: 'src/z.ts' });
  return sampleEnvelope(findings, {
    gates: everyState(findings.slice(1).map(({ id }) => id)),
    suppressed: [{ finding: dismissed, kind: 'external', justification: 'known', expires: '2030-01-31' }],
  });
}

/** The reports every format is tried on, by name. */
export const ENVELOPES: Readonly<Record<string, () => ReportEnvelope>> = {
  empty: () => sampleEnvelope([]),
  small: smallEnvelope,
  large: () => sampleEnvelope(manyFindings(10_000)),
  hostile: hostileEnvelope,
};
