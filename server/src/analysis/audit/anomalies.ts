import { ANOMALY_MIN_POINTS, ANOMALY_WINDOW_DAYS, ANOMALY_Z, MS_PER_DAY, NO_SPREAD } from './parameters.ts';
import { rounded } from './rounded.ts';
import type { AuditSnapshot } from './snapshot.ts';

/** A number that is not what it used to be. */
export interface AuditAnomaly {
  readonly metric: Metric;
  readonly level: 'warning' | 'error';
  readonly value: number;
  /** Between which values it was to be expected. */
  readonly expected: readonly [low: number, high: number];
  /** Standard deviations from the mean. */
  readonly z: number;
}

type Measured = Omit<AuditSnapshot, 'alerts'>;

/** Numbers that are looked at, by their names. */
const METRICS = {
  health: (s: Measured) => s.healthScore,
  avgConfidence: (s: Measured) => s.factors.avgConfidence,
  complianceRate: (s: Measured) => s.factors.complianceRate,
  duplicateCount: (s: Measured) => s.duplicateGroups,
  falsePositiveCount: (s: Measured) => s.falsePositives,
  patternCount: (s: Measured) => s.patterns,
  outlierRatio: (s: Measured) => (s.locations + s.outliers === 0 ? null : s.outliers / (s.locations + s.outliers)),
  newViolations: (s: Measured) => s.newFindings,
} as const;
/** One of these names. */
export type Metric = keyof typeof METRICS;

const NAMES: readonly Metric[] = [
  'health',
  'avgConfidence',
  'complianceRate',
  'duplicateCount',
  'falsePositiveCount',
  'patternCount',
  'outlierRatio',
  'newViolations',
];

/** What is odd about an audit beside those of the 30 days before it, which do not include it. */
export function anomaliesOf(now: Measured, history: readonly Measured[]): readonly AuditAnomaly[] {
  const recent = lately(now.time, history);
  return NAMES.flatMap((metric) => {
    const value = METRICS[metric](now);
    return value === null
      ? []
      : anomaly(
          metric,
          value,
          recent.map(METRICS[metric]).filter((v) => v !== null),
        );
  });
}

/** Audits that the anomalies of a time are judged by; with fewer than `ANOMALY_MIN_POINTS` nothing is one. */
export function lately<T extends Pick<AuditSnapshot, 'time'>>(time: number, history: readonly T[]): readonly T[] {
  const from = time - ANOMALY_WINDOW_DAYS * MS_PER_DAY;
  return history.filter((s) => s.time >= from && s.time < time);
}

function anomaly(metric: Metric, value: number, history: readonly number[]): readonly AuditAnomaly[] {
  const n = history.length;
  if (n < ANOMALY_MIN_POINTS) return [];
  const mean = history.reduce((sum, v) => sum + v, 0) / n;
  const sd = Math.sqrt(history.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
  if (sd <= NO_SPREAD * Math.max(1, Math.abs(mean))) return [];
  const z = (value - mean) / sd;
  const level = Math.abs(z) > ANOMALY_Z.error ? 'error' : Math.abs(z) > ANOMALY_Z.warning ? 'warning' : null;
  if (level === null) return [];
  const reach = ANOMALY_Z.warning * sd;
  return [
    { metric, level, value: rounded(value), expected: [rounded(mean - reach), rounded(mean + reach)], z: rounded(z) },
  ];
}
