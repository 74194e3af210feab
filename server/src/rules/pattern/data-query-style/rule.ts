import { defineConvention } from '../../engine/convention.ts';
import { dataAccessesOf } from '../data-access.ts';
import { isProductCode } from '../product-code.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['orm', 'mapped objects'],
  ['builder', 'a query builder'],
  ['raw', 'SQL text'],
]);

/** How stored data is asked for. */
export const dataQueryStyle = defineConvention({
  id: 'drift/pattern/data-query-style',
  title: 'Queries',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'data accesses',
  answers: ['orm', 'builder', 'raw'],
  describe: (value) => NAMES.get(value) ?? value,
  // A mapper and its builder complete each other; only SQL text is another way.
  deviates: (actual, expected) => (actual === 'raw') !== (expected === 'raw'),
  observe(view, report) {
    if (!isProductCode(view)) return;
    for (const access of dataAccessesOf(view))
      if (access.style !== null) report({ value: access.style, start: access.start, end: access.end });
  },
});
