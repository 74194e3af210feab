import { describe, expect, test } from 'vitest';
import { builtIn, gateFinding, gateInput, gateOf, judged } from '../../../../test/support/gates.ts';
import { toFileId } from '../../host/narrow.ts';
import { rampedSeverity, rampedThreshold, rampOn } from './ramp-up.ts';

const FIRST = Date.parse('2026-01-01T00:00:00Z') / 86_400_000;
const NONE = new Set<never>();

describe('the day of a ramp-up', () => {
  test.each([
    [0, { day: 0, of: 28 }],
    [27, { day: 27, of: 28 }],
    [28, null],
    [400, null],
    [-3, { day: 0, of: 28 }],
  ])('%i days after it started', (days, expected) => {
    expect(rampOn(FIRST + days, '2026-01-01', 28)).toEqual(expected);
  });

  test('there is none without a start or without days', () => {
    expect([rampOn(FIRST, '', 28), rampOn(FIRST, '2026-01-01', 0)]).toEqual([null, null]);
  });
});

describe('severities in old files', () => {
  // Days of 28: the last of each quarter and the first of the next.
  test.each([
    ['secret/x error new CWE-798', ['warning', 'warning', 'error', 'error', 'error', 'error', 'error']],
    ['taint/x error new CWE-78', ['warning', 'warning', 'warning', 'warning', 'error', 'error', 'error']],
    ['crypto/x error new', ['warning', 'warning', 'warning', 'warning', 'error', 'error', 'error']],
    ['pattern/x error new', ['warning', 'warning', 'warning', 'warning', 'warning', 'warning', 'error']],
    ['pattern/x warning new', ['info', 'info', 'info', 'info', 'warning', 'warning', 'warning']],
    ['pattern/x info new', ['info', 'info', 'info', 'info', 'info', 'info', 'info']],
    ['pattern/x hint new', ['hint', 'hint', 'hint', 'hint', 'hint', 'hint', 'hint']],
  ])('%s', (text, expected) => {
    const finding = gateFinding(text);
    const days = [0, 6, 7, 13, 14, 20, 21];
    expect(days.map((day) => rampedSeverity(finding, { day, of: 28 }, NONE))).toEqual(expected);
    expect(rampedSeverity(finding, null, NONE)).toBe(finding.severity);
  });
});

test('the threshold grows from seven tenths to the whole', () => {
  const of = (day: number) => rampedThreshold(70, { day, of: 28 });
  expect([of(0), of(14), rampedThreshold(70, null)]).toEqual([49, expect.closeTo(59.5, 9), 70]);
});

test('the same finding fails in a new file and warns in an old one', () => {
  const findings = [gateFinding('crypto/x error new', { file: 'src/a.ts' })];
  const status = (newFiles: readonly string[]) => {
    const input = gateInput({ findings, newFiles: new Set(newFiles.map(toFileId)) });
    return gateOf(judged(input, builtIn('standard'), { ramp: { day: 0, of: 28 } }), 'security-boundaries').status;
  };
  expect([status([]), status(['src/a.ts'])]).toEqual(['warned', 'failed']);
});

test('in the last quarter only the threshold is lower; at the end nothing is', () => {
  const findings = [gateFinding('crypto/x error new'), gateFinding('pattern/x warning new')];
  const at = (days: number) => {
    const ramp = rampOn(FIRST + days, '2026-01-01', 28);
    return judged(gateInput({ findings }), builtIn('standard'), ramp === null ? {} : { ramp });
  };
  expect(at(21).gates.map((g) => g.status)).toEqual(at(28).gates.map((g) => g.status));
  expect(at(21).threshold).toBeLessThan(70);
  expect(at(28)).toEqual(judged(gateInput({ findings })));
});
