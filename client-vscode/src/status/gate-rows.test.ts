import type { GateStanding } from '@drift/shared';
import { expect, test } from 'vitest';
import type { Row } from '../trees/row.ts';
import { gateRows } from './gate-rows.ts';

const gates: GateStanding = {
  policy: 'own\u001b[31m',
  state: 'failed',
  why: 'security-boundaries failed\n',
  gates: [
    { id: 'pattern-compliance', status: 'passed', score: 100, summary: '97.0 % of 33 places comply' },
    { id: 'security-boundaries', status: 'failed', score: 90, summary: 'blocked\u202E' },
    { id: 'regression', status: 'notRun', score: null, summary: 'no health' },
  ],
};
const root = { uri: 'file:///p', name: 'p', gates };
const words = (rows: readonly Row[]) => rows.map((r) => `${r.icon} ${r.label} | ${r.description}`);

test('the verdict stands first, then every gate, in plain text', () => {
  expect(words(gateRows([root]))).toEqual([
    'error own\\x1b[31m: failed | security-boundaries failed\\n',
    'pass pattern-compliance: passed | 97.0 % of 33 places comply',
    'error security-boundaries: failed | blocked\\u202e',
    'circle-slash regression: not run | no health',
  ]);
});

test('a policy that cannot be used has no verdict', () => {
  const unknown = { policy: '', state: 'unknown', why: 'there is no policy "x"', gates: [] } as const;
  expect(words(gateRows([{ ...root, gates: unknown }]))).toEqual([
    'question policy: no verdict | there is no policy "x"',
  ]);
});

test('without a verdict there is no row; several folders are a level of their own', () => {
  const none = { uri: 'file:///q', name: 'q', gates: null };
  expect(gateRows([])).toEqual([]);
  expect(gateRows([none, none])).toEqual([]);
  expect(gateRows([root, none]).map((r) => r.label)).toEqual(['p', 'q']);
});
