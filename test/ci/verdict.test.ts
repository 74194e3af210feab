import { SCORE_WEIGHTS } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { judgeRun } from '../../server/src/ci/judge-run.ts';
import { CI_STATUSES, ciResultSchema, exitCodeOf } from '../../server/src/ci/result.ts';
import { gradeOf, scoreOf } from '../../server/src/ci/score.ts';
import { sampleFinding } from '../../server/src/enforcement/reporters/report-sample.ts';
import { FRAME, reportOf, resultOf } from '../support/ci-result.ts';

const secret = (severity: 'error' | 'warning' | 'info' | 'hint', path = 'src/a.ts') =>
  sampleFinding({ id: `s${path}${severity}`, ruleId: 'drift/secret/vendor-token', severity, path });
const pattern = (severity: 'error' | 'warning' | 'info' | 'hint', path = 'src/a.ts') =>
  sampleFinding({ id: `p${path}${severity}`, ruleId: 'drift/pattern/response', severity, path });

describe('the score', () => {
  test('weights sum to one', () => {
    expect(Object.values(SCORE_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  });

  test.each([
    [70, 'pass'],
    [69, 'warn'],
    [60, 'warn'],
    [59, 'fail'],
    [100, 'pass'],
    [0, 'fail'],
  ] as const)('%i is %s', (score, grade) => {
    expect(gradeOf(score)).toBe(grade);
  });

  test('leaves out what did not run and shares its weight', () => {
    const { components, score } = resultOf([pattern('error')], {}, 2);
    expect(components).toEqual([
      { component: 'patterns', score: 50, weight: 0.6 },
      { component: 'constraints', score: null, weight: null },
      { component: 'security', score: 100, weight: 0.4 },
      { component: 'tests', score: null, weight: null },
      { component: 'boundaries', score: null, weight: null },
    ]);
    expect(score).toBe(70);
  });

  test('a file costs as much as its worst finding, once', () => {
    expect(resultOf([pattern('warning'), pattern('info'), pattern('hint')], {}, 1).score).toBe(82);
    expect(resultOf([pattern('hint')], {}, 1).score).toBe(100);
  });

  test('warnings alone never fall below the default threshold', () => {
    expect(resultOf([pattern('warning'), secret('warning')], {}, 1)).toMatchObject({ score: 70, status: 'pass' });
  });

  test('there is none where nothing ran', () => {
    expect(scoreOf([], [], { files: 3 }).score).toBeNull();
    expect(resultOf([], { skipped: ['patterns', 'security'] })).toMatchObject({ score: null, status: 'pass' });
  });
});

describe('the verdict', () => {
  test('counts new findings, and old ones only when all count', () => {
    const old = { ...secret('error'), isNew: false };
    expect(resultOf([old])).toMatchObject({ status: 'pass', counted: [], counts: { existing: { error: 1 } } });
    const plan = FRAME.plan === null ? null : { ...FRAME.plan, all: true };
    expect(resultOf([old], { plan })).toMatchObject({ status: 'fail', counted: [old.id] });
  });

  test.each([
    ['error', 'pass'],
    ['warning', 'fail'],
    ['info', 'fail'],
    ['none', 'pass'],
  ] as const)('with --fail-on %s one warning ends in %s', (failOn, status) => {
    expect(resultOf([pattern('warning')], { failOn }).status).toBe(status);
  });

  test('a pass that is left out counts nothing and says so', () => {
    const result = resultOf([secret('error')], { skipped: ['security'] });
    expect(result).toMatchObject({ status: 'pass', counted: [] });
    expect(result.passes.find((p) => p.name === 'security')?.status).toBe('skipped');
  });

  test('what could not look is an error, and no pass of it ran', () => {
    const report = reportOf([], 3, { notRun: [{ what: 'baseline', reason: 'git failed', hint: 'x' }] });
    const result = judgeRun(FRAME, { report, failOn: 'error' });
    expect(result).toMatchObject({ status: 'error', score: null });
    expect(result.passes.map((p) => p.status)).toEqual(result.passes.map(() => 'notRun'));
  });

  test('a policy that failed fails a perfect score, unless it is a dry run', () => {
    const gates = {
      policy: 'strict',
      mode: 'all-must-pass' as const,
      threshold: 70,
      passed: false,
      score: 0,
      reasons: [{ code: 'GATE_FAILED' as const, message: 'x' }],
      gates: [],
      ramp: null,
      dryRun: false,
    };
    const judged = (dryRun: boolean) =>
      judgeRun(FRAME, { report: reportOf([], 3, { gates: { ...gates, dryRun } }), failOn: 'error' });
    expect(judged(false)).toMatchObject({ score: 100, status: 'fail' });
    expect(judged(true)).toMatchObject({ score: 100, status: 'pass' });
  });

  test('every pass that has no analysis says why, and the result reads back', () => {
    const result = resultOf([secret('error')]);
    expect(result.passes.filter((p) => p.status === 'notRun').map((p) => p.name)).toEqual([
      'call_graph',
      'boundaries',
      'tests',
      'contracts',
      'constraints',
    ]);
    expect(ciResultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  });

  test('each ending has its code', () => {
    expect(CI_STATUSES.map((status) => [status, exitCodeOf(status)])).toEqual([
      ['pass', 0],
      ['warn', 0],
      ['fail', 1],
      ['skipped', 0],
      ['error', 2],
      ['timeout', 3],
    ]);
  });
});
