import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { artifactUri } from './artifact-uri.ts';
import { sampleEnvelope, sampleFinding } from './report-sample.ts';
import { renderSarif } from './sarif.ts';

const object = z.record(z.string(), z.unknown());
const runSchema = z.object({
  tool: z.object({ driver: z.object({ rules: z.array(object), notifications: z.array(object) }) }),
  invocations: z.tuple([z.object({ executionSuccessful: z.boolean(), toolExecutionNotifications: z.array(object) })]),
  artifacts: z.array(object),
  results: z.array(object),
  taxonomies: z.array(object),
  properties: object,
});
const logSchema = z.object({ version: z.literal('2.1.0'), runs: z.tuple([runSchema]) });

function runOf(text: string) {
  return logSchema.parse(JSON.parse(text)).runs[0];
}

const sql = sampleFinding({
  id: 'b07c000000000001',
  ruleId: 'drift/taint/sql-query',
  severity: 'error',
  cwe: ['CWE-89'],
  path: 'src/db.ts',
  related: [
    {
      path: 'src/a b.ts',
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
      message: 'from here',
    },
  ],
});

describe('results', () => {
  test('carry place, identity, classification and an empty list of suppressions', () => {
    const { results } = runOf(renderSarif(sampleEnvelope([sql])));
    expect(results).toEqual([
      {
        ruleId: 'drift/taint/sql-query',
        ruleIndex: 0,
        kind: 'fail',
        level: 'error',
        message: { text: sql.message },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'src/db.ts', uriBaseId: '%SRCROOT%', index: 0 },
              region: { startLine: 5, startColumn: 3, endLine: 5, endColumn: 11 },
            },
            logicalLocations: [{ fullyQualifiedName: 'list' }],
          },
        ],
        relatedLocations: [
          {
            id: 0,
            physicalLocation: {
              artifactLocation: { uri: 'src/a%20b.ts', uriBaseId: '%SRCROOT%' },
              region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 4 },
            },
            message: { text: 'from here' },
          },
        ],
        partialFingerprints: { 'driftFingerprint/v1': 'b07c000000000001' },
        baselineState: 'new',
        suppressions: [],
        taxa: [
          { id: '89', index: 0, toolComponent: { name: 'CWE', index: 0 } },
          { id: 'A05:2025', index: 0, toolComponent: { name: 'OWASP Top 10', index: 1 } },
        ],
        properties: {
          confidence: 0.92,
          cwe: ['CWE-89'],
          evidence: sql.evidence,
          fixable: 'safe',
          isNew: true,
          severity: 'error',
          tier: 'established',
        },
      },
    ]);
  });

  test('keep their fingerprint when the lines move', () => {
    const moved = { ...sql, range: { start: { line: 14, character: 2 }, end: { line: 14, character: 10 } } };
    const [before] = runOf(renderSarif(sampleEnvelope([sql]))).results;
    const [after] = runOf(renderSarif(sampleEnvelope([moved]))).results;
    expect(after?.['partialFingerprints']).toEqual(before?.['partialFingerprints']);
    expect(after?.['locations']).not.toEqual(before?.['locations']);
  });

  test('come in canonical order whatever the order of the report', () => {
    const findings = [sql, sampleFinding(), sampleFinding({ id: '1', path: 'a.ts' })];
    expect(renderSarif(sampleEnvelope(findings))).toBe(renderSarif(sampleEnvelope(findings.toReversed())));
  });

  test('beyond the limit keep the severe and the new, and say so', () => {
    const hint = sampleFinding({ id: '1', severity: 'hint', path: 'a.ts' });
    const old = sampleFinding({ id: '2', isNew: false, path: 'b.ts' });
    const run = runOf(renderSarif(sampleEnvelope([hint, old, sampleFinding(), sql]), { maxResults: 2 }));
    expect(run.results.map((result) => result['ruleId'])).toEqual(['drift/pattern/response', 'drift/taint/sql-query']);
    expect(run.results[0]).toMatchObject({ properties: { isNew: true } });
    expect(run.invocations[0].toolExecutionNotifications).toMatchObject([
      {
        level: 'warning',
        message: {
          text: '2 of 4 findings are left out: this file has the 2 most urgent, as code hosts limit results and size.',
        },
      },
    ]);
    expect(run.artifacts.length).toBe(2);
  });

  test('hold no link made of repository text', () => {
    const [result] = runOf(
      renderSarif(sampleEnvelope([sampleFinding({ message: 'see [here](https://x.org)' })])),
    ).results;
    expect(result).toMatchObject({ message: { text: 'see [here\\](https://x.org)' } });
  });
});

