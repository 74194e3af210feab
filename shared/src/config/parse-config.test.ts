import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfig } from './parse-config.ts';

const RULES = ['drift/errors/empty-catch', 'drift/pattern/naming-function', 'drift/security/sql-injection'];

/** Each problem as `line:column kind "text at the span" message -> suggestion`. */
function problemsOf(text: string): readonly string[] {
  return parseConfig(text, 'drift.toml', { knownRules: RULES }).problems.map((problem) => {
    const at = JSON.stringify(text.slice(problem.start, problem.end));
    const suggestion = problem.suggestion === undefined ? '' : ` -> ${problem.suggestion}`;
    return `${problem.line}:${problem.column} ${problem.severity} ${problem.kind} ${at} ${problem.message}${suggestion}`;
  });
}

function valuesOf(text: string): Readonly<Record<string, unknown>> {
  const { config } = parseConfig(text, 'drift.toml', { knownRules: RULES });
  return Object.fromEntries(config?.values ?? []);
}

test('an empty text sets nothing', () => {
  expect(problemsOf('')).toEqual([]);
  expect(valuesOf('')).toEqual({});
});

test('reads every kind of value', () => {
  const text = `
[scan]
max_file_size = "2MB"
include = ["源码/**", "🦊/*.ts"]
follow_symlinks = true
[analysis]
dominance_threshold = 1
severity = { "errors/empty-catch" = "off", "drift/pattern/naming-function" = "hint" }
incubating = "all"
`;
  expect(problemsOf(text)).toEqual([]);
  expect(valuesOf(text)).toEqual({
    'scan.max_file_size': 2_097_152,
    'scan.include': ['源码/**', '🦊/*.ts'],
    'scan.follow_symlinks': true,
    'analysis.dominance_threshold': 1,
    'analysis.severity': { 'drift/errors/empty-catch': 'off', 'drift/pattern/naming-function': 'hint' },
    'analysis.incubating': 'all',
  });
});

test.each([
  ['[scan]\nthreads = \n', '2:11', '"\\n"'],
  ['[scan]\r\nthreads = 1 2\r\n', '2:13', '"2"'],
  ['漢 = 1', '1:1', '"漢"'],
  ['[scan]\n[scan]\n', '2:2', '"s"'],
  ['a = "open', '1:5', '"\\""'],
])('invalid TOML %j fails at %s', (text, place, at) => {
  const result = parseConfig(text, 'drift.toml', { knownRules: RULES });
  expect(result.config).toBeNull();
  expect(result.problems).toHaveLength(1);
  expect(problemsOf(text)[0]?.startsWith(`${place} error parse ${at} Not valid TOML: `)).toBe(true);
});

test('nesting beyond any use is a parse error, not a crash', () => {
  expect(problemsOf(`a = ${'['.repeat(50_000)}`)[0]).toContain('error parse');
});

test('values out of range are reported together, each at its value', () => {
  const text = `[scan]
max_file_size = 0
threads = -1
include = ["src/**", "", " "]
[analysis]
dominance_threshold = 1.2
min_files = 1.5
min_occurrences = 99999999999999999999
[quality_gates]
fail_on = "never"
`;
  expect(problemsOf(text)).toEqual([
    '2:17 error invalid-value "0" scan.max_file_size cannot be 0; use a whole number of bytes above 0, or a size such as "512KB" or "2MB".',
    '3:11 error invalid-value "-1" scan.threads cannot be -1; use a whole number, 0 or more.',
    '4:22 error invalid-value "\\"\\"" scan.include.1 cannot be ""; use a list of non-empty path patterns.',
    '4:26 error invalid-value "\\" \\"" scan.include.2 cannot be " "; use a list of non-empty path patterns.',
    '6:23 error invalid-value "1.2" analysis.dominance_threshold cannot be 1.2; use a number from 0 to 1.',
    '7:13 error invalid-value "1.5" analysis.min_files cannot be 1.5; use a whole number, 1 or more.',
    '8:19 error invalid-value "99999999999999999999" analysis.min_occurrences cannot be 99999999999999999999; use a whole number, 1 or more.',
    '10:11 error invalid-value "\\"never\\"" quality_gates.fail_on cannot be "never"; use one of "error", "warning", "info", "none".',
  ]);
  expect(valuesOf(text)).toEqual({});
});

