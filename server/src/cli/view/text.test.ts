import type { Report, ReportEnvelope, ReportFinding } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { renderText } from './text.ts';

function finding(
  over: Partial<ReportFinding> & { readonly line?: number; readonly from?: number; readonly to?: number },
) {
  const { line = 0, from = 0, to = 1, ...rest } = over;
  const base: ReportFinding = {
    id: '3fa91c0d27b84e65',
    ruleId: 'drift/pattern/missing-auth',
    path: 'src/routes/legacy.ts',
    range: { start: { line, character: from }, end: { line, character: to } },
    severity: 'error',
    message: 'GET /users has no auth middleware; 12 of 13 route files use it',
    isNew: true,
    confidence: 0.92,
    tier: 'established',
    cwe: [],
    symbol: '',
    related: [],
    fixable: 'none',
    snippet: { line: "router.get('/users', list);" },
  };
  return { ...base, ...rest };
}

interface Parts {
  readonly findings?: readonly ReportFinding[];
  readonly summary?: Partial<Report['summary']>;
  readonly rest?: Partial<Report>;
  readonly warnings?: readonly string[];
  readonly durationMs?: number;
}

function envelope({ findings = [], summary = {}, rest = {}, warnings = [], durationMs }: Parts): ReportEnvelope {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  const fresh = findings.filter(({ isNew }) => isNew);
  for (const { severity } of fresh) counts[severity]++;
  return {
    schemaVersion: 1,
    command: 'check',
    root: '/w',
    driftVersion: '0.1.0',
    data: {
      findings,
      rules: [],
      summary: {
        files: 1204,
        findings: fresh.length,
        new: fresh.length,
        backlogShown: findings.length - fresh.length,
        backlogHidden: 0,
        bySeverity: counts,
        byRule: [],
        skipped: {},
        baseline: { kind: 'git', commit: 'abc', description: 'merge base with main' },
        conventions: { enforced: 0, hinted: 0, seen: 0, contested: 0, firstRun: false, best: [] },
        ...summary,
      },
      notRun: [],
      problems: [],
      digest: '9c1e0a55d1c2b3a4f5e69c1e0a55d1c2',
      ...rest,
    },
    warnings,
    meta: durationMs === undefined ? {} : { durationMs },
  };
}

const plain = (parts: Parts): string => renderText(envelope(parts), { color: false });

describe('a result without findings', () => {
  test('says how many files were looked at', () => {
    expect(plain({ durationMs: 870 })).toMatchInlineSnapshot(`
      "No findings: looked at 1,204 files in 0.9 s. digest 9c1e0a55d1c2...
      Learned from merge base with main: no convention has enough evidence yet.
      "
    `);
  });

  test('is not green when a part did not run', () => {
    const notRun = [{ what: 'call graph', reason: 'the worker ended', hint: 'Run drift doctor.' }];
    expect(plain({ rest: { notRun } })).toMatchInlineSnapshot(`
      "not run  call graph: the worker ended. Run drift doctor.

      No findings in 1,204 files, but 1 part did not run. digest 9c1e0a55d1c2...
      Learned from merge base with main: no convention has enough evidence yet.
      "
    `);
  });

  test('is not green without files', () => {
    expect(plain({ summary: { files: 0 } })).toMatchInlineSnapshot(`
      "There was no file to look at. digest 9c1e0a55d1c2...
      "
    `);
  });

  test('tells of older findings and skipped files', () => {
    expect(
      plain({ summary: { backlogShown: 0, backlogHidden: 1034, skipped: { tooLarge: 2, binary: 1, other: 0 } } }),
    ).toMatchInlineSnapshot(`
      "No new findings: looked at 1,204 files. digest 9c1e0a55d1c2...
      and 1,034 older findings, --all shows them
      3 files skipped (1 binary, 2 too large)
      Learned from merge base with main: no convention has enough evidence yet.
      "
    `);
  });
});

describe('the closing lines', () => {
  const nothing = { enforced: 0, hinted: 0, seen: 0, contested: 0, firstRun: false, best: [] };

  test('name the baseline where no convention is known, too', () => {
    expect(plain({})).toContain('Learned from merge base with main: no convention has enough evidence yet.\n');
    expect(plain({ summary: { files: 0 } })).not.toContain('Learned from');
  });

  test('say why nothing is enforced beside what is clear', () => {
    expect(plain({ summary: { conventions: { ...nothing, seen: 28 } } })).toContain(
      'main: 0 conventions enforced (of those on by default none is settled here), 28 more seen.',
    );
    expect(plain({ summary: { conventions: { ...nothing, enforced: 3, seen: 28 } } })).toContain(
      'main: 3 conventions enforced, 28 more seen.',
    );
    expect(plain({ summary: { conventions: { ...nothing, hinted: 1, seen: 28 } } })).toContain(
      'main: 0 conventions enforced, 1 hinted, 28 more seen.',
    );
  });

  test('tell how many are suppressed', () => {
    expect(plain({ summary: { suppressed: 2 } })).toContain('2 findings suppressed in the code\n');
    expect(plain({ summary: {} })).not.toContain('suppressed');
  });

  test('tell what was dismissed apart from what a rule leaves alone in a file', () => {
    const text = plain({ summary: { dismissed: { exempt_file: 1, false_positive: 2 } } });
    expect(text).toContain('2 findings dismissed (2 false positive), drift feedback list shows them\n');
    expect(text).toContain('1 finding left out in files that a rule leaves alone, drift feedback health lists those\n');
    expect(plain({ summary: { dismissed: { exempt_file: 1 } } })).not.toContain('dismissed');
  });
});

