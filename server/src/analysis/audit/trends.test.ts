import { describe, expect, test } from 'vitest';
import { anomaliesOf } from './anomalies.ts';
import { MS_PER_DAY } from './parameters.ts';
import { predictHealth } from './prediction.ts';
import type { AuditSnapshot } from './snapshot.ts';
import { trendsOf, windowTrend } from './trends.ts';

const NOW = Date.UTC(2026, 0, 31);

function at(daysAgo: number, of: Partial<AuditSnapshot> = {}): AuditSnapshot {
  const factors = {
    avgConfidence: 0.9,
    approvalRatio: 0,
    complianceRate: 0.9,
    crossValidationRate: null,
    duplicateFreeRate: 1,
  };
  const counts = { patterns: 10, approved: 0, discovered: 10, ignored: 0, locations: 100, outliers: 10 };
  return {
    scanRoot: '',
    branch: '',
    time: NOW - daysAgo * MS_PER_DAY,
    totalFiles: 10,
    healthScore: 80,
    factors,
    ...counts,
    duplicateGroups: 0,
    falsePositives: 0,
    newFindings: 0,
    categoryScores: {},
    alerts: [],
    ...of,
  };
}

describe('a trend', () => {
  const points = (recent: readonly number[], earlier: readonly number[]) => [
    ...earlier.map((value, i) => ({ time: NOW - (8 + i) * MS_PER_DAY, value })),
    ...recent.map((value, i) => ({ time: NOW - i * MS_PER_DAY, value })),
  ];
  test.each([
    ['improving', [83, 83], [80]],
    ['stable', [82], [80, 80, 80]],
    ['declining', [77.9], [80]],
    ['stable', [78], [80]],
    ['unknown', [80, 70], []],
    ['unknown', [], [80, 70]],
    ['unknown', [], []],
  ])('is %s where the last week had %j and the one before %j', (expected, recent, earlier) => {
    expect(windowTrend(points(recent, earlier), NOW)).toBe(expected);
  });

  test('goes by days and not by how many audits there were', () => {
    const many = Array.from({ length: 50 }, (_, i) => ({ time: NOW - i * 60_000, value: 90 }));
    expect(windowTrend([{ time: NOW - 9 * MS_PER_DAY, value: 80 }, ...many], NOW)).toBe('improving');
  });

  test.each([
    [10, 30, 'healthy', 2],
    [10, 61, 'rapid', 5.1],
    [10, 10, 'stagnant', 0],
    [10, 5, 'stagnant', -0.5],
  ])('of growth from %i to %i patterns in ten days is %s', (from, to, growth, growthPerDay) => {
    expect(trendsOf([at(10, { patterns: from }), at(0, { patterns: to })], NOW)).toMatchObject({
      growth,
      growthPerDay,
    });
  });
});

describe('a prediction', () => {
  const days = (values: readonly number[]) =>
    values.map((healthScore, i) => at(values.length - 1 - i, { healthScore }));

  test('of five declining points goes on, with an interval', () => {
    const p = predictHealth(days([90, 88, 87, 85, 83]));
    if (p.kind !== 'predicted') throw new Error('nothing was predicted');
    // By hand: slope -1.7, mean 86.6 at day 2, residuals 0, -0.3, 0.4, 0.1, -0.2; t(3) 3.182446.
    expect(p).toMatchObject({ slopePerDay: -1.7, points: 5, direction: 'falling', confidence: 'low' });
    expect(p.in7Days.value).toBeCloseTo(86.6 - 1.7 * 9, 6);
    const half = 3.182446 * Math.sqrt(0.3 / 3) * Math.sqrt(1 + 1 / 5 + 81 / 10);
    expect(p.in7Days.high - p.in7Days.value).toBeCloseTo(half, 4);
    expect(p.in7Days.value - p.in7Days.low).toBeCloseTo(half, 4);
    expect(p.rSquared).toBeCloseTo(1 - 0.3 / 29.2, 6);
    expect([p.daysToWarning, p.daysToCritical]).toEqual([Math.ceil(13 / 1.7), Math.ceil(33 / 1.7)]);
    expect(p.in30Days.high - p.in30Days.low).toBeGreaterThan(p.in7Days.high - p.in7Days.low);
  });

  test('of a constant stays, and is a number', () => {
    expect(predictHealth(days([80, 80, 80, 80, 80]))).toEqual({
      kind: 'predicted',
      in7Days: { value: 80, low: 80, high: 80 },
      in30Days: { value: 80, low: 80, high: 80 },
      slopePerDay: 0,
      rSquared: 1,
      points: 5,
      confidence: 'low',
      direction: 'stable',
      daysToWarning: null,
      daysToCritical: null,
    });
  });

  test('never leaves the scale', () => {
    const p = predictHealth(days([50, 40, 30, 20, 10]));
    expect(p).toMatchObject({ in30Days: { value: 0, low: 0, high: 0 }, daysToWarning: null, daysToCritical: null });
  });

  test.each([
    [0, []],
    [1, [80]],
    [4, [80, 79, 78, 77]],
  ])('of %i points is none, and says how many it takes', (points, values) => {
    expect(predictHealth(days(values))).toEqual({ kind: 'notEnoughData', points, needed: 5 });
  });

  test('counts points of one time once', () => {
    const same = Array.from({ length: 9 }, (_, i) => at(0, { healthScore: i }));
    expect(predictHealth(same)).toEqual({ kind: 'notEnoughData', points: 1, needed: 5 });
  });

  test.each([
    [14, 'high'],
    [13, 'medium'],
    [6, 'low'],
  ])('of %i points on a line has %s confidence', (count, confidence) => {
    expect(predictHealth(days(Array.from({ length: count }, (_, i) => 50 + i)))).toMatchObject({ confidence });
  });
});

describe('an anomaly', () => {
  const usual = [4, 6, 5, 4, 6, 5, 4, 6, 5];
  const history = usual.map((newFindings, i) => at(i + 1, { newFindings }));
  const mean = 5;
  const sd = Math.sqrt(6 / 8);

  test.each([
    [4, 'error'],
    [3, 'warning'],
    [2.4, null],
    [-4, 'error'],
  ])('%d standard deviations off is %s', (z, level) => {
    const found = anomaliesOf(at(0, { newFindings: mean + z * sd }), history);
    expect(found.map((a) => [a.metric, a.level])).toEqual(level === null ? [] : [['newViolations', level]]);
    for (const a of found) {
      expect(a.z).toBeCloseTo(z, 5);
      expect(a.expected[0]).toBeCloseTo(mean - 2.5 * sd, 5);
    }
  });

  test('is judged by earlier values alone: one spike does not excuse itself', () => {
    const spike = at(0, { newFindings: 1_000 });
    expect(anomaliesOf(spike, history)).toEqual(anomaliesOf(spike, [...history, spike]));
  });

  test.each([
    ['six points', history.slice(0, 6)],
    ['points older than thirty days', history.map((s) => ({ ...s, time: s.time - 31 * MS_PER_DAY }))],
    ['no spread', history.map((s) => ({ ...s, newFindings: 5 }))],
  ])('is not told from %s', (_, of) => {
    expect(anomaliesOf(at(0, { newFindings: 1_000 }), of)).toEqual([]);
  });
});
