import { defineConvention } from '../../engine/convention.ts';
import { isForeignFile } from '../free-names.ts';
import { switchesOff } from '../linter-marks.ts';

/** From the most to the least careful: truthiness also stops at an empty text and at zero. */
const RANK: readonly string[] = ['optional', 'comparison', 'truthiness'];

const NAMES: ReadonlyMap<string, string> = new Map([
  ['optional', 'optional access'],
  ['comparison', 'a comparison with nothing'],
  ['truthiness', 'a check of truthiness'],
]);

/**
 * How an expression makes sure that something is there before it uses it. Ruby is left out: `a&.b < 1` raises where
 * `a && a.b < 1` stops, and so does all that follows in `a&.b.c`.
 */
export const nullCheck = defineConvention({
  id: 'drift/pattern/null-check',
  title: 'Checks for absent values',
  languages: ['csharp', 'javascript', 'kotlin', 'php', 'python', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['csharp'],
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '20 projects of docs/precision with findings',
    sample: 86,
    precision: 0.88,
  },
  sites: 'checks',
  answers: ['optional', 'comparison', 'truthiness'],
  describe: (value) => NAMES.get(value) ?? value,
  deviates: (actual, expected) => RANK.indexOf(actual) > RANK.indexOf(expected),
  observe(view, report) {
    if (isForeignFile(view) || switchesOff(view, /prefer-optional-chain|useOptionalChain/)) return;
    let last = -1;
    for (const check of view.table('nullChecks')) {
      // A chain of optional accesses is one decision where the grammar lets all of them begin at one place.
      if (check.start !== last) report({ value: check.kind, start: check.start, end: check.end });
      last = check.start;
    }
  },
});