test('a first look tells of a function with two unusual numbers once, the stronger one', () => {
  const outlier = {
    value: 30,
    median: 2,
    limit: 9,
    n: 100,
    deviation: 1,
    significance: 'high',
    direction: 'above',
    methods: [],
  } as const;
  const long = finding({ ruleId: 'drift/pattern/outlier-statement-count', confidence: 0.8, outlier });
  const deep = finding({ ruleId: 'drift/pattern/outlier-nesting-depth', confidence: 0.9, outlier });
  const conventions = { enforced: 0, hinted: 0, seen: 0, contested: 0, firstRun: true, best: [] };
  const summary = { conventions, baseline: { kind: 'none', description: '' } } as const;
  const parts = { findings: [long, deep, finding({})], summary };
  const text = renderText(envelope(parts), { color: false, atMost: 20 });
  expect(text.match(/outlier-\S+|missing-auth/g)?.sort()).toEqual(['missing-auth', 'outlier-nesting-depth']);
  expect(text).toContain('and 1 more new finding, --all shows it');
  // Whoever asks for everything gets it.
  expect(renderText(envelope(parts), { color: false }).match(/outlier-\S+/g)).toHaveLength(2);
});

describe('many findings without history', () => {
  const thirty = Array.from({ length: 30 }, (_, i) => finding({ id: `${i}`.padStart(16, '0'), line: i }));
  const shown = (firstRun: boolean, kind: 'none' | 'git'): string => {
    const conventions = { enforced: 0, hinted: 0, seen: 0, contested: 0, firstRun, best: [] };
    const parts = { findings: thirty, summary: { conventions, baseline: { kind, description: '' } } };
    return renderText(envelope(parts), { color: false, atMost: 20 });
  };
  const count = (text: string): number => text.split('drift/pattern/missing-auth').length - 1;

  test('are cut at a first look, which says how many new ones are left out', () => {
    expect(count(shown(true, 'none'))).toBe(20);
    expect(shown(true, 'none')).toContain('and 10 more new findings, --all shows them');
  });

  test.each([
    ['warning', 20],
    ['info', 5],
    ['hint', 5],
  ] as const)('are no page of what one rule informs of (%s: %i)', (severity, most) => {
    const mere = thirty.map((f): ReportFinding => ({ ...f, severity }));
    const conventions = { enforced: 0, hinted: 0, seen: 0, contested: 0, firstRun: true, best: [] };
    const parts = { findings: mere, summary: { conventions, baseline: { kind: 'none', description: '' } } } as const;
    const text = renderText(envelope(parts), { color: false, atMost: 20 });
    expect(count(text)).toBe(most);
    expect(text).toContain(`and ${30 - most} more new findings, --all shows them`);
  });

  test.each([
    [false, 'none'],
    [true, 'git'],
  ] as const)('are never cut where Drift is set up or history tells the old ones (%s, %s)', (firstRun, kind) => {
    expect(count(shown(firstRun, kind))).toBe(30);
    expect(shown(firstRun, kind)).not.toContain('more new');
  });
});

