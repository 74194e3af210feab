import { CALLABLE_KINDS } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { placeOfFile } from '../place-of-file.ts';

/** File names by which the usual runners find tests. */
const TEST_FILE: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  javascript: /\.(?:test|spec)\.[cm]?jsx?$/,
  typescript: /\.(?:test|spec)\.[cm]?tsx?$/,
  python: /^test_.*\.py$|_test\.py$/,
};
const FOLDERS: ReadonlySet<string> = new Set(
  'test tests _test _tests testing specs spec __specs__ unit unittest unittests unit_tests unit-tests testsuite test_suite'.split(
    ' ',
  ),
);
/** Calls by which a file of JavaScript declares tests. */
const TEST_CALLS = ['test', 'it', 'describe', 'suite', 'specify'];
/** Tests of the whole product live apart by nature. */
const WHOLE_PRODUCT: ReadonlySet<string> = new Set([
  'e2e',
  'integration',
  'cypress',
  'playwright',
  'benchmarks',
  'bench',
  'smoke',
  'acceptance',
]);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['beside', 'a test beside its source'],
  ['folder', 'a test in a tests folder'],
  ['__tests__', 'a test in __tests__'],
]);

/** Where test files lie. */
export const testLocation = defineConvention({
  id: 'drift/pattern/test-location',
  title: 'Location of tests',
  languages: ['javascript', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: { corpus: 'the site-packages of Python 3.11', sample: 55, precision: 0 },
  sites: 'test files',
  answers: ['beside', 'folder', '__tests__'],
  describe: (value) => NAMES.get(value) ?? value,
  observe(view, report) {
    const value = view.role === 'test' ? locationOf(view) : null;
    const place = value === null ? null : placeOfFile(view);
    if (value !== null && place !== null) report({ value, ...place });
  },
});

function locationOf(view: FileView): string | null {
  const segments = view.file.split('/');
  const name = segments.pop() ?? '';
  if (TEST_FILE[view.language]?.test(name) !== true) return null;
  const directories = segments.map((d) => d.toLowerCase());
  if (directories.some((d) => WHOLE_PRODUCT.has(d)) || !holdsTests(view)) return null;
  if (directories.includes('__tests__')) return '__tests__';
  return directories.some((d) => FOLDERS.has(d)) ? 'folder' : 'beside';
}

/** Product code about testing is called so too: `_bws_test.py` holds a statistical test. */
function holdsTests(view: FileView): boolean {
  if (view.language !== 'python') return TEST_CALLS.some((name) => view.callsNamed(name).length > 0);
  for (const s of view.table('symbols')) if (/^test/.test(s.name) && CALLABLE_KINDS.has(s.kind)) return true;
  return false;
}
