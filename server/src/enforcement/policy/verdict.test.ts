import { type AggregationMode, GATES, type GateId, type GateResult } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { gateResult } from '../../../../test/support/gates.ts';
import { type Verdict, verdictOf } from './verdict.ts';

interface Asked {
  readonly threshold?: number;
  readonly required?: readonly GateId[];
  readonly weights?: Partial<Record<GateId, number>>;
  readonly onRequired?: 'warn' | 'fail';
  readonly onError?: 'warn' | 'fail';
}

function verdict(mode: AggregationMode, results: readonly GateResult[], asked: Asked = {}): Verdict {
  const { threshold = 70, required = [], weights = {}, onRequired = 'warn', onError = 'fail' } = asked;
  const policy = { mode, weights, on_required_not_run: onRequired, on_gate_error: onError };
  return verdictOf(results, { policy, threshold, required });
}

const line = ({ passed, score, reasons }: Verdict): string =>
  `${passed ? 'pass' : 'fail'} ${score} ${reasons.map((r) => r.code).join(' ')}`;

/** Results of as many gates as there are texts, in their order. */
const results = (...texts: string[]): GateResult[] => texts.map((t, i) => gateResult(`${GATES[i]} ${t}`));
const SIX = (passed: number): GateResult[] => results(...GATES.map((_, i) => (i < passed ? 'passed 90' : 'failed 30')));

describe('modes', () => {
  test.each<[string, AggregationMode, GateResult[], Asked, string]>([
    ['five pass and one fails', 'all-must-pass', SIX(5), {}, 'fail 80 GATE_FAILED'],
    ['six pass', 'all-must-pass', SIX(6), {}, 'pass 90 PASSED'],
    ['a warning is a pass', 'all-must-pass', results('warned 80', 'passed 100'), {}, 'pass 90 PASSED'],
    ['one passes and five fail', 'any-must-pass', SIX(1), {}, 'pass 90 PASSED'],
    ['all fail', 'any-must-pass', SIX(0), {}, 'fail 30 NO_GATE_PASSED'],
    ['none could run', 'any-must-pass', results('notRun', 'notRun'), {}, 'fail null NO_GATE_COULD_RUN'],
    ['nothing at all', 'threshold', [], {}, 'fail null NO_GATE_COULD_RUN'],
    ['79 against 80', 'threshold', results('passed 79'), { threshold: 80 }, 'fail 79 BELOW_THRESHOLD'],
    ['80 against 80', 'threshold', results('passed 80'), { threshold: 80 }, 'pass 80 PASSED'],
    ['79.9999 against 80', 'threshold', results('passed 79.9999'), { threshold: 80 }, 'fail 79.9999 BELOW_THRESHOLD'],
    [
      'two that did not run and four at 90',
      'threshold',
      results('notRun', 'errored', 'passed 90', 'passed 90', 'passed 90', 'passed 90'),
      {},
      'pass 90 PASSED GATE_ERRORED',
    ],
    ['a failure that only weighs', 'threshold', results('failed 60', 'passed 100'), {}, 'pass 80 PASSED'],
    [
      'equal weights',
      'weighted',
      results('passed 100', 'passed 50'),
      { weights: { 'pattern-compliance': 1, 'constraint-verification': 1 } },
      'pass 75 PASSED',
    ],
    [
      'more weight on the better',
      'weighted',
      results('passed 100', 'passed 50'),
      { weights: { 'pattern-compliance': 4, 'constraint-verification': 1 } },
      'pass 90 PASSED',
    ],
    [
      'more weight on the worse',
      'weighted',
      results('passed 100', 'passed 50'),
      { weights: { 'pattern-compliance': 1, 'constraint-verification': 4 } },
      'fail 60 BELOW_THRESHOLD',
    ],
    [
      'a missing weight is an equal share',
      'weighted',
      results('passed 100', 'passed 50'),
      { weights: { 'pattern-compliance': 0.5 } },
      'pass 75 PASSED',
    ],
    [
      'no weight at all',
      'weighted',
      results('passed 100', 'passed 50'),
      { weights: { 'pattern-compliance': 0, 'constraint-verification': 0 } },
      'pass 75 PASSED',
    ],
    [
      'weights of gates that did not run do not count',
      'weighted',
      results('passed 80', 'notRun'),
      { weights: { 'pattern-compliance': 0.1, 'constraint-verification': 0.9 } },
      'pass 80 PASSED',
    ],
  ])('%s', (_name, mode, given, asked, expected) => {
    expect(line(verdict(mode, given, asked))).toBe(expected);
  });

  test('a gate that only warns does not block', () => {
    const warning = { ...gateResult('regression failed 10'), blocking: false };
    const made = verdict('all-must-pass', [gateResult('error-handling passed 100'), warning]);
    expect(line(made)).toBe('pass 55 PASSED');
    expect(made.reasons[0]?.message).toBe('every blocking gate that ran passed, although regression failed');
  });
});

