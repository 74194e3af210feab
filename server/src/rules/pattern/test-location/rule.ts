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
const FOLDERS: ReadonlySet<string> = new Set(['test', 'tests', 'spec', 'specs', '__specs__', 'unit', 'unittests']);
/** Tests of the whole product live apart by nature. */
const WHOLE_PRODUCT: ReadonlySet<string> = new Set([
  'e2e',
  'functional',
  'functionaltests',
  'integration',
  'cypress',
  'playwright',
  'benchmarks',
  'bench',
  'smoke',
  'acceptance',
]);

const CODEMODS = 'jscodeshift/';

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
  maturity: 'stable',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: 'more than 35 packages: none held a deviation',
    sample: 0,
    precision: 1,
  },
  sites: 'test files',
  describe: (value) => NAMES.get(value) ?? value,
  observe(view, report) {
    const value = view.role === 'test' ? locationOf(view) : null;
    const place = value === null ? null : placeOfFile(view);
    if (value !== null && place !== null) report({ value, ...place });
  },
});

function locationOf(view: FileView): string | null {
  // Its runner finds what to compare with by a fixed path from the test.
  if ([...view.table('imports')].some((i) => i.source.startsWith(CODEMODS))) return null;
  const segments = view.file.split('/');
  const name = segments.pop() ?? '';
  if (TEST_FILE[view.language]?.test(name) !== true) return null;
  const directories = segments.map((d) => d.toLowerCase());
  if (directories.some((d) => WHOLE_PRODUCT.has(d))) return null;
  if (directories.includes('__tests__')) return '__tests__';
  return directories.some((d) => FOLDERS.has(d)) ? 'folder' : 'beside';
}
