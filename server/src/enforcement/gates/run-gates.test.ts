import { GATES, type GateId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { builtIn, gateFinding, gateInput, gateOf, judged } from '../../../../test/support/gates.ts';
import { STRICTEST_TO_MEET } from '../policy/built-in-policies.ts';
import { gateReport } from '../policy/gate-report.ts';
import type { GateSteps } from './gate.ts';
import { type BoundGate, boundGates, runGates } from './run-gates.ts';

const STANDARD = builtIn('standard');
const READS_FINDINGS: readonly GateId[] = ['pattern-compliance', 'security-boundaries', 'error-handling'];
const gates = boundGates(STANDARD.policy);
const instead = (id: GateId, steps: BoundGate['steps']): BoundGate[] =>
  gates.map((g) => (g.id === id ? { ...g, steps } : g));

function run(own: readonly BoundGate[], now: () => number = () => 0) {
  const done = runGates(gateInput(), { policy: STANDARD.policy, only: null, ramp: null, now }, own);
  if (!done.ok) throw new Error(done.problems[0]?.message);
  return new Map(done.value.map((r) => [r.id, r]));
}

test('with data and nothing found, each gate whose analysis exists passes, and no other', () => {
  const report = judged(gateInput());
  expect(report.gates.map((g) => `${g.id} ${g.status} ${g.score}`)).toEqual([
    'pattern-compliance passed 100',
    'constraint-verification notRun null',
    'security-boundaries passed 100',
    'test-coverage notRun null',
    'error-handling passed 100',
    'regression notRun null',
  ]);
  expect(
    report.gates.filter((g) => g.status === 'notRun').every((g) => g.hint !== undefined && g.reason === 'no-analysis'),
  ).toBe(true);
});

test('with everything there, all six pass', () => {
  const report = judged(
    gateInput({
      constraints: [{ id: 'c', description: '', status: 'approved', confidence: 1, violations: [] }],
      access: { accessPoints: 1, unauthorised: [] },
      coverage: { source: 'imported', overall: 95, changedLines: 95, uncoveredFiles: [] },
      health: { now: 95, files: 10, before: { health: 95, files: 10 }, patterns: [] },
    }),
    builtIn('strict'),
  );
  expect(report.gates.map((g) => g.status)).toEqual(GATES.map(() => 'passed'));
  expect(report.passed).toBe(true);
});

test('a part of the analysis that did not run leaves no gate that reads findings, not even a failing one', () => {
  const notRun = [{ what: 'baseline', reason: 'git failed', hint: 'Mend git.' }];
  const report = judged(gateInput({ notRun, findings: [gateFinding('crypto/x error new')] }));
  expect(report.gates.map((g) => [g.status, g.reason])).toEqual(
    GATES.map((id) => ['notRun', READS_FINDINGS.includes(id) ? 'incomplete' : 'no-analysis']),
  );
  expect(report).toMatchObject({ passed: false, score: null, reasons: [{ code: 'NO_GATE_COULD_RUN' }] });
  expect(gateOf(report, 'security-boundaries')).toMatchObject({
    summary: 'a part of the analysis did not run: baseline: git failed',
    hint: 'Mend git.',
  });
});

describe('a gate that builds on one that failed', () => {
  const input = gateInput({ findings: [gateFinding('pattern/x warning new')] });

  test('does not run, and fails the verdict where it is required', () => {
    const report = judged(input);
    expect(gateOf(report, 'security-boundaries')).toMatchObject({
      status: 'notRun',
      reason: 'dependency',
      score: null,
    });
    expect(report).toMatchObject({ passed: false, reasons: [{ code: 'REQUIRED_GATE_NOT_RUN' }] });
  });

  test('runs all the same where the policy says so', () => {
    const policy = { ...STANDARD.policy, on_dependency_failed: 'run' as const };
    const report = judged(input, { ...STANDARD, policy });
    expect(gateOf(report, 'security-boundaries').status).toBe('passed');
  });
});

describe('early termination', () => {
  const input = gateInput({
    findings: [gateFinding('pattern/x warning new'), gateFinding('error-handling/ignored-error error new')],
    health: { now: 90, files: 10, before: { health: 90, files: 10 }, patterns: [] },
  });
  const under = (early: boolean, required: readonly GateId[]) => {
    const policy = {
      ...STANDARD.policy,
      early_termination: early,
      required_gates: [...required],
      on_dependency_failed: 'run' as const,
    };
    const report = judged(input, { ...STANDARD, policy });
    return { ...report, line: report.gates.map((g) => g.reason ?? g.status).join(' ') };
  };

  test.each<[string, boolean, readonly GateId[], string]>([
    ['is off', false, ['pattern-compliance'], 'failed no-analysis passed no-analysis failed failed'],
    [
      'ends after the group in which a required gate failed',
      true,
      ['pattern-compliance'],
      'failed stopped stopped no-analysis failed stopped',
    ],
    ['no other failure ends it', true, ['security-boundaries'], 'failed no-analysis passed no-analysis failed failed'],
  ])('%s', (_name, early, required, expected) => {
    expect(under(early, required).line).toBe(expected);
  });

  test('a required gate that is not reached is no pass', () => {
    const { passed, reasons, gates } = under(true, ['error-handling', 'security-boundaries']);
    expect([passed, reasons.map((r) => r.message)]).toEqual([
      false,
      [
        'security-boundaries did not run (required): the policy ends with error-handling, which failed',
        'error-handling failed (required)',
      ],
    ]);
    expect(gates[2]?.hint).toBe('Mend what error-handling counts; the findings of this gate are shown all the same.');
  });
});

describe('gates without an analysis', () => {
  test('keep strict from passing, and it is said which, why, and what can be met', () => {
    const { passed, reasons, gates } = judged(gateInput(), builtIn('strict'));
    expect([passed, reasons]).toEqual([
      false,
      [
        {
          code: 'REQUIRED_GATE_NOT_RUN',
          message:
            'constraint-verification, test-coverage, regression did not run (required): this version of Drift has no analysis for them; ci-strict asks every gate it has one for',
        },
      ],
    ]);
    expect(gates[5]?.hint).toBe(
      'A policy can leave it out: take it out of required_gates, and gates.regression.level = "off".',
    );
    expect(judged(gateInput(), builtIn(STRICTEST_TO_MEET)).passed).toBe(true);
  });

  test('of which one is there and passes are no longer named', () => {
    const coverage = { source: 'imported' as const, overall: 95, changedLines: 95, uncoveredFiles: [] };
    const constraints = [{ id: 'c', description: '', status: 'approved' as const, confidence: 1, violations: [] }];
    const { reasons } = judged(gateInput({ coverage, constraints }), builtIn('strict'));
    expect(reasons.map((r) => r.message)).toEqual([
      'regression did not run (required): this version of Drift has no analysis for it; ci-strict asks every gate it has one for',
    ]);
  });
});

test('gates that wait for one another: nothing runs', () => {
  let ran = 0;
  const steps: BoundGate['steps'] = () => {
    ran++;
    throw new Error('ran');
  };
  const own: readonly BoundGate[] = [
    { id: 'error-handling', needs: ['regression'], after: [], steps },
    { id: 'regression', needs: ['error-handling'], after: [], steps },
  ];
  const done = gateReport(gateInput(), { named: STANDARD, only: null, ramp: null, dryRun: false, now: () => 0 }, own);
  expect([done.ok, ran]).toEqual([false, 0]);
});

describe('a gate that breaks', () => {
  function* scored(score: number): GateSteps {
    yield;
    return {
      kind: 'judged',
      score,
      warnsBelow: 0,
      threshold: 0,
      failures: [],
      warnings: [],
      summary: '',
      findings: [],
      details: {},
    };
  }

  test('by an exception is errored, alone', () => {
    const results = run(
      instead('error-handling', () => {
        throw new Error('oh');
      }),
    );
    expect(results.get('error-handling')).toMatchObject({
      status: 'errored',
      score: null,
      summary: 'it broke off: oh',
    });
    expect(results.get('security-boundaries')?.status).toBe('passed');
  });

  test.each([Number.NaN, -1, 101, Number.POSITIVE_INFINITY])('by the score %d is errored', (score) => {
    expect(run(instead('error-handling', () => scored(score))).get('error-handling')?.status).toBe('errored');
  });

  test('by taking too long is errored at the next step, and the others go on', () => {
    let clock = 0;
    let steps = 0;
    function* slow(): GateSteps {
      for (;;) {
        steps++;
        clock += 10_000;
        yield;
      }
    }
    const results = run(instead('error-handling', slow), () => clock);
    expect(results.get('error-handling')).toMatchObject({ status: 'errored', summary: 'it took longer than 30000 ms' });
    expect(steps).toBe(4);
    expect(results.get('security-boundaries')?.status).toBe('passed');
  });

  test('fails the verdict where it is required, and only then', () => {
    const broken = (id: GateId) => {
      const own = instead(id, () => {
        throw new Error('oh');
      });
      const done = gateReport(
        gateInput(),
        { named: STANDARD, only: null, ramp: null, dryRun: false, now: () => 0 },
        own,
      );
      return done.ok && [done.value.passed, done.value.reasons.map((r) => r.code)];
    };
    expect(broken('security-boundaries')).toEqual([false, ['GATE_ERRORED']]);
    expect(broken('error-handling')).toEqual([true, ['PASSED', 'GATE_ERRORED']]);
  });
});

const AREAS = ['pattern/naming-function', 'crypto/x', 'owasp/x', 'error-handling/ignored-error', 'config/x'];
const MANY = Array.from({ length: 10_000 }, (_, i) =>
  gateFinding(`${AREAS[i % AREAS.length]} ${['error', 'warning', 'info'][i % 3]} ${i % 2 === 0 ? 'new' : 'old'}`),
);

test('a hundred runs over the same facts are the same, each gate once', () => {
  const input = gateInput({ findings: MANY.slice(0, 500) });
  const first = JSON.stringify(judged(input));
  for (let i = 0; i < 100; i++) expect(JSON.stringify(judged(input))).toBe(first);
  expect(judged(input).gates.map((g) => g.id)).toEqual([...GATES]);
});

test('a gate pauses at least every thousand items', () => {
  for (const gate of gates.filter((g) => READS_FINDINGS.includes(g.id))) {
    const input = gateInput({ findings: MANY });
    const context = { input, threshold: 70, required: false, predecessors: new Map() };
    const work = gate.steps({ ...context, severityOf: (f) => f.severity });
    let pauses = 0;
    while (!('kind' in work) && work.next().done !== true) pauses++;
    expect({ id: gate.id, pauses }).toEqual({ id: gate.id, pauses: 10 });
  }
});