describe('rules', () => {
  test('are those with results, sorted, with what code hosts sort by', () => {
    const { rules } = runOf(renderSarif(sampleEnvelope([sql, sampleFinding()]))).tool.driver;
    expect(rules).toMatchObject([
      {
        id: 'drift/pattern/response',
        name: 'PatternResponse',
        help: { markdown: '# Response differs from the others\n\nHandlers answer the way the other handlers do.\n' },
        defaultConfiguration: { level: 'warning' },
        relationships: [],
        properties: { tags: ['pattern'], precision: 'high', 'problem.severity': 'warning' },
      },
      {
        id: 'drift/taint/sql-query',
        name: 'TaintSqlQuery',
        helpUri: 'https://example.org/rules/sql-query',
        help: { text: expect.stringContaining('## Not flagged'), markdown: expect.stringContaining('## What to do') },
        properties: {
          tags: ['security', 'taint', 'external/cwe/cwe-089', 'external/owasp/a05:2025'],
          precision: 'very-high',
          'security-severity': '8.0',
        },
      },
    ]);
  });

  test('bring their page as help', () => {
    const [rule] = runOf(renderSarif(sampleEnvelope([sql]))).tool.driver.rules;
    const help = expect.stringMatching(/^# SQL text[\s\S]*## What to do/);
    expect(rule).toMatchObject({ help: { text: help, markdown: help } });
  });

  test('are described by their id where the report does not describe them', () => {
    const { rules } = runOf(renderSarif(sampleEnvelope([sql], { rules: [] }))).tool.driver;
    expect(rules).toMatchObject([{ id: 'drift/taint/sql-query', shortDescription: { text: 'drift/taint/sql-query' } }]);
  });
});

describe('the run', () => {
  test('is not successful when a part did not run, and says which', () => {
    const notRun = [{ what: 'Call graph', reason: 'the worker ended', hint: 'Run drift doctor.' }];
    const run = runOf(renderSarif(sampleEnvelope([], { notRun })));
    expect(run.invocations[0]).toEqual({
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          descriptor: { id: 'drift/not-run', index: 0 },
          level: 'error',
          message: { text: 'Call graph did not run: the worker ended. Run drift doctor.' },
        },
      ],
    });
  });

  test('names problems with their place and stays successful', () => {
    const problems = [{ code: 'PARSE_ERROR', message: 'no tree', file: 'a#b.ts', line: 3 }] as const;
    const run = runOf(renderSarif(sampleEnvelope([], { problems })));
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [
        {
          level: 'warning',
          locations: [{ physicalLocation: { artifactLocation: { uri: 'a%23b.ts' }, region: { startLine: 3 } } }],
        },
      ],
    });
  });

  test('has the digest, both taxonomies and neither time nor place, also when empty', () => {
    const text = renderSarif(sampleEnvelope([]));
    const run = runOf(text);
    expect(run.results).toEqual([]);
    expect(run.properties).toMatchObject({ driftDigest: '9c1e' });
    expect(run.taxonomies).toMatchObject([
      { name: 'CWE', taxa: [] },
      { name: 'OWASP Top 10', taxa: [] },
    ]);
    expect(text).not.toMatch(/2000-01|Utc|\/home\/me|durationMs/);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test('tells new from old only against a baseline', () => {
    const old = sampleFinding({ isNew: false });
    const envelope = sampleEnvelope([old]);
    expect(runOf(renderSarif(envelope)).results).toMatchObject([{ baselineState: 'unchanged' }]);
    const summary = { ...envelope.data.summary, baseline: { kind: 'none', description: 'no git' } } as const;
    expect(runOf(renderSarif(sampleEnvelope([old], { summary }))).results[0]).not.toHaveProperty('baselineState');
  });
});

