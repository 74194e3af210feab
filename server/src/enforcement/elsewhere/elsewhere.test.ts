import { describe, expect, test } from 'vitest';
import type { ElsewhereResult } from './accepted-elsewhere.ts';
import { readCruiserViolations } from './cruiser-violations.ts';
import { readEslintSuppressions } from './eslint-suppressions.ts';
import { readGitleaksIgnore } from './gitleaks-ignore.ts';

const COMMIT = 'a'.repeat(40);

/** Each entry as `path rules lines most`, and each fault. */
function told(result: ElsewhereResult): readonly string[] {
  if (!result.ok) return [result.message];
  const { entries, faults } = result.value;
  return [
    ...entries.map(({ path, names, lines, was, most }) => {
      const where = was === null ? (lines?.map((l) => l.first).join() ?? '*') : `${was.commit.slice(0, 2)}@${was.line}`;
      return `${path} ${names.join()} ${where} ${most}`;
    }),
    ...faults.map(({ line, message }) => (line === null ? `! ${message}` : `! ${line} ${message}`)),
  ];
}

describe('bulk suppressions of ESLint', () => {
  test('are rules with a count in files of the folder they lie in', () => {
    const text = JSON.stringify({ 'src/a.ts': { 'no-eval': { count: 2 }, 'import/order': { count: 1 } } });
    expect(told(readEslintSuppressions(text, 'web/'))).toEqual([
      'web/src/a.ts no-eval * 2',
      'web/src/a.ts import/order * 1',
    ]);
  });

  test('accept nothing where they are none', () => {
    const text =
      '{"../../up.ts": {"no-eval": {"count": 1}}, "/etc/x": {}, "C:\\\\x": {}, "a.ts": 1, "b.ts": {"r": {"count": -1}, "s": {}}}';
    expect(told(readEslintSuppressions(text, 'web/'))).toEqual([
      '! ../../up.ts: is no path below the root',
      '! /etc/x: is no path below the root',
      '! C:\\x: is no path below the root',
      '! a.ts: has no rules',
      '! b.ts: r has no count',
      '! b.ts: s has no count',
    ]);
    for (const broken of ['', '[]', '{', 'null', `${'['.repeat(50_000)}`])
      expect(told(readEslintSuppressions(broken, ''))).toEqual(['it is no JSON object of files, as ESLint writes it']);
  });
});

test('known violations of dependency-cruiser are one finding each of the file that imports', () => {
  const rule = { severity: 'error', name: 'no-circular' };
  const text = JSON.stringify([
    { type: 'cycle', from: './src/a.ts', to: 'b', rule },
    { from: 1 },
    { from: '..', rule },
  ]);
  expect(told(readCruiserViolations(text, ''))).toEqual([
    'src/a.ts no-circular * 1',
    '! violation 2 names no file and rule',
    '! violation 3 names no path below the root',
  ]);
  expect(told(readCruiserViolations('{}', ''))).toEqual([
    'it is no JSON list of violations, as dependency-cruiser writes it',
  ]);
});

test('fingerprints of Gitleaks are read from their ends', () => {
  const lines = [
    '# comment',
    '',
    'src/a.ts:github-pat:3',
    `${COMMIT}:src/b:c.ts:private-key:12`,
    'src\\d.ts:jwt:1',
    'nonsense',
    'src/a.ts:jwt:0',
    '../up.ts:jwt:4',
  ];
  expect(told(readGitleaksIgnore(lines.join('\r\n'), ''))).toEqual([
    'src/a.ts github-pat 2 Infinity',
    'src/b:c.ts private-key aa@11 Infinity',
    'src/d.ts jwt 0 Infinity',
    '! 6 is no fingerprint',
    '! 7 is no fingerprint',
    '! 8 names no path below the root',
  ]);
});
