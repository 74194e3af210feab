import { DEFAULT_CONFIG, type RuleId } from '@drift/shared';
import { expect, test } from 'vitest';
import { factsOf } from '../../../test/support/facts.ts';
import { suppressionsOf } from '../facts/suppression-comments.ts';
import { suppressionOf } from './suppression.ts';

async function isSuppressed(text: string, rule: RuleId, line: number): Promise<boolean> {
  const settings = { config: DEFAULT_CONFIG.suppression, day: null };
  return suppressionOf(suppressionsOf(await factsOf('typescript', text)), rule, { line, settings }) !== null;
}

const TEXT = [
  '// drift-ignore-file taint/sql-query: generated queries',
  'a(); // drift-ignore drift/crypto/insecure-random, drift/error-handling/empty-handler: test only value',
  '// drift-ignore-next-line convention/naming-function,crypto/weak-hash',
  'b();',
  '/* drift-ignore-next-line *: the probe may fail */',
  'c();',
  'd(); // drift-ignore pattern/*, secret/*: a generated name',
].join('\n');

test.each([
  ['drift/taint/sql-query', 5, true],
  ['drift/crypto/insecure-random', 1, true],
  ['drift/error-handling/empty-handler', 1, true],
  ['drift/error-handling/empty-handler', 2, false],
  ['drift/pattern/naming-function', 3, false],
  ['drift/crypto/weak-hash', 5, true],
  ['drift/crypto/weak-hash', 3, false],
  ['drift/pattern/naming-function', 6, true],
  ['drift/secret/vendor-token', 6, true],
  ['drift/crypto/weak-hash', 6, false],
] as const)('%s on line %i is suppressed: %s', async (rule, line, expected) => {
  expect(await isSuppressed(TEXT, rule, line)).toBe(expected);
});

const REGIONS = [
  '/* drift-ignore-start crypto/weak-hash: names of cached files */',
  'a();',
  '// drift-ignore-start taint/*, secret/vendor-token: test data',
  'b();',
  '// drift-ignore-end crypto/weak-hash',
  'c();',
  '// drift-ignore-end of the test data',
  'd();',
  '// drift-ignore-start error-handling/empty-handler: never closed',
  'e();',
  '// as in drift-ignore-end, or drift-ignore-start pattern/*: words',
  '// drift-ignore-start owasp/debug-mode',
  'f();',
  '// drift-ignore-end',
].join('\n');

test.each([
  ['drift/crypto/weak-hash', 1, true],
  ['drift/crypto/weak-hash', 3, true],
  ['drift/crypto/weak-hash', 5, false],
  ['drift/taint/sql-query', 1, false],
  ['drift/taint/sql-query', 3, true],
  ['drift/taint/sql-query', 5, true],
  ['drift/secret/vendor-token', 5, true],
  ['drift/secret/vendor-token', 7, false],
  ['drift/error-handling/empty-handler', 9, false],
  ['drift/pattern/naming-function', 12, false],
  ['drift/owasp/debug-mode', 12, false],
] as const)('in regions %s on line %i is suppressed: %s', async (rule, line, expected) => {
  expect(await isSuppressed(REGIONS, rule, line)).toBe(expected);
});
