import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalText,
  compareFindings,
  type ReportEnvelope,
  type ReportFinding,
  reportEnvelopeSchema,
  sortedJson,
  stableEnvelope,
} from './report.ts';

/** A finding at `path:line:character-line:character ruleId id`. */
function at(place: string): ReportFinding {
  const [path = '', range = '', ruleId = '', id = ''] = place.split(' ');
  const [line = 0, character = 0, endLine = 0, endCharacter = 0] = range.split(/[:-]/).map(Number);
  return {
    id,
    ruleId,
    path,
    range: { start: { line, character }, end: { line: endLine, character: endCharacter } },
    severity: 'warning',
    message: 'm',
    isNew: true,
    confidence: 0.5,
    tier: 'emerging',
    cwe: ['CWE-89'],
    symbol: '',
    related: [],
    fixable: 'none',
    snippet: { line: 'source' },
  };
}

const ORDERED = [
  'Z.ts 9:0-9:1 drift/z/z 1',
  'a.ts 2:3-2:9 drift/z/z 9',
  'a.ts 2:4-2:5 drift/z/z 8',
  'a.ts 2:4-2:6 drift/a/a 7',
  'a.ts 2:4-2:6 drift/a/b 5',
  'a.ts 2:4-2:6 drift/a/b 6',
  'a.ts 2:4-3:0 drift/a/a 4',
  'a.ts 10:0-10:1 drift/a/a 3',
  'a/b.ts 0:0-0:1 drift/a/a 2',
  '\u00e9.ts 0:0-0:1 drift/a/a 1',
];

const envelope: ReportEnvelope = {
  schemaVersion: 1,
  command: 'check',
  root: '/home/me/project',
  driftVersion: '0.1.0',
  generatedAt: '2000-01-01T00:00:00Z',
  data: {
    findings: [at('a.ts 0:0-0:1 drift/a/b 1')],
    rules: [],
    summary: {
      files: 1,
      findings: 1,
      new: 1,
      backlogShown: 0,
      backlogHidden: 0,
      bySeverity: { error: 0, warning: 1, info: 0, hint: 0 },
      byRule: [{ ruleId: 'drift/a/b', count: 1 }],
      skipped: { tooLarge: 1 },
      baseline: { kind: 'none', description: 'no git' },
      conventions: { enforced: 0, hinted: 0, seen: 0, contested: 0, firstRun: false, best: [] },
    },
    notRun: [{ what: 'w', reason: 'r', hint: 'h' }],
    problems: [{ code: 'PARSE_ERROR', message: 'm' }],
    digest: 'd',
  },
  warnings: ['w'],
  meta: { durationMs: 5 },
};

test('compareFindings orders by path, start, end, rule and id, numbers as numbers', () => {
  expect(ORDERED.toReversed().map(at).sort(compareFindings)).toEqual(ORDERED.map(at));
});

describe('canonicalText', () => {
  test('is a line per file and a line of sorted JSON per finding', () => {
    expect(canonicalText([at('b"\u65e5.ts 1:2-1:3 drift/a/b ff')])).toBe(
      '"b\\"\u65e5.ts"\n{"confidence":0.5,"cwe":["CWE-89"],"fixable":"none","id":"ff","isNew":true,"message":"m",' +
        '"path":"b\\"\u65e5.ts","range":{"end":{"character":3,"line":1},"start":{"character":2,"line":1}},' +
        '"related":[],"ruleId":"drift/a/b","severity":"warning","symbol":"","tier":"emerging"}\n',
    );
  });

  test('is empty without findings', () => {
    expect(canonicalText([])).toBe('');
  });

  test('does not depend on the order of findings or keys, nor on the quoted line', () => {
    const expected = canonicalText(ORDERED.map(at));
    const findings = fc.shuffledSubarray(ORDERED, { minLength: ORDERED.length });
    const property = fc.property(findings, (places) => {
      const shuffled = places
        .map(at)
        .map(({ id, snippet: _, ...rest }) => ({ ...rest, snippet: { line: 'other' }, id }));
      expect(canonicalText(shuffled)).toBe(expected);
    });
    fc.assert(property, { seed: 7, numRuns: 50 });
  });

  test('tells findings apart by every other field', () => {
    const base = at('a.ts 0:0-0:1 drift/a/b 1');
    const variants: readonly ReportFinding[] = [
      { ...base, message: 'n' },
      { ...base, severity: 'hint' },
      { ...base, isNew: false },
      { ...base, fixable: 'safe' },
      { ...base, symbol: 's' },
      {
        ...base,
        evidence: { conforming: 1, total: 2, expected: 'a', actual: 'b', category: 'universal', scope: '', rank: 0 },
      },
      { ...base, related: [{ path: 'b.ts', range: base.range, message: '' }] },
    ];
    const texts = [base, ...variants].map((finding) => canonicalText([finding]));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

test('sortedJson sorts keys at every depth and keeps the order of lists', () => {
  expect(sortedJson({ b: [{ d: 1, c: undefined }, 2], a: null, '\u00e9': 1, Z: 1 })).toBe(
    '{"Z":1,"a":null,"b":[{"d":1},2],"\u00e9":1}',
  );
});

test('stableEnvelope leaves out time and place and nothing else', () => {
  const { generatedAt: _, ...timeless } = envelope;
  expect(stableEnvelope(envelope)).toStrictEqual({ ...timeless, root: '.', meta: {} });
});

describe('reportEnvelopeSchema', () => {
  test('reads back what it describes', () => {
    expect(reportEnvelopeSchema.parse(JSON.parse(sortedJson(envelope)))).toEqual(envelope);
  });

  test('refuses a quoted line over the limit, an unknown severity and a negative position', () => {
    const [finding] = envelope.data.findings;
    for (const over of [
      { snippet: { line: 'x'.repeat(241) } },
      { severity: 'fatal' },
      { range: { start: { line: -1, character: 0 }, end: { line: 0, character: 0 } } },
    ]) {
      const data = { ...envelope.data, findings: [{ ...finding, ...over }] };
      expect(reportEnvelopeSchema.safeParse({ ...envelope, data }).success).toBe(false);
    }
  });
});
