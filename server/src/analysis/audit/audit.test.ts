import { describe, expect, test } from 'vitest';
import { type AuditInput, audit } from './audit.ts';
import type { AuditPattern } from './audit-pattern.ts';
import { AUDIT_CATEGORIES } from './categories.ts';
import { categoryHealth } from './category-health.ts';
import { crossValidate } from './cross-validation.ts';
import { alertLog, degradationOf } from './degradation.ts';
import { dataCompleteness, type Factors, factorsOf, healthScore, isPreliminary } from './factors.ts';
import { HEALTH_WEIGHTS, MS_PER_DAY } from './parameters.ts';
import { recommendationFor } from './recommendations.ts';
import type { AuditSnapshot } from './snapshot.ts';

const NOW = Date.UTC(2026, 0, 31);
const NOTHING: Factors = {
  avgConfidence: null,
  approvalRatio: null,
  complianceRate: null,
  crossValidationRate: null,
  duplicateFreeRate: null,
};

function pattern(of: Partial<AuditPattern> = {}): AuditPattern {
  return {
    id: 'a',
    category: 'errors',
    status: 'discovered',
    confidence: 0.95,
    places: new Uint32Array(0),
    locations: 10,
    outliers: 0,
    disabled: false,
    ...of,
  };
}

function snapshot(of: Partial<AuditSnapshot> = {}): AuditSnapshot {
  return {
    scanRoot: '',
    branch: 'main',
    time: NOW,
    totalFiles: 100,
    healthScore: 80,
    factors: { ...NOTHING, avgConfidence: 0.9, complianceRate: 0.9 },
    patterns: 10,
    approved: 0,
    discovered: 10,
    ignored: 0,
    locations: 100,
    outliers: 10,
    duplicateGroups: 0,
    falsePositives: 0,
    newFindings: 0,
    categoryScores: {},
    alerts: [],
    ...of,
  };
}

function input(of: Partial<AuditInput> = {}): AuditInput {
  return {
    scope: { scanRoot: '', branch: 'main' },
    time: NOW,
    patterns: [pattern()],
    totalFiles: 100,
    newFindings: 0,
    history: [],
    ...of,
  };
}

