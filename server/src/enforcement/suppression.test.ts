import { expect, test } from 'vitest';
import { factsOf } from '../../../test/support/facts.ts';
import { suppressionsOf } from '../facts/suppression-comments.ts';
import { isSuppressed } from './suppression.ts';

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
  expect(isSuppressed(suppressionsOf(await factsOf('typescript', TEXT)), rule, line)).toBe(expected);
});
