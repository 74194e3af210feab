import type { ReportEnvelope, ReportFormat } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { renderReport } from '../../server/src/enforcement/reporters/render.ts';
import { sampleEnvelope, sampleFinding } from '../../server/src/enforcement/reporters/report-sample.ts';
import { everyState, manyFindings, smallEnvelope } from './envelopes.ts';

const [sql, warned, informed, hinted] = [
  sampleFinding({ id: 'a1', ruleId: 'drift/taint/sql-query', severity: 'error', cwe: ['CWE-89'] }),
  sampleFinding({ id: 'b2', ruleId: 'drift/error-handling/empty-handler', severity: 'warning' }),
  sampleFinding({ id: 'c3', ruleId: 'drift/pattern/naming-function', severity: 'info' }),
  sampleFinding({ id: 'd4', severity: 'hint', isNew: false }),
];
const four = sampleEnvelope([sql, warned, informed, hinted]);

function parsed(format: ReportFormat, envelope: ReportEnvelope = four) {
  return JSON.parse(renderReport(envelope, format));
}

describe('severities', () => {
  test('of GitLab', () => {
    expect(parsed('gitlab').map((i: { severity: string }) => i.severity)).toEqual([
      'major',
      'minor',
      'info',
      'blocker',
    ]);
    const plain = sampleFinding({ severity: 'error', ruleId: 'drift/error-handling/empty-handler' });
    expect(parsed('gitlab', sampleEnvelope([plain]))).toMatchObject([
      { severity: 'critical', categories: ['Bug Risk'] },
    ]);
  });

  test('of annotations and of commands, the urgent commands first', () => {
    expect(parsed('github').map((a: { annotation_level: string }) => a.annotation_level)).toEqual([
      'warning',
      'notice',
      'notice',
      'failure',
    ]);
    expect(renderReport(four, 'github-commands')).toBe(
      [
        '::error file=src/app.ts,line=5,endLine=5,col=3,endColumn=10,title=drift/taint/sql-query::res.send() used; 31 of 33 handlers use sendSuccess()',
        '::warning file=src/app.ts,line=5,endLine=5,col=3,endColumn=10,title=drift/error-handling/empty-handler::res.send() used; 31 of 33 handlers use sendSuccess()',
        '::notice file=src/app.ts,line=5,endLine=5,col=3,endColumn=10,title=drift/pattern/naming-function::res.send() used; 31 of 33 handlers use sendSuccess()',
        '::notice file=src/app.ts,line=5,endLine=5,col=3,endColumn=10,title=drift/pattern/response::res.send() used; 31 of 33 handlers use sendSuccess()',
        '',
      ].join('\n'),
    );
  });

  test('of SonarQube, graded by rule', () => {
    const { rules, issues } = parsed('sonarqube');
    expect(rules).toMatchObject([
      { id: 'drift/error-handling/empty-handler', cleanCodeAttribute: 'LOGICAL', type: 'BUG', severity: 'MAJOR' },
      { id: 'drift/pattern/naming-function', cleanCodeAttribute: 'IDENTIFIABLE', severity: 'MINOR' },
      { id: 'drift/pattern/response', impacts: [{ softwareQuality: 'MAINTAINABILITY', severity: 'LOW' }] },
      {
        id: 'drift/taint/sql-query',
        type: 'VULNERABILITY',
        impacts: [{ softwareQuality: 'SECURITY', severity: 'HIGH' }],
      },
    ]);
    expect(issues[0].primaryLocation.textRange).toEqual({ startLine: 5, endLine: 5, startColumn: 2, endColumn: 10 });
    const empty = sampleFinding({ range: { start: { line: 4, character: 2 }, end: { line: 4, character: 2 } } });
    const [issue] = parsed('sonarqube', sampleEnvelope([empty])).issues;
    expect(issue.primaryLocation.textRange).toEqual({ startLine: 5 });
  });

  test('every issue of SonarQube has its rule', () => {
    const { rules, issues } = parsed('sonarqube', sampleEnvelope(manyFindings(200)));
    const ids = new Set(rules.map((r: { id: string }) => r.id));
    expect(issues.filter((i: { ruleId: string }) => !ids.has(i.ruleId))).toEqual([]);
    expect(issues.length).toBe(200);
  });
});

