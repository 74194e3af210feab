import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verdictOf, withVerdicts } from './verdicts.ts';

test.each([
  ['3155 ms', '', ''],
  ['150 ms', '150 ms', 'met'],
  ['151 ms', '150 ms', 'missed'],
  // The ratio is what is asked for, not the time beside it.
  ['10986 ms, 1.48 x', '1.5 x', 'met'],
  ['986 ms, 2.48 x', '1.5 x', 'missed'],
  ['700 / 1200 MB', '800 / 1300 MB', 'met'],
  ['700 / 1301 MB', '800 / 1300 MB', 'missed'],
  ['3.6 ms / 5.6 ms', '- / 5 ms', 'missed'],
  ['34 ms / 38 ms / 41 ms', '15 / 40 / 80 ms', 'missed'],
  ['14 ms / 38 ms / 41 ms', '15 / 40 / 80 ms', 'met'],
  ['86 ms / 0.21', '300 ms', 'met'],
  ['77 ms / 0.02', '15 ms', 'missed'],
  ['4179 ms / 5928 ms', '5000 ms', 'missed'],
  ['4.44 / 2.33', 'linear', 'met'],
  ['2.33 / 4.44', 'linear', 'missed'],
  ['10000 / 20 / 5', 'at least 10000 / 20 / 5', 'met'],
  ['2000 / 20 / 5', 'at least 10000 / 20 / 5', 'missed'],
  ['equal, 34 findings', 'equal', 'met'],
  ['DIFFERENT', 'equal', 'missed'],
  ['-3', '0', 'met'],
  ['2', '0', 'missed'],
])('"%s" against "%s" is %s', (measured, budget, verdict) => {
  expect(verdictOf(measured, budget)).toBe(verdict);
});

test('figures that do not fit their budget are no silent success', () => {
  expect(() => verdictOf('12 s', '150 ms')).toThrow('no figure');
  expect(() => verdictOf('12 ms', '15 / 40 ms')).toThrow('as many');
});

const tables = readdirSync(import.meta.dirname).filter((name) => /^RESULTS.*\.md$/.test(name));

test.each(tables)('%s tells what its own figures say', (name) => {
  const text = readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
  expect(text).toContain('| verdict |');
  expect(withVerdicts(text)).toBe(text);
});