test.each(['-1', '"0KB"', '"-2MB"', '"lots"', '1.5', 'true', '[]', 'inf', '1979-05-27'])(
  'max_file_size = %s is refused',
  (value) => {
    expect(problemsOf(`scan.max_file_size = ${value}`)).toHaveLength(1);
  },
);

test('a table where a value belongs and the reverse', () => {
  expect(problemsOf('scan = 3')).toEqual(['1:8 error invalid-value "3" scan cannot be 3; use a table, [scan].']);
  expect(problemsOf('[[scan]]')).toEqual([
    '1:3 error invalid-value "scan" scan cannot be a list of tables; use a table, [scan].',
  ]);
  expect(problemsOf('[scan.threads]\nx = 1')).toEqual([
    '1:7 error invalid-value "threads" scan.threads cannot be a table; use a whole number, 0 or more.',
  ]);
});

test('unknown keys are warnings with the nearest known key, and the rest still loads', () => {
  const text = '[scan]\nthread = 4\ncolour = "red"\nskip_binary = false\n[scn]\n';
  expect(problemsOf(text)).toEqual([
    "2:1 warning unknown-key \"thread\" Unknown key 'scan.thread'. Did you mean 'threads'? -> threads",
    '3:1 warning unknown-key "colour" Unknown key \'scan.colour\'. Known here: max_file_size, threads, include, extra_ignore, follow_symlinks, skip_binary, default_ignores.',
    "5:2 warning unknown-key \"scn\" Unknown key 'scn'. Did you mean 'scan'? -> scan",
  ]);
  expect(valuesOf(text)).toEqual({ 'scan.skip_binary': false });
});

test('unknown rules suggest the nearest one, spelled as the author spells', () => {
  const text = `[analysis]
incubating = ["security/sql-injektion", "drift/security/sql-injection"]
[analysis.severity]
"errors/empty-cacth" = "off"
"drift/pattern/naming-functions" = "info"
"style/tabs" = "warning"
`;
  expect(problemsOf(text)).toEqual([
    '2:15 warning unknown-rule "\\"security/sql-injektion\\"" Unknown rule \'security/sql-injektion\'. Did you mean \'security/sql-injection\'? -> security/sql-injection',
    '4:1 warning unknown-rule "\\"errors/empty-cacth\\"" Unknown rule \'errors/empty-cacth\'. Did you mean \'errors/empty-catch\'? -> errors/empty-catch',
    '5:1 warning unknown-rule "\\"drift/pattern/naming-functions\\"" Unknown rule \'drift/pattern/naming-functions\'. Did you mean \'drift/pattern/naming-function\'? -> drift/pattern/naming-function',
    '6:1 warning unknown-rule "\\"style/tabs\\"" Unknown rule \'style/tabs\'. Rule ids have the form \'drift/<area>/<rule>\'.',
  ]);
});

test('a bad entry of the severity table leaves the others standing', () => {
  const text = '[analysis.severity]\n"errors/empty-catch" = "fatal"\n"pattern/naming-function" = "hint"\n';
  expect(problemsOf(text)).toEqual([
    '2:24 error invalid-value "\\"fatal\\"" analysis.severity."errors/empty-catch" cannot be "fatal"; use rule ids, each with one of "error", "warning", "info", "hint", "off".',
  ]);
  expect(valuesOf(text)).toEqual({ 'analysis.severity': { 'drift/pattern/naming-function': 'hint' } });
});

test('one rule in two spellings is an error', () => {
  const text = 'analysis.severity = { "errors/empty-catch" = "off", "drift/errors/empty-catch" = "error" }';
  expect(problemsOf(text)).toEqual([
    '1:53 error invalid-value "\\"drift/errors/empty-catch\\"" \'drift/errors/empty-catch\' is set twice; keep one of the two entries.',
  ]);
});

