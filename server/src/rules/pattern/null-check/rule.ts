import { defineConvention, type Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { isForeignFile } from '../free-names.ts';
import { switchesOff } from '../linter-marks.ts';

/**
 * From the most to the least careful: truthiness also stops at an empty text and at zero, and what `==` does is up to
 * the value.
 */
const RANK: readonly string[] = ['optional', 'comparison', 'truthiness', 'predicate', 'equality'];
/** `name.should == nil` asks nothing: it is how a test says what it expects. */
const EXPECTATION = /\bshould(?:_not)?\b|\bmust(?:_not)?\b|^expect\b/;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['optional', 'optional access'],
  ['comparison', 'a comparison with nothing'],
  ['truthiness', 'a check of truthiness'],
  ['predicate', '`nil?`'],
  ['equality', '`== nil`'],
]);

/**
 * How an expression makes sure that something is there before it uses it. In Ruby the question is how it asks for `nil`:
 * `a&.b < 1` raises where `a && a.b < 1` stops, and so does all that follows in `a&.b.c`.
 */
export const nullCheck = defineConvention({
  id: 'drift/pattern/null-check',
  title: 'Checks for absent values',
  languages: ['csharp', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['csharp', 'kotlin', 'ruby'],
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '20 projects of docs/precision with findings',
    sample: 81,
    precision: 0.89,
  },
  sites: 'checks',
  answers: ['optional', 'comparison', 'truthiness', 'predicate', 'equality'],
  describe: (value) => NAMES.get(value) ?? value,
  deviates: (actual, expected) => RANK.indexOf(actual) > RANK.indexOf(expected),
  observe(view, report) {
    if (isForeignFile(view) || switchesOff(view, /prefer-optional-chain|useOptionalChain/)) return;
    if (view.language === 'ruby') return asksForNil(view, report);
    let last = -1;
    for (const check of view.table('nullChecks')) {
      // A chain of optional accesses is one decision where the grammar lets all of them begin at one place.
      if (check.start !== last) report({ value: check.kind, start: check.start, end: check.end });
      last = check.start;
    }
  },
});

/** `a.nil?` and `a == nil`; `!=` has no method of its own. */
function asksForNil(view: FileView, report: (observation: Observation) => void): void {
  const said: Observation[] = [];
  for (const c of view.callsNamed('nil?'))
    if (c.callee.includes('.') || c.callee.startsWith('?'))
      said.push({ value: 'predicate', start: c.start, end: c.end });
  for (const check of view.table('nullChecks')) {
    if (check.kind !== 'equality') continue;
    const asked = view.callsStartingIn(check.start, check.end).some((c) => EXPECTATION.test(c.callee));
    if (!asked) said.push({ value: 'equality', start: check.start, end: check.end });
  }
  for (const o of said.sort((a, b) => a.start - b.start)) report(o);
}
