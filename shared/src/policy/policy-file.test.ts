import { describe, expect, test } from 'vitest';
import { parsePolicyFile } from './policy-file.ts';

const read = (text: string) => parsePolicyFile(text, '.drift/policies/own.toml');
const told = (text: string): string[] => read(text).problems.map((p) => `${p.line}:${p.column} ${p.message}`);

test('a policy file says what is different', () => {
  const text = `version = 1
extends = "strict"
threshold = 75.5
required_gates = ["regression"]

[weights]
regression = 2

[gates.test-coverage]
level = "warn"
min_coverage = 60
`;
  expect(read(text)).toEqual({
    file: {
      version: 1,
      extends: 'strict',
      threshold: 75.5,
      required_gates: ['regression'],
      weights: { regression: 2 },
      gates: { 'test-coverage': { level: 'warn', min_coverage: 60 } },
    },
    problems: [],
    extendsAt: { line: 2, column: 11 },
  });
});

test('an empty file says nothing, and is one', () => {
  expect(read('')).toMatchObject({ file: {}, problems: [] });
});

describe('what is wrong is told with its place', () => {
  test.each<[string, string, string[]]>([
    ['no TOML', 'mode = \n', ['1:8 Not valid TOML: invalid value.']],
    ['an unknown key', '\nmod = "weighted"\n', ["2:1 Unknown key 'mod'. Did you mean 'mode'?"]],
    [
      'an unknown gate',
      '[gates.test-coverag]\nlevel = "off"\n',
      ["1:8 Unknown key 'gates.test-coverag'. Did you mean 'test-coverage'?"],
    ],
    [
      'a key of another gate',
      '[gates.regression]\nmin_coverage = 3\n',
      ["2:1 Unknown key 'gates.regression.min_coverage'. Known here: level, timeout_ms, max_drop, warn_drop."],
    ],
    [
      'a mode there is none',
      'mode = "any"\n',
      ['1:8 mode cannot be "any"; use one of "all-must-pass", "any-must-pass", "weighted", "threshold".'],
    ],
    ['a threshold over 100', 'threshold = 101\n', ['1:13 threshold cannot be 101; use a number from 0 to 100.']],
    ['no number', 'threshold = nan\n', ['1:13 threshold cannot be nan; use a number from 0 to 100.']],
    [
      'a weight below 0',
      'weights = { regression = -1 }\n',
      ['1:26 weights.regression cannot be -1; use a number, 0 or more.'],
    ],
    [
      'an endless weight',
      'weights = { regression = inf }\n',
      ['1:26 weights.regression cannot be inf; use a number, 0 or more.'],
    ],
    [
      'a required gate there is none',
      'required_gates = ["x"]\n',
      [
        '1:19 required_gates.0 cannot be "x"; use a list of gates: "pattern-compliance", "constraint-verification", "security-boundaries", "test-coverage", "error-handling", "regression".',
      ],
    ],
    ['a value for a table', 'gates = 3\n', ['1:9 gates cannot be 3; use a table, [gates].']],
    ['another version', 'version = 2\n', ['1:11 version cannot be 2; use a version this program knows: 1.']],
    [
      'several',
      'mod = 1\nthreshold = "x"\n',
      ["1:1 Unknown key 'mod'. Did you mean 'mode'?", '2:13 threshold cannot be "x"; use a number from 0 to 100.'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(told(text)).toEqual(expected);
    expect(read(text).file).toBeNull();
  });

  test('without what a terminal obeys, and not without end', () => {
    const [first] = told('"\\u001b[31m" = 1\n');
    expect(first).not.toContain('\u001b');
    expect(told(Array.from({ length: 500 }, (_, i) => `k${i} = 1\n`).join('')).length).toBe(50);
  });

  test('and names of every object are no keys', () => {
    expect(told('__proto__ = 1\nconstructor = 2\n').length).toBe(2);
    expect(told('[gates.constructor]\nlevel = "off"\n').length).toBe(1);
  });
});