describe('JUnit', () => {
  test('fails what counts as error or warning and notes the rest', () => {
    const text = renderReport(four, 'junit');
    expect(text).toContain('<testsuites name="drift" tests="2" failures="2" errors="0">');
    expect(text).toContain('<system-out>src/app.ts:5:3 info ');
    const summary = { ...four.data.summary, backlogShown: 1 };
    const old = sampleEnvelope([{ ...warned, isNew: false }], { summary });
    expect(renderReport(old, 'junit')).toContain('tests="1" failures="0" errors="0"');
  });

  test('has one passing test where nothing was found, and none where something did not run', () => {
    expect(renderReport(sampleEnvelope([]), 'junit')).toContain('<testcase name="no finding in 12 files"');
    const notRun = [{ what: 'taint', reason: 'it broke', hint: 'See the log.' }];
    expect(renderReport(sampleEnvelope([], { notRun }), 'junit')).toContain('tests="1" failures="0" errors="1"');
  });

  test('has a suite for each gate: not run is skipped, what could not be told is an error', () => {
    const text = renderReport(smallEnvelope(), 'junit');
    const suites = [
      ...text.matchAll(/<testsuite name="([^"]+)" tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/g),
    ];
    expect(suites.map((s) => s.slice(1).join(' '))).toEqual([
      'drift.pattern-compliance 1 1 0 0',
      'drift.constraint-verification 1 0 0 1',
      'drift.security-boundaries 1 0 0 0',
      'drift.test-coverage 1 0 0 1',
      'drift.error-handling 1 0 0 0',
      'drift.regression 1 0 1 0',
      'drift.findings 2 1 0 1',
    ]);
    expect(text).toContain('<skipped>suppressed: known</skipped>');
  });
});

describe('GitHub', () => {
  test('annotations name the gate, and give columns on one line only', () => {
    const long = { ...sql, range: { start: { line: 1, character: 2 }, end: { line: 3, character: 0 } } };
    const [annotation] = parsed('github', sampleEnvelope([long], { gates: everyState(['a1']) }));
    expect(annotation).toMatchObject({
      start_line: 2,
      end_line: 3,
      title: '[drift/taint/sql-query] pattern-compliance',
    });
    expect(annotation).not.toHaveProperty('start_column');
    expect(parsed('github', sampleEnvelope([sql]))[0]).toMatchObject({ start_column: 3, end_column: 10 });
  });

  test('commands tell of gates and of what did not run before the findings', () => {
    const notRun = [{ what: 'taint', reason: 'it broke', hint: 'See the log.' }];
    const lines = renderReport(sampleEnvelope([sql], { notRun, gates: everyState([]) }), 'github-commands').split('\n');
    expect(lines.map((line) => line.slice(0, 44))).toEqual([
      '::error title=Not run%3A taint::it broke. Se',
      '::error title=Gate pattern-compliance failed',
      '::notice title=Gate constraint-verification ',
      '::warning title=Gate security-boundaries war',
      '::notice title=Gate test-coverage did not ru',
      '::error title=Gate regression could not be t',
      '::error file=src/app.ts,line=5,endLine=5,col',
      '',
    ]);
  });

  test('code quality leaves security to code scanning and says so', () => {
    const [run] = parsed('github-code-quality').runs;
    expect(run.results.map((r: { ruleId: string }) => r.ruleId)).not.toContain('drift/taint/sql-query');
    expect(run.tool.driver.rules.map((r: { properties: { tags: string[] } }) => r.properties.tags.slice(0, 2))).toEqual(
      [
        ['quality', 'reliability'],
        ['quality', 'maintainability'],
        ['quality', 'maintainability'],
      ],
    );
    expect(JSON.stringify(run.invocations)).toContain('1 finding about security is not told here');
  });
});

describe('the page for browsers', () => {
  test('tells the verdict, the gates and a fix as a difference', () => {
    const fix = {
      title: 'Use sendSuccess()',
      kind: 'safe',
      edits: [
        {
          path: 'src/app.ts',
          range: { start: { line: 4, character: 2 }, end: { line: 4, character: 10 } },
          newText: 'sendSuccess',
        },
      ],
    } as const;
    const text = renderReport(sampleEnvelope([{ ...warned, fix }], { gates: everyState(['b2']) }), 'html');
    expect(text).toContain('<header class="failed"><h1>The policy is not met</h1>');
    expect(text).toContain('<div class="card notRun"><h3><span>constraint-verification</span><span>-</span></h3>');
    expect(text).toContain('<del>res.send(users);</del><ins>sendSuccess(users);</ins>');
    expect(text).toContain('data-g="pattern-compliance"');
  });

  test('lets only its own script run', () => {
    const text = renderReport(four, 'html');
    expect(text).toMatch(/script-src 'sha256-[\w+/]+=*'/);
    expect(text).not.toContain('unsafe-inline');
  });
});
