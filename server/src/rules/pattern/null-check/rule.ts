import { defineConvention } from '../../engine/convention.ts';
import { isForeignFile } from '../free-names.ts';

/** From the most to the least careful: truthiness also stops at an empty text and at zero. */
const RANK: readonly string[] = ['optional', 'comparison', 'truthiness'];

const NAMES: ReadonlyMap<string, string> = new Map([
  ['optional', 'optional access'],
  ['comparison', 'a comparison with nothing'],
  ['truthiness', 'a check of truthiness'],
]);

/** How an expression makes sure that something is there before it uses it. */
export const nullCheck = defineConvention({
  id: 'drift/pattern/null-check',
  title: 'Checks for absent values',
  languages: ['csharp', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'checks',
  describe: (value) => NAMES.get(value) ?? value,
  deviates: (actual, expected) => RANK.indexOf(actual) > RANK.indexOf(expected),
  observe(view, report) {
    if (isForeignFile(view)) return;
    let last = -1;
    for (const check of view.table('nullChecks')) {
      // A chain of optional accesses is one decision where the grammar lets all of them begin at one place.
      if (check.start !== last) report({ value: check.kind, start: check.start, end: check.end });
      last = check.start;
    }
  },
});
