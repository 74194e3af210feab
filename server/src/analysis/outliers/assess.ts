import { type Cut, clampUnit, type Direction, type Method, statisticOf } from './cut.ts';
import { IQR_MULTIPLIER, MAX_AGREEMENT, RULE_DEVIATION, TIERS } from './parameters.ts';

/** How far out a value is, from the worst. */
export const SIGNIFICANCES = ['critical', 'high', 'moderate', 'low'] as const;
/** One of the tiers. */
export type Significance = (typeof SIGNIFICANCES)[number];

/** What one method said about a value. */
export interface MethodVerdict {
  readonly method: Method;
  readonly statistic: number;
  readonly threshold: number;
  readonly deviation: number;
}

/** What all methods together say about an outlier. */
export interface Assessment {
  readonly direction: Direction;
  /** 0 to 1. */
  readonly deviation: number;
  readonly significance: Significance;
  /** The methods that flagged it, the one with the largest deviation first. */
  readonly verdicts: readonly MethodVerdict[];
}

/** The tier of a deviation. */
export function tierOf(deviation: number): Significance {
  return TIERS.find((t) => deviation >= t.deviation)?.tier ?? 'low';
}

function lowered(tier: Significance): Significance {
  return SIGNIFICANCES[SIGNIFICANCES.indexOf(tier) + 1] ?? 'low';
}

/** Judges a value on one side by the fitted methods; `null` where none of them calls it an outlier. */
export function assess(cuts: readonly Cut[], value: number, direction: Direction): Assessment | null {
  const verdicts = cuts
    .flatMap((cut): MethodVerdict[] => {
      const statistic = statisticOf(cut, value, direction);
      const { method, threshold } = cut;
      return statistic > threshold
        ? [{ method, statistic, threshold, deviation: deviationOf(method, statistic, threshold) }]
        : [];
    })
    .sort((a, b) => b.deviation - a.deviation);
  const first = verdicts[0];
  if (first === undefined) return null;
  const agreement = verdicts.length === 1 ? 1 : Math.min(verdicts.length / 2, MAX_AGREEMENT);
  const deviation = clampUnit(first.deviation * agreement);
  const tier = tierOf(deviation);
  return { direction, deviation, significance: verdicts.length === 1 ? lowered(tier) : tier, verdicts };
}

/** The assessment of a value that only an absolute rule flags from its bound on, because its population has no spread. */
export function byRule(direction: Direction, value: number, bound: number): Assessment {
  const verdict: MethodVerdict = { method: 'rule', statistic: value, threshold: bound, deviation: RULE_DEVIATION };
  return { direction, deviation: RULE_DEVIATION, significance: tierOf(RULE_DEVIATION), verdicts: [verdict] };
}

/** How far beyond its threshold a statistic lies, 0 to 1, in the scale of its method. */
function deviationOf(method: Method, statistic: number, threshold: number): number {
  const beyond = statistic - threshold;
  switch (method) {
    case 'z-score':
      return clampUnit(beyond / (2 * threshold));
    case 'grubbs':
      return clampUnit(beyond / Math.max(threshold, 1));
    case 'esd':
    case 'mad':
      return clampUnit(beyond / threshold);
    case 'iqr':
      return clampUnit(beyond / (beyond + IQR_MULTIPLIER));
    case 'rule':
      return RULE_DEVIATION;
  }
}
