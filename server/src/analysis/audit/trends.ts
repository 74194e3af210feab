import {
  FULL_SCORE,
  MS_PER_DAY,
  RAPID_GROWTH,
  STAGNANT_GROWTH,
  TREND_MIN_SNAPSHOTS,
  TREND_STEP,
  TREND_WINDOW_DAYS,
} from './parameters.ts';
import { rounded } from './rounded.ts';
import type { AuditSnapshot } from './snapshot.ts';

/** Where something is going; `unknown` where too little is recorded to tell. */
export type TrendDirection = 'improving' | 'stable' | 'declining' | 'unknown';

/** How the numbers of one scope move. */
export interface AuditTrends {
  readonly health: TrendDirection;
  readonly confidence: TrendDirection;
  readonly growth: 'rapid' | 'healthy' | 'stagnant' | 'unknown';
  /** Patterns a day between the oldest and the newest snapshot; `null` where there is one or none. */
  readonly growthPerDay: number | null;
}

type Point = Pick<AuditSnapshot, 'time' | 'healthScore' | 'factors' | 'patterns'>;

/** The trends at a time (milliseconds since 1970), from the snapshots of one scope, ascending. */
export function trendsOf(snapshots: readonly Point[], now: number): AuditTrends {
  const healths = snapshots.map((s) => ({ time: s.time, value: s.healthScore }));
  const confidences = snapshots.flatMap((s) =>
    s.factors.avgConfidence === null ? [] : [{ time: s.time, value: s.factors.avgConfidence * FULL_SCORE }],
  );
  const growthPerDay = growthOf(snapshots);
  return {
    health: windowTrend(healths, now),
    confidence: windowTrend(confidences, now),
    growth:
      growthPerDay === null
        ? 'unknown'
        : growthPerDay > RAPID_GROWTH
          ? 'rapid'
          : growthPerDay < STAGNANT_GROWTH
            ? 'stagnant'
            : 'healthy',
    growthPerDay,
  };
}

/** The mean of the last seven days against that of the seven days before, by time and not by number of points. */
export function windowTrend(
  points: readonly { readonly time: number; readonly value: number }[],
  now: number,
): TrendDirection {
  const window = TREND_WINDOW_DAYS * MS_PER_DAY;
  const recent = meanOf(points.filter((p) => p.time <= now && p.time > now - window));
  const earlier = meanOf(points.filter((p) => p.time <= now - window && p.time > now - 2 * window));
  return recent === null || earlier === null ? 'unknown' : movedBy(recent - earlier);
}

/** Whether a difference in points is one. */
export function movedBy(points: number): TrendDirection {
  const change = rounded(points);
  return change > TREND_STEP ? 'improving' : change < -TREND_STEP ? 'declining' : 'stable';
}

function meanOf(points: readonly { readonly value: number }[]): number | null {
  return points.length === 0 ? null : points.reduce((sum, p) => sum + p.value, 0) / points.length;
}

function growthOf(snapshots: readonly Point[]): number | null {
  const [oldest, newest] = [snapshots[0], snapshots.at(-1)];
  if (oldest === undefined || newest === undefined || snapshots.length < TREND_MIN_SNAPSHOTS) return null;
  const days = Math.max(1, (newest.time - oldest.time) / MS_PER_DAY);
  return rounded((newest.patterns - oldest.patterns) / days);
}