describe('a small result', () => {
  const range = { start: { line: 11, character: 0 }, end: { line: 11, character: 4 } };
  const small: Parts = {
    durationMs: 912,
    summary: { backlogHidden: 14 },
    warnings: ['drift.toml: unknown key `colour`'],
    rest: {
      problems: [
        { code: 'PARSE_ERROR', message: 'no tree', file: 'src/x.ts', line: 3, column: 1, hint: 'Fix the syntax.' },
      ],
    },
    findings: [
      finding({
        id: 'b07c000000000001',
        ruleId: 'drift/pattern/response',
        severity: 'warning',
        message: 'res.send() used; 31 of 33 handlers use sendSuccess()',
        line: 124,
        from: 4,
        to: 12,
        snippet: { line: '\t\t\t\tres.send({ ok: true });' },
        related: [
          { path: 'src/a.ts', range, message: '' },
          { path: 'src/b.ts', range, message: '' },
          { path: 'src/c.ts', range, message: '' },
          { path: 'src/d.ts', range, message: '' },
        ],
      }),
      finding({ line: 16, from: 0, to: 10 }),
      finding({ id: '0000000000000002', path: 'src/a.ts', isNew: false, severity: 'hint', message: 'old one' }),
    ],
  };

  test('reads by file, then trouble, then the numbers', () => {
    expect(plain(small)).toMatchInlineSnapshot(`
      "src/routes/legacy.ts
        17:1   error    GET /users has no auth middleware; 12 of 13 route files use it  drift/pattern/missing-auth  [3fa91c0d]
                        router.get('/users', list);
                        ^^^^^^^^^^
        125:5  warning  res.send() used; 31 of 33 handlers use sendSuccess()            drift/pattern/response  [b07c0000]
                        res.send({ ok: true });
                        ^^^^^^^^
                        e.g. src/a.ts:12, src/b.ts:12, src/c.ts:12 and 1 more

      Older findings, not in new code

      src/a.ts
        1:1  hint  old one  drift/pattern/missing-auth  [00000000]
                   router.get('/users', list);
                   ^

      problem  src/x.ts:3:1  no tree. Fix the syntax.  PARSE_ERROR
      warning  drift.toml: unknown key \`colour\`

      2 findings (1 error, 1 warning), 2 new. 1,204 files, 0.9 s. digest 9c1e0a55d1c2...
      and 15 older findings (1 shown), --all shows them
      Learned from merge base with main: no convention has enough evidence yet.
      "
    `);
  });

  test('colours nothing when colour is off and keeps its own marks in ASCII', () => {
    expect(plain(small)).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test('only adds colour, never text, when colour is on', () => {
    const coloured = renderText(envelope(small), { color: true });
    expect(coloured).toContain('\x1b[31merror  \x1b[39m');
    expect(coloured).toContain('\x1b[2mdrift/pattern/response  [b07c0000]\x1b[22m');
    const bare = coloured.split('\x1b').map((part, i) => (i === 0 ? part : part.slice(part.indexOf('m') + 1)));
    expect(bare.join('').replaceAll('\u2026', '...')).toBe(plain(small));
  });

  test('prints whole ids where the short ones are ambiguous', () => {
    const text = plain({
      findings: [
        finding({ id: 'aaaaaaaa00000001' }),
        finding({ id: 'aaaaaaaa00000002', line: 2 }),
        finding({ line: 3 }),
      ],
    });
    expect(text).toContain('[aaaaaaaa00000001]');
    expect(text).toContain('[aaaaaaaa00000002]');
    expect(text).toContain('[3fa91c0d]');
  });

  test('lists at most twenty problems', () => {
    const problems = Array.from({ length: 25 }, (_, i) => ({ code: 'SCAN_ERROR', message: `p${i}` }) as const);
    const text = plain({ rest: { problems } });
    expect(text).toContain('problem  p19  SCAN_ERROR\nand 5 more problems, --format json lists them\n');
    expect(text).not.toContain('p20');
  });
});

describe('repository text', () => {
  test('in any script lines up', () => {
    const text = plain({
      findings: [
        finding({
          path: 'src/\u65e5\u672c.ts',
          message: '\u540d\u524d',
          from: 6,
          to: 8,
          snippet: { line: "const \u540d\u524d = '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}';" },
        }),
        finding({
          path: 'src/\u65e5\u672c.ts',
          line: 1,
          message: 'family',
          from: 13,
          to: 21,
          snippet: { line: "const \u540d\u524d = '\u5929\u{1F468}\u200d\u{1F469}\u200d\u{1F467}';" },
        }),
        finding({
          path: 'src/\u65e5\u672c.ts',
          line: 2,
          message: 'cafe\u0301',
          from: 2,
          to: 7,
          snippet: { line: 'f(cafe\u0301, \u{1F1E9}\u{1F1EA})' },
        }),
      ],
    });
    expect(text).toMatchInlineSnapshot(`
      "src/日本.ts
        1:7   error  名前    drift/pattern/missing-auth  [3fa91c0d]
                     const 名前 = '👨‍👩‍👧';
                           ^^^^
        2:14  error  family  drift/pattern/missing-auth  [3fa91c0d]
                     const 名前 = '天👨‍👩‍👧';
                                     ^^
        3:3   error  café    drift/pattern/missing-auth  [3fa91c0d]
                     f(café, 🇩🇪)
                       ^^^^

      3 findings (3 errors), 3 new. 1,204 files. digest 9c1e0a55d1c2...
      Learned from merge base with main: no convention has enough evidence yet.
      "
    `);
  });

  test('cannot steer the terminal', () => {
    const evil = 'a\x1b[2J\x07\u202eb\u2066\r\nc\x9b\ud800\u{E0041}\u2028';
    const text = plain({
      findings: [
        finding({ path: `src/${evil}.ts`, message: evil, ruleId: `drift/x/${evil}`, snippet: { line: evil } }),
      ],
      rest: { problems: [{ code: 'SCAN_ERROR', message: evil, file: evil }] },
      warnings: [evil],
    });
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(text).toContain('src/a\\x1b[2J\\x07\\u202eb\\u2066\\r\\nc\\x9b\\ud800\\u{e0041}\\u2028.ts\n');
  });
});

test('ten thousand findings are all printed, in proportionate length', () => {
  const many = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      finding({ id: i.toString(16).padStart(16, '0'), path: `src/f${i % 500}.ts`, line: i }),
    );
  const text = plain({ findings: many(10_000) });
  expect(text.split('\n').filter((line) => line.includes('drift/pattern/missing-auth')).length).toBe(10_000);
  const short = plain({ findings: many(100) });
  expect(text.length / short.length).toBeLessThan(130);
});
