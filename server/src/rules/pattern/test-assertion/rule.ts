import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';

type Style = 'expect' | 'assert' | 'should';

/** Modules that offer `assert`. */
const ASSERT_MODULES: ReadonlySet<string> = new Set([
  'assert',
  'assert/strict',
  'assert.strict',
  'chai.assert',
  'vitest.assert',
  'power-assert',
]);
/** Assertions that tell the compiler something or that end a test: no style of expectation replaces them. */
const OTHER_PURPOSE: ReadonlySet<string> = new Set([
  'ok',
  'isOk',
  'exists',
  'isDefined',
  'isNotNull',
  'isObject',
  'instanceOf',
  'fail',
  'typeOf',
]);
const SHOULD = /\.should\.[\w.]+$/;

/** How tests say what they expect. */
export const testAssertion = defineConvention({
  id: 'drift/pattern/test-assertion',
  title: 'Style of assertions',
  languages: ['javascript', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['javascript'],
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '2 packages: ra-core, etherpad-lite',
    sample: 5,
    precision: 1,
  },
  sites: 'tests with assertions',
  answers: ['expect', 'assert', 'should'],
  describe: (value) => `\`${value}\``,
  observe(view, report) {
    if (view.role !== 'test') return;
    const seen = new Set<string>();
    for (const call of view.table('calls')) {
      const value = styleOf(view, call);
      const key = `${call.symbol} ${value}`;
      // One test says the same thing many times.
      if (value === null || seen.has(key)) continue;
      seen.add(key);
      report({ value, start: call.nameStart, end: call.nameEnd });
    }
  },
});

function styleOf(view: FileView, call: Row<'calls'>): Style | null {
  if (call.callee === 'expect') return call.arguments > 0 ? 'expect' : null;
  if (SHOULD.test(call.callee)) return 'should';
  if (!call.callee.startsWith('assert.') || OTHER_PURPOSE.has(call.name)) return null;
  const meaning = view.imported.get('assert');
  return meaning !== undefined && ASSERT_MODULES.has(meaning) ? 'assert' : null;
}
