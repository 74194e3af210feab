import { expect, test } from 'vitest';
import { everyState } from '../../../../test/reporters/envelopes.ts';
import { gateLines } from './text-gates.ts';
import { textStyle } from './text-style.ts';

const style = textStyle({ color: false });

test('the gates are a table, and why the policy ended as it did', () => {
  expect(gateLines(everyState([]), style)).toEqual([
    'Gates (standard)           score  threshold  result',
    '  pattern-compliance          40         80  failed (all is well; Mend what is new.)',
    '  constraint-verification      -         80  not run (all is well; Approve a constraint.)',
    '  security-boundaries         91         80  warned (all is well)',
    '  test-coverage                -         80  not run (all is well)',
    '  error-handling              91         80  passed',
    '  regression                   -         80  could not be told (all is well)',
    'The policy is not met. pattern-compliance failed: all is well.',
    '',
  ]);
});

test('without a policy there is no table, and what a gate says is shown as text', () => {
  expect(gateLines(undefined, style)).toEqual([]);
  expect(gateLines(everyState([], 'a\u001b[2J\nb'), style).join('\n')).toContain('a\\x1b[2J\\nb');
});
