import type { RootStatus } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { type StatusInput, statusLine } from './status-text.ts';

const NONE = { error: 0, warning: 0, info: 0, hint: 0 };
const ready: RootStatus = {
  uri: 'file:///p',
  name: 'p',
  phase: 'ready',
  files: { done: 3800, total: 3800 },
  counts: { ...NONE, warning: 2, hint: 30 },
  newFindings: 2,
  gates: null,
  heldBy: null,
  audit: null,
  problem: '',
};
const base: StatusInput = {
  connection: { kind: 'connected' },
  status: { roots: [ready] },
  counts: { shown: NONE, hidden: 0 },
  stale: false,
  version: '0.1.0',
};
const lineOf = (input: Partial<StatusInput>) => statusLine({ ...base, ...input });
const brief = (input: Partial<StatusInput>) => {
  const { text, background, command } = lineOf(input);
  return [text, background, command].join(' | ');
};
const roots = (...changes: Partial<RootStatus>[]) => ({ roots: changes.map((c) => ({ ...ready, ...c })) });
const shown = (change: Partial<typeof NONE>, hidden = 0) => ({ counts: { shown: { ...NONE, ...change }, hidden } });

describe('one state, one line', () => {
  test.each<[string, Partial<StatusInput>]>([
    ['$(circle-slash) Drift: Disconnected | error | drift.restartServer', { connection: { kind: 'disconnected' } }],
    ['$(sync~spin) Drift: Connecting… |  | ', { connection: { kind: 'connecting', restarts: 0 } }],
    ['$(error) Drift: Error | error | drift.showError', { connection: { kind: 'error', message: 'no such file' } }],
    [
      '$(error) Drift: Failed | error | drift.restartServer',
      { connection: { kind: 'failed', message: 'it ended', restarts: 5 } },
    ],
    [
      '$(sync~spin) Drift |  | drift.cancelReading',
      { status: roots({ phase: 'reading', files: { done: 0, total: 0 } }) },
    ],
    [
      '$(sync~spin) Drift 1,204/3,800 |  | drift.cancelReading',
      { status: roots({ phase: 'reading', files: { done: 1204, total: 3800 } }, {}) },
    ],
    ['$(error) Drift: Not read | error | drift.showError', { status: roots({ phase: 'failed', problem: 'EACCES' }) }],
    ['$(sync~spin) Drift |  | drift.showStatus', { status: null }],
    ['$(pass) Drift |  | drift.showStatus', { status: { roots: [] } }],
    ['$(pass) Drift |  | drift.showStatus', {}],
    ['$(pass) Drift · 30 hidden |  | drift.showStatus', shown({}, 30)],
    ['$(warning) Drift 12 |  | drift.showFindings', shown({ warning: 12 })],
    ['$(warning) Drift 1,013 · 2 hidden | warning | drift.showFindings', shown({ warning: 1012, error: 1 }, 2)],
    [
      '$(lock) Drift 3 |  | drift.showFindings',
      { ...shown({ info: 3 }), status: roots({ heldBy: { pid: 7, host: 'desk', command: 'drift lsp' } }) },
    ],
  ])('%s', (expected, input) => {
    expect(brief(input)).toBe(expected);
  });
});

test('the tooltip tells counts by severity, new, hidden, the holder, and the version', () => {
  const status = roots({ name: 'a\nb', heldBy: { pid: 7, host: 'desk', command: 'drift lsp' } }, { name: 'c' });
  expect(lineOf({ ...shown({ warning: 2 }, 30), status }).tooltip).toMatchInlineSnapshot(`
    "Drift 0.1.0
    a\\nb: 3,800 files
    0 errors, 2 warnings, 0 information, 30 hints; 2 in new code
    the history is written by another process: drift lsp (7 on desk)
    c: 3,800 files
    0 errors, 2 warnings, 0 information, 30 hints; 2 in new code
    30 hidden by your display settings"
  `);
});

test('the tooltip tells what the gates say, and that without what a name could hide', () => {
  const gates: RootStatus['gates'] = {
    policy: 'own\u001b[31m',
    state: 'failed',
    why: 'security-boundaries failed (required)',
    gates: [
      { id: 'pattern-compliance', status: 'passed', score: 100, summary: '97.0 % of 33 places comply' },
      { id: 'security-boundaries', status: 'failed', score: 90, summary: '1 security finding that blocks' },
      { id: 'test-coverage', status: 'notRun', score: null, summary: 'no coverage' },
      { id: 'regression', status: 'notRun', score: null, summary: 'no health' },
    ],
  };
  const told = (over: Partial<NonNullable<RootStatus['gates']>>) =>
    lineOf({ status: roots({ gates: { ...gates, ...over } }) })
      .tooltip.split('\n')
      .slice(3);
  expect(told({})).toEqual([
    'gates (own\\x1b[31m): failed - security-boundaries failed (required)',
    '  pattern-compliance passed: 97.0 % of 33 places comply',
    '  security-boundaries failed: 1 security finding that blocks',
    '  not run: test-coverage, regression',
  ]);
  expect(told({ policy: '', state: 'unknown', why: 'there is no policy "x"', gates: [] })).toEqual([
    'gates: no verdict - there is no policy "x"',
  ]);
});

test('while the server is started again, old findings are said to be old', () => {
  const { tooltip } = lineOf({ connection: { kind: 'connecting', restarts: 2 }, stale: true });
  expect(tooltip).toBe('The server ended; restart 2 of 5. The findings shown are not up to date.');
});

test('the tooltip tells how the code keeps to its conventions, and what got worse', () => {
  const alert = { type: 'health_drop', level: 'critical', previous: 80.25, current: 60, delta: -20.25 } as const;
  const audit = { at: '', healthScore: 60, newProject: false, preliminary: true, trend: 'declining' } as const;
  expect(
    lineOf({ status: roots({ audit: { ...audit, alerts: [alert] } }) })
      .tooltip.split('\n')
      .slice(-2),
  ).toEqual(['health 60.0 of 100 (preliminary; trend: declining)', 'critical: health fell from 80.3 to 60.0']);
});
