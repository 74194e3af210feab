import type { Report, ReportEnvelope, ReportFinding, ReportRule } from '@drift/shared';

/** A finding for tests: a convention warning on one line, changed by `over`. */
export function sampleFinding(over: Partial<ReportFinding> = {}): ReportFinding {
  return {
    id: '3fa91c0d27b84e65',
    ruleId: 'drift/pattern/response',
    path: 'src/app.ts',
    range: { start: { line: 4, character: 2 }, end: { line: 4, character: 10 } },
    severity: 'warning',
    message: 'res.send() used; 31 of 33 handlers use sendSuccess()',
    isNew: true,
    confidence: 0.92,
    tier: 'established',
    cwe: [],
    symbol: 'list',
    evidence: {
      conforming: 31,
      total: 33,
      expected: 'sendSuccess()',
      actual: 'res.send()',
      category: 'universal',
      scope: '',
      rank: 0.753,
    },
    related: [],
    fixable: 'safe',
    snippet: { line: '  res.send(users);' },
    ...over,
  };
}

/** Two rules for tests: one convention, one about security. */
export const SAMPLE_RULES: readonly ReportRule[] = [
  {
    id: 'drift/pattern/response',
    title: 'Response differs from the others',
    description: 'Handlers answer the way the other handlers do.',
    cwe: [],
    owasp: [],
    severity: 'warning',
    maturity: 'stable',
    fix: 'safe',
  },
  {
    id: 'drift/taint/sql-query',
    title: 'Input reaches a query',
    description: 'Text from a request becomes part of a database query.',
    cwe: ['CWE-89'],
    owasp: ['A05:2025'],
    severity: 'error',
    maturity: 'stable',
    helpUri: 'https://example.org/rules/sql-query',
    fix: 'none',
  },
];

/** An envelope for tests around these findings, all of them new; `over` replaces parts of the report. */
export function sampleEnvelope(findings: readonly ReportFinding[], over: Partial<Report> = {}): ReportEnvelope {
  const bySeverity = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) bySeverity[severity]++;
  return {
    schemaVersion: 1,
    command: 'check',
    root: '/home/me/project',
    driftVersion: '0.1.0',
    generatedAt: '2000-01-01T00:00:00Z',
    data: {
      findings,
      rules: SAMPLE_RULES,
      summary: {
        files: 12,
        findings: findings.length,
        new: findings.length,
        backlogShown: 0,
        backlogHidden: 0,
        bySeverity,
        byRule: [],
        skipped: {},
        baseline: { kind: 'git', commit: 'abc', description: 'merge base with main' },
        conventions: { enforced: 0, hinted: 0, seen: 0, contested: 0, firstRun: false, best: [] },
      },
      notRun: [],
      problems: [],
      digest: '9c1e',
      ...over,
    },
    warnings: [],
    meta: { durationMs: 900 },
  };
}
