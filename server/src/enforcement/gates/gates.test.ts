import type { GateId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { builtIn, gateFinding, gateInput, gateOf, judged, TALLY } from '../../../../test/support/gates.ts';
import { FILE_RULES, PROJECT_RULES } from '../../rules/registry.ts';
import { GAPS } from './error-handling.ts';
import type { Coverage, GateInput, Health } from './gate.ts';

/** What a gate says of a run under a policy, in one line. */
function said(id: GateId, over: Partial<GateInput>, policy = 'standard'): string {
  const { status, summary, reason } = gateOf(judged(gateInput(over), builtIn(policy), { only: [id] }), id);
  return `${status}${reason === undefined ? '' : ` ${reason}`}: ${summary}`;
}

const found = (...texts: string[]) => ({ findings: texts.map((t) => gateFinding(t)) });

describe('pattern-compliance', () => {
  const low = { conventions: [{ ...TALLY, conforming: 79 }] };
  test.each<[string, Partial<GateInput>, string, string?]>([
    ['nothing new', {}, 'passed: 95.0 % of 100 places comply'],
    ['a new deviation', found('pattern/x warning new'), 'failed: 1 new deviation, 0 allowed'],
    ['three, allowed', found(...Array<string>(3).fill('pattern/x warning new')), 'warned: 3 new deviations', 'lenient'],
    [
      'four',
      found(...Array<string>(4).fill('pattern/x warning new')),
      'failed: 4 new deviations, 3 allowed',
      'lenient',
    ],
    ['an old one', found('pattern/x warning old'), 'passed: 95.0 % of 100 places comply'],
    ['a hint', found('pattern/x hint new'), 'passed: 95.0 % of 100 places comply'],
    [
      "deviations from the project's own habits that nobody approved",
      found('pattern/x info new', 'pattern/x info new'),
      'passed: 95.0 % of 100 places comply; 2 deviations are information and do not count',
    ],
    ['old debt', low, 'warned: 79.0 % comply, less than 80 %, none of it new'],
    [
      'debt that grows',
      { ...low, ...found('pattern/x warning new') },
      'failed: 79.0 % comply, less than 80 %; 1 new deviation, 0 allowed',
    ],
    ['debt, judged in full', { ...low, mode: 'full' }, 'failed: 79.0 % comply, less than 80 %'],
    ['a deviation, judged in full', { ...found('pattern/x warning new'), mode: 'full' }, 'warned: 1 deviation'],
    [
      'an error, judged in full',
      { ...found('pattern/x error old'), mode: 'full' },
      'failed: 1 deviation that is an error',
    ],
    [
      'an error that is allowed in number',
      found('pattern/x error new'),
      'failed: 1 new deviation that is an error',
      'lenient',
    ],
    [
      'nothing in force',
      { conventions: [] },
      'notRun no-data: no convention is in force, so there is nothing to comply with',
    ],
    [
      'only what is not sure enough',
      { conventions: [{ ...TALLY, confidence: 0.69 }] },
      'notRun no-data: no convention is in force, so there is nothing to comply with',
    ],
    ['every rule off', { areasOn: new Set(['taint']) }, 'notRun disabled: every rule of pattern is off'],
  ])('%s', (_name, over, expected, policy) => {
    expect(said('pattern-compliance', over, policy)).toBe(expected);
  });

  test('a new deviation counts among the places, unless the texts judged are those that taught', () => {
    const over = found('pattern/naming-function warning new');
    const apart = gateOf(judged(gateInput(over)), 'pattern-compliance');
    expect(apart.details).toMatchObject({ sites: 101, conforming: 95, complianceRate: 94.059406 });
    const own = gateOf(judged(gateInput({ ...over, mode: 'full', isTaughtByOthers: false })), 'pattern-compliance');
    expect(own.details).toMatchObject({ sites: 100, conforming: 95, complianceRate: 95 });
  });

  test('79.96 % are not shown as 80', () => {
    const conventions = [{ ...TALLY, conforming: 7_996, total: 10_000 }];
    expect(said('pattern-compliance', { conventions, mode: 'full' })).toBe('failed: 79.9 % comply, less than 80 %');
  });
});

describe('security-boundaries', () => {
  const clean = 'nothing insecure in 10 files; access to protected tables is not looked at yet';
  const open = [{ finding: 'f1', isNew: true }];
  test.each<[string, Partial<GateInput>, string, string?]>([
    ['nothing', {}, `passed: ${clean}`],
    ['a new error', found('taint/sql-query error new CWE-89'), 'failed: 1 security finding that blocks'],
    [
      'each area',
      found('crypto/x error new', 'owasp/x error new', 'secret/x error new'),
      'failed: 3 security findings that block',
    ],
    ['a new warning', found('owasp/x warning new'), 'warned: 1 security warning'],
    ['a new warning, strictly', found('owasp/x warning new'), 'failed: 1 security finding that blocks', 'ci-strict'],
    [
      'mere information, under a policy of security',
      found('owasp/x info new'),
      'failed: 1 security finding that blocks',
      'ci-security',
    ],
    ['an old error', found('crypto/x error old CWE-327'), `passed: ${clean}`],
    ['an old secret', found('secret/x error old CWE-798'), 'failed: 1 security finding that blocks'],
    ['an old injection', found('taint/x error old CWE-89'), 'failed: 1 security finding that blocks'],
    [
      'an old error, judged in full',
      { ...found('crypto/x error old'), mode: 'full' },
      'failed: 1 security finding that blocks',
    ],
    ['errors of other areas', found('pattern/x error new', 'error-handling/x error new'), `passed: ${clean}`],
    [
      'a rule switched off by feedback',
      { disabledRules: ['drift/owasp/x', 'drift/pattern/x'] },
      'warned: drift/owasp/x is switched off by feedback, so nothing of it was counted',
    ],
    ['no file', { files: 0 }, 'notRun no-data: there was no file to look at'],
    [
      'no changed file',
      { files: 0, isPartial: true },
      'passed: nothing insecure in 0 files; access to protected tables is not looked at yet',
    ],
    [
      'every rule off',
      { areasOn: new Set(['pattern']) },
      'notRun disabled: every rule of taint, crypto, owasp, secret is off',
    ],
    [
      'an open way to a table',
      { access: { accessPoints: 4, unauthorised: open } },
      'failed: 1 way to a protected table without a check',
    ],
    [
      'an old one',
      { access: { accessPoints: 4, unauthorised: [{ finding: 'f1', isNew: false }] } },
      'passed: nothing insecure in 10 files',
    ],
  ])('%s', (_name, over, expected, policy) => {
    expect(said('security-boundaries', over, policy)).toBe(expected);
  });

  test('says whether anybody looked at access to tables', () => {
    const of = (over: Partial<GateInput>) => gateOf(judged(gateInput(over)), 'security-boundaries').details;
    expect(of({})).toMatchObject({ accessPoints: null, authCoverage: null });
    const access = { accessPoints: 4, unauthorised: [{ finding: 'f1', isNew: false }] };
    expect(of({ access })).toMatchObject({ accessPoints: 4, unauthorisedPaths: 1, authCoverage: 0.75 });
  });
});

describe('error-handling', () => {
  test.each<[string, Partial<GateInput>, string]>([
    ['nothing', {}, 'passed: no gap in how errors are handled in 10 files'],
    ['a swallowed error', found('error-handling/ignored-error warning new'), 'failed: 1 error that gets lost'],
    ['an unhandled one', found('error-handling/unawaited-promise warning new'), 'failed: 1 error that gets lost'],
    [
      'one made quiet',
      found('error-handling/ignored-error info new'),
      'passed: no gap in how errors are handled in 10 files',
    ],
    ['an empty handler', found('error-handling/empty-handler warning new'), 'warned: 1 handler that hides errors'],
    ['one made an error', found('error-handling/empty-handler error new'), 'failed: 1 error that gets lost'],
    [
      'an old one',
      found('error-handling/ignored-error warning old'),
      'passed: no gap in how errors are handled in 10 files',
    ],
    ['every rule off', { areasOn: new Set(['pattern']) }, 'notRun disabled: every rule of error-handling is off'],
  ])('%s', (_name, over, expected) => {
    expect(said('error-handling', over)).toBe(expected);
  });

  test('knows what kind of gap each rule of the area finds', () => {
    const rules = [...FILE_RULES, ...PROJECT_RULES].map((r) => r.meta.id);
    expect([...GAPS.keys()].sort()).toEqual(rules.filter((id) => id.startsWith('drift/error-handling/')).sort());
  });
});

describe('constraint-verification', () => {
  const check = { id: 'c1', description: 'layers', status: 'approved', confidence: 0.95, violations: [] } as const;
  const broken = (isNew: boolean) => [{ finding: 'f1', severity: 'warning', isNew }] as const;
  test.each<[string, GateInput['constraints'], string]>([
    ['not verified', null, 'notRun no-analysis: this version of Drift verifies no architectural constraints'],
    ['none defined', [], 'notRun no-data: no architectural constraint is defined'],
    ['kept', [check], 'passed: 1 constraint verified'],
    ['newly broken', [{ ...check, violations: broken(true) }], 'failed: 1 new violation of a constraint'],
    ['long broken', [{ ...check, violations: broken(false) }], 'passed: 1 constraint verified'],
    [
      'broken and only discovered',
      [{ ...check, status: 'discovered', violations: broken(true) }],
      'warned: 1 violation of what nobody approved',
    ],
    [
      'broken and not sure enough',
      [{ ...check, confidence: 0.89, violations: broken(true) }],
      'warned: 1 violation of what nobody approved',
    ],
  ])('%s', (_name, constraints, expected) => {
    expect(said('constraint-verification', { constraints })).toBe(expected);
  });

  test('counts what was broken before where the policy says so', () => {
    const named = builtIn('standard');
    const gates = { ...named.policy.gates };
    const settings = { ...gates['constraint-verification'], baseline_aware: false, enforce_discovered: true };
    const policy = { ...named.policy, gates: { ...gates, 'constraint-verification': settings } };
    const constraints = [{ ...check, status: 'discovered' as const, violations: broken(false) }];
    const result = gateOf(judged(gateInput({ constraints }), { ...named, policy }), 'constraint-verification');
    expect(result).toMatchObject({ status: 'failed', findings: ['f1'] });
    expect(result.details).toEqual({
      total: 1,
      passed: 0,
      failed: 1,
      newViolations: 0,
      baselineViolations: 1,
      threshold: 70,
    });
  });
});

describe('test-coverage', () => {
  const coverage: Coverage = { source: 'imported', overall: 90, changedLines: 90, uncoveredFiles: [] };
  test.each<[string, Partial<Coverage> | null, 'pr' | 'full', string]>([
    ['not measured', null, 'pr', 'notRun no-analysis: this version of Drift measures no test coverage'],
    ['enough', {}, 'full', 'passed: 90.0 % are covered'],
    ['just enough', { overall: 80 }, 'full', 'warned: 80.0 % are covered, close to the 80 % that are asked for'],
    ['five points above', { overall: 85 }, 'full', 'passed: 85.0 % are covered'],
    ['a little less', { overall: 79.9999 }, 'full', 'failed: 79.9 % are covered, less than 80 %'],
    [
      'changed lines without tests',
      { changedLines: 50 },
      'pr',
      'failed: 50.0 % of the changed lines are covered, less than 80 %',
    ],
    ['old code without tests', { overall: 50 }, 'pr', 'warned: 50.0 % are covered overall, less than 80 %'],
    ['no changed line to run', { changedLines: null }, 'pr', 'passed: no changed line can be run'],
  ])('%s', (_name, over, mode, expected) => {
    expect(said('test-coverage', { mode, coverage: over === null ? null : { ...coverage, ...over } })).toBe(expected);
  });

  test('its score is the coverage it judges', () => {
    const of = (mode: 'pr' | 'full') =>
      gateOf(judged(gateInput({ mode, coverage: { ...coverage, overall: 60 } })), 'test-coverage').score;
    expect([of('pr'), of('full')]).toEqual([90, 60]);
  });
});

describe('regression', () => {
  const health: Health = { now: 85, files: 100, before: { health: 85, files: 100 }, patterns: [] };
  const pattern = { id: 'p', category: 'naming', n: 100, compliance: { before: 90, now: 90 } };
  const falls = (before: number, now: number, over = {}) => ({
    patterns: [{ ...pattern, confidence: { before, now }, ...over }],
  });
  test.each<[string, Partial<Health> | null, string]>([
    ['not recorded', null, 'notRun no-analysis: this version of Drift records no health that could be compared'],
    ['the first run', { before: null }, 'notRun no-data: there is no earlier snapshot of this branch to compare with'],
    ['constant', {}, 'passed: health 85.0, 85.0 before'],
    ['85 to 70', { now: 70 }, 'failed: health fell from 85.0 to 70.0'],
    ['85 to 80', { now: 80 }, 'warned: health fell from 85.0 to 80.0'],
    ['85 to 81', { now: 81 }, 'passed: health 81.0, 85.0 before'],
    ['twice as many files', { files: 200 }, 'passed: health 85.0, 85.0 before'],
    [
      'more than that',
      { files: 201 },
      'notRun no-data: the snapshot has 100 files and now there are 201: too different',
    ],
    ['less than half', { files: 49 }, 'notRun no-data: the snapshot has 100 files and now there are 49: too different'],
    ['a pattern that falls far', falls(0.95, 0.84), 'warned: p is followed less than before (critical)'],
    ['one of security', falls(0.95, 0.84, { category: 'auth' }), 'warned: p is followed less than before (critical)'],
    ['a high fall', falls(0.9, 0.81, { n: 400 }), 'warned: p is followed less than before (high)'],
    [
      'a medium fall',
      falls(0.9, 0.86, { n: 1_000, compliance: { before: 90, now: 79 } }),
      'warned: p is followed less than before (medium)',
    ],
    ['a low fall', falls(0.9, 0.86, { n: 1_000 }), 'warned: p is followed less than before (low)'],
    ['a fall that may be chance', falls(0.9, 0.81), 'passed: health 85.0, 85.0 before'],
    ['a small sample', falls(0.9, 0.81, { n: 4 }), 'passed: health 85.0, 85.0 before'],
    ['a small sample that falls far', falls(0.9, 0.79, { n: 4 }), 'warned: p is followed less than before (critical)'],
  ])('%s', (_name, over, expected) => {
    expect(said('regression', { health: over === null ? null : { ...health, ...over } })).toBe(expected);
  });

  test('a new error fails it at constant health, an old one does not', () => {
    const run = (novelty: string) =>
      gateOf(judged(gateInput({ health, ...found(`crypto/x error ${novelty}`) })), 'regression');
    expect(run('new')).toMatchObject({ status: 'failed', summary: '1 new error', score: 85 });
    expect(run('old')).toMatchObject({ status: 'passed' });
  });

  test('tells before, after and the difference', () => {
    const result = gateOf(judged(gateInput({ health: { ...health, now: 70 } })), 'regression');
    expect(result.details).toMatchObject({ before: 85, after: 70, delta: -15 });
  });
});

describe('scores', () => {
  test.each([
    ['nothing', [], 100],
    ['an error among 100 functions', ['crypto/x error new'], 99],
    ['three warnings', Array<string>(3).fill('crypto/x warning new'), 99.1],
    ['a hundred errors', Array<string>(100).fill('crypto/x error new'), 0],
    ['a thousand', Array<string>(1_000).fill('crypto/x error new'), 0],
  ])('%s', (_name, texts, score) => {
    const report = judged(gateInput(found(...texts)), builtIn('standard'), { only: ['security-boundaries'] });
    expect(gateOf(report, 'security-boundaries').score).toBe(score);
  });

  test('more findings never raise one', () => {
    const scores = Array.from({ length: 40 }, (_, n) => {
      const texts = Array.from({ length: n }, (_u, i) => `owasp/x ${['info', 'hint', 'warning', 'error'][i % 4]} new`);
      return (
        gateOf(judged(gateInput({ functions: 20, ...found(...texts) })), 'security-boundaries').score ?? Number.NaN
      );
    });
    expect(scores.every((score, n) => n === 0 || score <= (scores[n - 1] ?? 0))).toBe(true);
    expect(scores.at(-1)).toBeLessThan(scores[0] ?? 0);
  });

  test('a low one warns though nothing blocks', () => {
    const over = { functions: 1, ...found('crypto/x info new', 'crypto/x info new', 'crypto/x info new') };
    expect(said('security-boundaries', over)).toBe('warned: the score is close to the threshold');
  });
});
