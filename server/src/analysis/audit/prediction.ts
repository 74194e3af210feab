import { studentUpperQuantile } from '../statistics/student-t.ts';
import {
  DIRECTION_SLOPE,
  FULL_SCORE,
  HEALTH_LEVELS,
  HORIZONS,
  INTERVAL_TAIL,
  MS_PER_DAY,
  PREDICTION_CONFIDENCE,
  PREDICTION_MIN_POINTS,
} from './parameters.ts';
import { rounded } from './rounded.ts';

/** A value to come, with the interval that holds it in 95 of 100 cases if health goes on in a line. */
export interface PredictedValue {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Where health is going. */
export interface HealthPrediction {
  readonly kind: 'predicted';
  readonly in7Days: PredictedValue;
  readonly in30Days: PredictedValue;
  readonly slopePerDay: number;
  readonly rSquared: number;
  readonly points: number;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly direction: 'rising' | 'stable' | 'falling';
  /** Days until health reaches 70; `null` where it does not fall or is below already. */
  readonly daysToWarning: number | null;
  /** The same of 50. */
  readonly daysToCritical: number | null;
}

/** Too little is recorded: so many audits there are, and so many are needed. */
export interface NoPrediction {
  readonly kind: 'notEnoughData';
  readonly points: number;
  readonly needed: number;
}

interface Point {
  readonly time: number;
  readonly healthScore: number;
}

/** A line through points, by ordinary least squares, and what it takes to say how sure it is. */
interface Line {
  readonly n: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly sxx: number;
  readonly slope: number;
  readonly rSquared: number;
  /** Standard error of the residuals. */
  readonly error: number;
}

/** Health in the days after the newest of some snapshots (ascending); points of one time count once, the last of them. */
export function predictHealth(snapshots: readonly Point[]): HealthPrediction | NoPrediction {
  const byTime = [...new Map(snapshots.map((s) => [s.time, s.healthScore]))];
  const first = byTime[0];
  const last = byTime.at(-1);
  if (first === undefined || last === undefined || byTime.length < PREDICTION_MIN_POINTS)
    return { kind: 'notEnoughData', points: byTime.length, needed: PREDICTION_MIN_POINTS };
  const days = (time: number): number => (time - first[0]) / MS_PER_DAY;
  const line = lineThrough(byTime.map(([time, y]) => ({ x: days(time), y })));
  const now = days(last[0]);
  const slope = rounded(line.slope);
  const reach = (level: number): number | null =>
    slope < 0 && last[1] > level ? Math.ceil((last[1] - level) / -line.slope) : null;
  return {
    kind: 'predicted',
    in7Days: predictedAt(line, now + HORIZONS.soon),
    in30Days: predictedAt(line, now + HORIZONS.later),
    slopePerDay: slope,
    rSquared: rounded(line.rSquared),
    points: line.n,
    confidence: confidenceOf(line),
    direction: slope > DIRECTION_SLOPE ? 'rising' : slope < -DIRECTION_SLOPE ? 'falling' : 'stable',
    daysToWarning: reach(HEALTH_LEVELS.warning),
    daysToCritical: reach(HEALTH_LEVELS.critical),
  };
}

function lineThrough(points: readonly { readonly x: number; readonly y: number }[]): Line {
  const n = points.length;
  const meanX = points.reduce((sum, p) => sum + p.x, 0) / n;
  const meanY = points.reduce((sum, p) => sum + p.y, 0) / n;
  const sxx = points.reduce((sum, p) => sum + (p.x - meanX) ** 2, 0);
  const sxy = points.reduce((sum, p) => sum + (p.x - meanX) * (p.y - meanY), 0);
  const syy = points.reduce((sum, p) => sum + (p.y - meanY) ** 2, 0);
  const slope = sxy / sxx;
  const residual = points.reduce((sum, p) => sum + (p.y - meanY - slope * (p.x - meanX)) ** 2, 0);
  // What a constant leaves is explained whole.
  const rSquared = syy === 0 ? 1 : Math.max(0, 1 - residual / syy);
  return { n, meanX, meanY, sxx, slope, rSquared, error: Math.sqrt(residual / (n - 2)) };
}

/** A prediction interval: of one audit to come, not of the mean of many. */
function predictedAt({ n, meanX, meanY, sxx, slope, error }: Line, x: number): PredictedValue {
  const y = meanY + slope * (x - meanX);
  const half = studentUpperQuantile(INTERVAL_TAIL, n - 2) * error * Math.sqrt(1 + 1 / n + (x - meanX) ** 2 / sxx);
  return { value: inScale(y), low: inScale(y - half), high: inScale(y + half) };
}

function inScale(points: number): number {
  return rounded(Math.min(FULL_SCORE, Math.max(0, points)));
}

function confidenceOf({ n, rSquared }: Line): HealthPrediction['confidence'] {
  const { high, medium } = PREDICTION_CONFIDENCE;
  if (rSquared >= high.rSquared && n >= high.points) return 'high';
  return rSquared >= medium.rSquared && n >= medium.points ? 'medium' : 'low';
}