describe('required gates', () => {
  const required: GateId[] = ['security-boundaries'];
  const skipped = (reason: NonNullable<GateResult['reason']>): GateResult[] => [
    gateResult('pattern-compliance passed 100'),
    { ...gateResult('security-boundaries notRun'), reason },
  ];
  test.each<[string, AggregationMode, GateResult[], Asked, string]>([
    [
      'that failed block though the mode passes',
      'any-must-pass',
      [gateResult('pattern-compliance passed 100'), gateResult('security-boundaries failed 50')],
      {},
      'fail 100 REQUIRED_GATE_FAILED',
    ],
    [
      'that failed are told once',
      'all-must-pass',
      [gateResult('security-boundaries failed 50')],
      {},
      'fail 50 REQUIRED_GATE_FAILED',
    ],
    [
      'that are missing block',
      'threshold',
      [gateResult('pattern-compliance passed 100')],
      {},
      'fail 100 REQUIRED_GATE_NOT_RUN',
    ],
    ['left alone because of another block', 'threshold', skipped('dependency'), {}, 'fail 100 REQUIRED_GATE_NOT_RUN'],
    ['without data warn', 'threshold', skipped('no-data'), {}, 'pass 100 PASSED REQUIRED_GATE_NOT_RUN'],
    ['without an analysis warn', 'threshold', skipped('no-analysis'), {}, 'pass 100 PASSED REQUIRED_GATE_NOT_RUN'],
    [
      'without data block under a strict policy',
      'threshold',
      skipped('no-data'),
      { onRequired: 'fail' },
      'fail 100 REQUIRED_GATE_NOT_RUN',
    ],
    [
      'that broke off block',
      'threshold',
      [gateResult('pattern-compliance passed 100'), gateResult('security-boundaries errored')],
      {},
      'fail 100 GATE_ERRORED',
    ],
    [
      'that broke off warn where the policy says so',
      'threshold',
      [gateResult('pattern-compliance passed 100'), gateResult('security-boundaries errored')],
      { onError: 'warn' },
      'pass 100 PASSED GATE_ERRORED',
    ],
  ])('%s', (_name, mode, given, asked, expected) => {
    expect(line(verdict(mode, given, { required, ...asked }))).toBe(expected);
  });
});

test('the order of the results changes nothing', () => {
  const given = [...results('failed 10', 'notRun', 'errored', 'passed 70', 'warned 33.3', 'failed 0.1')];
  const first = verdict('all-must-pass', given, { required: [...GATES] });
  for (let turn = 0; turn < given.length; turn++) {
    const turned = [...given.slice(turn), ...given.slice(0, turn)];
    expect(verdict('all-must-pass', turned, { required: [...GATES] })).toEqual(first);
    expect(verdict('all-must-pass', turned.reverse(), { required: [...GATES] })).toEqual(first);
  }
});
