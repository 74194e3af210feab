import { readFileSync } from 'node:fs';
import * as draft04 from 'ajv-draft-04';
import * as formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { sampleEnvelope, sampleFinding } from '../../server/src/enforcement/reporters/report-sample.ts';
import { renderSarif } from '../../server/src/enforcement/reporters/sarif.ts';

const schemaFile = new URL('./sarif-2.1.0-rtm.5.json', import.meta.url);
const ajv = new draft04.default.default({ strict: true, strictRequired: false, unicodeRegExp: false, allErrors: true });
formats.default.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

/** What the schema has against a log, as `path message`. */
function objections(text: string): string[] {
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };

/** Findings that differ in every field a result is made of. */
function findings(count: number) {
  return Array.from({ length: count }, (_, i) =>
    sampleFinding({
      id: i.toString(16).padStart(16, '0'),
      ruleId: i % 3 === 0 ? 'drift/taint/sql-query' : `drift/pattern/rule-${i % 40}`,
      path: `src/f ${i % 700}.ts`,
      range: { start: { line: i, character: i % 80 }, end: { line: i + (i % 2), character: (i % 80) + 4 } },
      severity: SEVERITIES[i % 4] ?? 'hint',
      isNew: i % 2 === 0,
      cwe: i % 3 === 0 ? ['CWE-89', 'cwe-79'] : [],
      symbol: i % 5 === 0 ? '' : `Class.method${i}`,
      related: i % 2 === 0 ? [{ path: 'src/ok.ts', range, message: 'does it' }] : [],
    }),
  );
}

describe('the SARIF report is valid under the 2.1.0 schema', () => {
  test.each([0, 1, 3, 10_000])('with %i findings', (count) => {
    const text = renderSarif(sampleEnvelope(findings(count)));
    expect(objections(text)).toEqual([]);
    expect(text.match(/"ruleId":/g)?.length ?? 0).toBe(count);
  });

  test('with parts that did not run, problems and warnings', () => {
    const envelope = sampleEnvelope(findings(3), {
      notRun: [{ what: 'taint', reason: 'no summaries', hint: '' }],
      problems: [
        { code: 'PARSE_ERROR', message: 'no tree', file: 'src/x y.ts', line: 1, column: 2 },
        { code: 'SCAN_ERROR', message: 'gone', file: 'src/z.ts', line: 0, column: 0 },
        { code: 'GIT_ERROR', message: 'no git' },
      ],
    });
    expect(objections(renderSarif({ ...envelope, warnings: ['drift.toml: unknown key'] }, { maxResults: 2 }))).toEqual(
      [],
    );
  });

  test('with hostile text', () => {
    const evil = '<script>]]>\r\n\x00\x1b[2J\u202e\ud800 {0} [a](1) %41 \u{1F600}';
    const finding = sampleFinding({ path: evil, message: evil, symbol: evil, cwe: [evil], ruleId: `drift/x/${evil}` });
    expect(objections(renderSarif(sampleEnvelope([finding], { digest: evil })))).toEqual([]);
  });
});

test('the schema objects to what is wrong', () => {
  const text = renderSarif(sampleEnvelope(findings(1)));
  expect(objections(text.replace('"startLine":1', '"startLine":0'))).toEqual([
    '/runs/0/results/0/locations/0/physicalLocation/region/startLine must be >= 1',
  ]);
  expect(objections(text.replace('"level":"error"', '"level":"fatal"')).length).toBeGreaterThan(0);
});

test('a hundred times the findings is a hundred times the text, within the size code hosts accept', () => {
  const [small, large] = [100, 10_000].map((count) => renderSarif(sampleEnvelope(findings(count))).length);
  expect((large ?? 0) / (small ?? 1)).toBeLessThan(110);
  expect(large).toBeLessThan(15_000_000);
});