test('a deprecated key works until its replacement is set', () => {
  expect(problemsOf('[scan]\nparallelism = 2')).toEqual([
    "2:1 warning deprecated-key \"parallelism\" 'scan.parallelism' is deprecated; use 'scan.threads'. -> threads",
  ]);
  expect(valuesOf('[scan]\nparallelism = 2')).toEqual({ 'scan.threads': 2 });
  expect(valuesOf('[scan]\nparallelism = 2\nthreads = 3')).toEqual({ 'scan.threads': 3 });
  expect(valuesOf('[scan]\nthreads = 3\nparallelism = 2')).toEqual({ 'scan.threads': 3 });
  expect(problemsOf('[scan]\nparallelism = 2\nthreads = 3')[0]).toContain("ignored, because 'scan.threads' is set");
});

test('names that reach into prototypes are names like any other', () => {
  const text = `[__proto__]
threads = 9
[constructor.prototype]
threads = 9
[scan.__proto__]
threads = 9
[analysis.severity]
__proto__ = "off"
constructor = "off"
[analysis.severity.toString]
x = 1
`;
  expect(problemsOf(text).map((problem) => problem.split(' ', 4).slice(0, 3).join(' '))).toEqual([
    '1:2 warning unknown-key',
    '3:2 warning unknown-key',
    '5:7 warning unknown-key',
    '8:1 warning unknown-rule',
    '9:1 warning unknown-rule',
    '10:20 error invalid-value',
    '10:20 warning unknown-rule',
  ]);
  expect(valuesOf(text)).toEqual({ 'analysis.severity': { 'drift/constructor': 'off' } });
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('threads');
  expect('threads' in {}).toBe(false);
});

test('text from the file cannot disturb the line it is printed in', () => {
  const [problem] = problemsOf(`scan.threads = "\u202eevil${'x'.repeat(500)}"`);
  expect(problem).toContain('cannot be "\\u202eevilxxx');
  expect(problem).toContain('...; use');
});

test('lines are those of the keys, with CRLF too', () => {
  const text = '# first\r\n[scan]\r\nthreads = 1\r\n\r\n[analysis.severity]\r\n"errors/empty-catch" = "off"\r\n';
  expect(Object.fromEntries(parseConfig(text, 'drift.toml', { knownRules: RULES }).config?.lines ?? [])).toEqual({
    'scan.threads': 3,
    'analysis.severity': 5,
    'analysis.severity."drift/errors/empty-catch"': 6,
  });
});

test('any text gives problems inside the text, in order', () => {
  const words = [
    '[scan]',
    '[[scan]]',
    '\n',
    '\r\n',
    'threads',
    '=',
    '4',
    '"x"',
    '"\\U00110000"',
    '"\\ud800"',
    '.',
    '{',
    '}',
    ',',
  ];
  const piece = fc.constantFrom(
    ...words,
    '[analysis.severity]',
    '2024-13-45',
    '1e999',
    '0x',
    '__proto__',
    '\u0000',
    '# c',
  );
  const property = fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
    const text = pieces.join(' ');
    const { problems } = parseConfig(text, 'drift.toml', { knownRules: RULES });
    for (const [index, { start, end }] of problems.entries()) {
      expect(start).toBeGreaterThanOrEqual(problems[index - 1]?.start ?? 0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });
  fc.assert(property, { seed: 31, numRuns: 5000 });
});

test('a file full of wrong names reports all of them, with suggestions for the first 200', () => {
  const names = Array.from({ length: 300 }, (_, index) => `threads${String.fromCharCode(0x4e00 + index)}`);
  const problems = problemsOf(`[scan]\n${names.map((name) => `"${name}" = 1\n`).join('')}`);
  expect(problems).toHaveLength(300);
  expect(problems.filter((problem) => problem.endsWith('-> threads'))).toHaveLength(200);
});