describe('what a report may say besides', () => {
  const priority = 0.123456789;
  const edit = { path: 'src/db.ts', range: sql.range, newText: 'x' };
  const fix = { title: 'Pass values', kind: 'safe', edits: [edit, { ...edit, path: 'a.ts' }] } as const;

  test('a fix with its edits by file, a rank', () => {
    const [result] = runOf(renderSarif(sampleEnvelope([{ ...sql, fix, priority }]))).results;
    const deletedRegion = { startLine: 5, startColumn: 3, endLine: 5, endColumn: 11 };
    const replacements = [{ deletedRegion, insertedContent: { text: 'x' } }];
    expect(result).toMatchObject({
      rank: 12.345679,
      fixes: [
        {
          description: { text: 'Pass values' },
          artifactChanges: [
            { artifactLocation: { uri: 'a.ts' }, replacements },
            { artifactLocation: { uri: 'src/db.ts' }, replacements },
          ],
        },
      ],
    });
    const [bare] = runOf(renderSarif(sampleEnvelope([{ ...sql, fix: { ...fix, edits: [] } }]))).results;
    expect(bare).not.toHaveProperty('fixes');
  });

  test('what is suppressed, with its reason and comment', () => {
    const suppressed = [
      { finding: sql, kind: 'inSource', justification: 'checked', comment: sql.range, expires: '2030-01-31' },
    ] as const;
    const { results } = runOf(renderSarif(sampleEnvelope([sampleFinding()], { suppressed })));
    expect(results).toMatchObject([
      { suppressions: [] },
      {
        suppressions: [
          {
            kind: 'inSource',
            status: 'accepted',
            justification: 'checked',
            location: { physicalLocation: { artifactLocation: { uri: 'src/db.ts' }, region: { startLine: 5 } } },
            properties: { 'drift/expiresAt': '2030-01-31' },
          },
        ],
      },
    ]);
  });

  test('gates that did not run, and that one could not be told', () => {
    const base = { score: null, blocking: true, required: false, findings: [], warnings: [], details: {} };
    const gates = {
      policy: 'standard',
      mode: 'all-must-pass',
      threshold: 70,
      passed: false,
      score: null,
      reasons: [{ code: 'GATE_ERRORED', message: 'regression' }],
      gates: [
        { ...base, id: 'test-coverage', status: 'notRun', reason: 'disabled', summary: 'Off.' },
        { ...base, id: 'regression', status: 'errored', summary: 'It broke.', hint: 'Run again.' },
      ],
      ramp: null,
      dryRun: false,
    } as const;
    const run = runOf(renderSarif(sampleEnvelope([], { gates })));
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'note', message: { text: 'Gate test-coverage did not run: Off.' } },
        { level: 'error', message: { text: 'Gate regression could not be told: It broke. Run again.' } },
      ],
    });
    expect(run.properties).toMatchObject({ policy: { name: 'standard', passed: false, reasons: ['GATE_ERRORED'] } });
  });

  test('no more than fits into an upload, the urgent first', () => {
    const findings = Array.from({ length: 400 }, (_, i) =>
      sampleFinding({ id: `${i}`, path: `src/f${i}.ts`, severity: i % 4 === 0 ? 'error' : 'hint' }),
    );
    const text = renderSarif(sampleEnvelope(findings), { maxGzipBytes: 6_000 });
    const run = runOf(text);
    expect(gzipSync(text).length).toBeLessThanOrEqual(6_000);
    const errors = run.results.filter(({ level }) => level === 'error').length;
    expect(run.results.length).toBeGreaterThan(10);
    expect(errors).toBe(Math.min(run.results.length, 100));
    expect(JSON.stringify(run.invocations)).toContain(`${400 - run.results.length} of 400 findings are left out`);
  });
});

test.each([
  ['src/a b.ts', 'src/a%20b.ts'],
  ['c:/x.ts', 'c%3A/x.ts'],
  ['src/\u65e5#?%.ts', 'src/%E6%97%A5%23%3F%25.ts'],
  ['a\\b.ts', 'a%5Cb.ts'],
  ['\ud800.ts', '%EF%BF%BD.ts'],
  ['\u{1F600}.ts', '%F0%9F%98%80.ts'],
])('artifactUri encodes %j', (path, uri) => {
  expect(artifactUri(path)).toBe(uri);
});
