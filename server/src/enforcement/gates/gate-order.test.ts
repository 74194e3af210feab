import { GATES, type GateId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { builtIn } from '../../../../test/support/gates.ts';
import { gateOrder } from './gate-order.ts';
import { boundGates } from './run-gates.ts';

const place = (id: GateId, needs: readonly GateId[], after: readonly GateId[] = []) => ({ id, needs, after });

test('the gates run in three groups, whatever order they are given in', () => {
  const gates = boundGates(builtIn('standard').policy);
  expect(gates.map((g) => g.id)).toEqual([...GATES]);
  const groups = [
    ['pattern-compliance', 'test-coverage', 'error-handling'],
    ['constraint-verification', 'security-boundaries'],
    ['regression'],
  ];
  for (let turn = 0; turn < gates.length; turn++) {
    const order = gateOrder([...gates.slice(turn), ...gates.slice(0, turn)].reverse());
    expect(order.ok && order.value.map((group) => group.map((g) => g.id))).toEqual(groups);
  }
});

describe('a cycle', () => {
  test.each([
    [
      'of two',
      [place('error-handling', ['regression']), place('regression', ['error-handling'])],
      'error-handling -> regression -> error-handling',
    ],
    [
      'of order alone',
      [place('error-handling', [], ['regression']), place('regression', ['error-handling'])],
      'error-handling -> regression -> error-handling',
    ],
    ['of one', [place('regression', ['regression'])], 'regression -> regression'],
    [
      'behind another gate',
      [
        place('pattern-compliance', ['error-handling']),
        place('error-handling', ['regression']),
        place('regression', ['error-handling']),
      ],
      'error-handling -> regression -> error-handling',
    ],
  ])('%s is named', (_name, gates, cycle) => {
    const order = gateOrder(gates);
    expect(order.ok ? [] : order.problems.map((p) => p.message)).toEqual([`gates wait for one another: ${cycle}`]);
  });
});

test('a gate that is not there is not waited for', () => {
  const order = gateOrder([place('security-boundaries', ['pattern-compliance'])]);
  expect(order.ok && order.value.length).toBe(1);
});