describe('health', () => {
  test('has weights that sum to 1', () => {
    expect(Object.values(HEALTH_WEIGHTS).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  test.each([
    ['five factors', [1, 0.5, 0.8, 0.6, 0.9], 78.5, 1, false],
    ['all of it', [1, 1, 1, 1, 1], 100, 1, false],
    ['nothing of it', [0, 0, 0, 0, 0], 0, 1, false],
    ['no call graph', [1, 0.5, 0.8, null, 0.9], 77, 0.8, false],
    ['half of it', [1, null, 0.8, null, null], 68.5, 0.4, true],
    ['nothing measured', [null, null, null, null, null], 42.5, 0, true],
  ] as const)('of %s', (_, [a, b, c, d, e], score, completeness, preliminary) => {
    const factors: Factors = {
      avgConfidence: a,
      approvalRatio: b,
      complianceRate: c,
      crossValidationRate: d,
      duplicateFreeRate: e,
    };
    expect(healthScore(factors)).toBe(score);
    expect(dataCompleteness(factors)).toBe(completeness);
    expect(isPreliminary(factors)).toBe(preliminary);
  });

  test('of an empty project is the default and measures nothing', () => {
    const { snapshot: s, prediction, trends } = audit(input({ patterns: [], totalFiles: 0 }));
    expect(s).toMatchObject({ healthScore: 42.5, patterns: 0, factors: NOTHING });
    expect(prediction).toEqual({ kind: 'notEnoughData', points: 1, needed: 5 });
    expect(trends).toEqual({ health: 'unknown', confidence: 'unknown', growth: 'unknown', growthPerDay: null });
  });

  test('leaves out what is rejected, and compliance knows outliers', () => {
    const patterns = [
      pattern({ id: 'a', status: 'approved', confidence: 0.9, locations: 8, outliers: 2 }),
      pattern({ id: 'b', confidence: 0.7, locations: 10, outliers: 0 }),
      pattern({ id: 'c', status: 'ignored', confidence: 0.1, locations: 1, outliers: 99 }),
    ];
    expect(factorsOf(patterns, { duplicates: 0, crossValidationRate: null })).toEqual({
      avgConfidence: 0.8,
      approvalRatio: 0.5,
      complianceRate: 0.9,
      crossValidationRate: null,
      duplicateFreeRate: 1,
    });
  });

  test('leaves out what feedback switched off, which is still proposed for a look', () => {
    const off = pattern({ id: 'off', confidence: 0.91, outliers: 5, disabled: true });
    const result = audit(input({ patterns: [pattern(), off] }));
    expect(result.snapshot).toMatchObject({ patterns: 1, outliers: 0, factors: { avgConfidence: 0.95 } });
    expect(result.recommendations.map((r) => r.recommendation)).toEqual(['approve', 'review']);
  });

  test('takes nothing off for alerts', () => {
    const history = [snapshot({ time: NOW - MS_PER_DAY, healthScore: 100 })];
    const [alone, after] = [audit(input()), audit(input({ history }))];
    expect(after.snapshot.alerts).toMatchObject([{ type: 'health_drop', level: 'critical' }]);
    expect(after.snapshot.healthScore).toBe(alone.snapshot.healthScore);
  });
});

describe('a category', () => {
  test('is scored by its own patterns, all sixteen alone', () => {
    const patterns = AUDIT_CATEGORIES.map((category, i) =>
      pattern({ id: category, category, confidence: i / 20, locations: 10 - (i % 2), outliers: i % 2 }),
    );
    const scores = categoryHealth(patterns, {}).map((c) => c.score);
    expect(scores).toEqual(AUDIT_CATEGORIES.map((_, i) => Math.round((i / 20 + (10 - (i % 2)) / 10) * 50e6) / 1e6));
  });

  test('without patterns has no score', () => {
    expect(categoryHealth([], { errors: 90 }).every((c) => c.score === null && c.trend === 'unknown')).toBe(true);
  });

  test.each([
    [3, 90, 'improving'],
    [3, 97, 'stable'],
    [3, 99.6, 'declining'],
    [2, 90, 'unknown'],
  ])('of %i patterns that had %d points is %s', (count, before, trend) => {
    const patterns = Array.from({ length: count }, (_, i) => pattern({ id: `p${i}` }));
    expect(categoryHealth(patterns, { errors: before }).find((c) => c.category === 'errors')).toMatchObject({
      score: 97.5,
      trend,
    });
  });
});

describe('degradation', () => {
  test.each([
    [75, 'warning'],
    [75.1, null],
    [65.1, 'warning'],
    [65, 'critical'],
    [90, null],
  ])('from 80 to %d points is %s', (healthScore, level) => {
    const alerts = degradationOf(snapshot({ healthScore }), snapshot({ healthScore: 80 }));
    expect(alerts.map((a) => a.level)).toEqual(level === null ? [] : [level]);
  });

  test.each([
    [0.9, 0.85, 'warning'],
    [0.9, 0.851, null],
    [0.9, 0.75, 'critical'],
    [0.9, null, null],
  ])('of confidence from %d to %s is %s', (before, now, level) => {
    const of = (avgConfidence: number | null): AuditSnapshot => snapshot({ factors: { ...NOTHING, avgConfidence } });
    expect(degradationOf(of(now), of(before)).map((a) => a.level)).toEqual(level === null ? [] : [level]);
  });

  test.each([
    [{ falsePositives: 5 }, []],
    [{ falsePositives: 6 }, ['warning']],
    [{ falsePositives: 11 }, ['critical']],
    [{ duplicateGroups: 3 }, []],
    [{ duplicateGroups: 400 }, ['warning']],
  ])('to %j', (now, levels) => {
    expect(degradationOf(snapshot(now), snapshot()).map((a) => a.level)).toEqual(levels);
  });

  test.each([
    ['another place', { scanRoot: 'packages/a/' }, 0],
    ['another branch', { branch: 'next' }, 0],
    ['more than twice the files', { totalFiles: 201 }, 0],
    ['less than half the files', { totalFiles: 49 }, 0],
    ['twice the files', { totalFiles: 200 }, 1],
    ['the same', {}, 1],
  ])('against an audit of %s', (_, other, count) => {
    expect(degradationOf(snapshot({ healthScore: 10, ...other }), snapshot())).toHaveLength(count);
  });

  test('is compared with the newest earlier audit of the scope', () => {
    const day = (days: number, of: Partial<AuditSnapshot>): AuditSnapshot =>
      snapshot({ time: NOW - days * MS_PER_DAY, ...of });
    const history = [
      day(1, { healthScore: 69 }),
      day(0.5, { branch: 'next', healthScore: 100 }),
      day(5, { healthScore: 100 }),
      day(-1, { healthScore: 100 }),
    ];
    const result = audit(input({ history }));
    expect(result.comparedWith).toBe(NOW - MS_PER_DAY);
    expect(result.snapshot.alerts).toEqual([]);
  });

  test('is over with the first audit that does not show it, and stays in the log', () => {
    const alert = { type: 'health_drop', level: 'warning', current: 70, previous: 80, delta: -10 } as const;
    const at = (time: number, shown: boolean): AuditSnapshot => snapshot({ time, alerts: shown ? [alert] : [] });
    const log = alertLog([at(1, true), at(2, true), at(3, false), at(4, true)]);
    expect(log.map((a) => [a.since, a.resolvedAt])).toEqual([
      [1, 3],
      [4, null],
    ]);
  });
});

describe('a recommendation', () => {
  const clear = { isDuplicate: false, hasErrorIssue: false };
  // outliers / (locations + outliers): 51 of 100 is 0.51.
  test.each([
    [{ confidence: 0.9, locations: 50, outliers: 50 }, clear, 'approve'],
    [{ confidence: 0.9, locations: 3, outliers: 3 }, clear, 'approve'],
    [{ confidence: 0.899, locations: 3, outliers: 3 }, clear, 'review'],
    [{ confidence: 0.9, locations: 49, outliers: 51 }, clear, 'likelyFalsePositive'],
    [{ confidence: 0.9, locations: 2, outliers: 2 }, clear, 'review'],
    [{ confidence: 0.9, locations: 3 }, { ...clear, isDuplicate: true }, 'review'],
    [{ confidence: 0.9, locations: 3 }, { ...clear, hasErrorIssue: true }, 'review'],
    [{ confidence: 0.9, locations: 3, disabled: true }, clear, 'review'],
    [{ confidence: 0.7 }, clear, 'review'],
    [{ confidence: 0.699 }, clear, 'likelyFalsePositive'],
    [{ confidence: 1, locations: 0 }, clear, 'likelyFalsePositive'],
    [{ status: 'approved' }, clear, null],
    [{ status: 'ignored' }, clear, null],
  ] as const)('for %j, %j is %s', (of, context, expected) => {
    expect(recommendationFor(pattern(of), context)).toBe(expected);
  });
});

describe('cross-validation', () => {
  test.each([
    [{ locations: 0 }, ['orphan']],
    [{ locations: 10, outliers: 5 }, []],
    [{ locations: 10, outliers: 6 }, ['highOutliers']],
    [{ status: 'approved', confidence: 0.5 }, []],
    [{ status: 'approved', confidence: 0.49 }, ['approvedButUncertain']],
    [{ status: 'discovered', confidence: 0.1 }, []],
    [{ status: 'ignored', locations: 0 }, []],
  ] as const)('of %j tells %j', (of, checks) => {
    expect(crossValidate([pattern(of)]).map((i) => i.check)).toEqual(checks);
  });
});

test('a convention that is rejected is in no group of duplicates', () => {
  const places = Uint32Array.of(1, 2, 3);
  const patterns = ['a', 'b', 'c'].map((id) => pattern({ id, places, status: id === 'c' ? 'ignored' : 'discovered' }));
  const { duplicates, snapshot: kept } = audit(input({ patterns }));
  expect(duplicates.map((g) => g.ids)).toEqual([['a', 'b']]);
  expect(kept.duplicateGroups).toBe(1);
});

test('the audits that anomalies are judged by are those of the 30 days before', () => {
  const history = [31, 30, 12, 0, -1].map((days) => snapshot({ time: NOW - days * MS_PER_DAY }));
  expect(audit(input({ history })).anomalyPoints).toBe(2);
});
