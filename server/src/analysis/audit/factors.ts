import type { AuditPattern } from './audit-pattern.ts';
import { FULL_SCORE, HEALTH_WEIGHTS, NEUTRAL, PRELIMINARY_BELOW } from './parameters.ts';
import { rounded } from './rounded.ts';

/** The factors of health, in the order they are told. */
export const FACTORS = [
  'avgConfidence',
  'approvalRatio',
  'complianceRate',
  'crossValidationRate',
  'duplicateFreeRate',
] as const;
/** Name of a factor. */
export type Factor = (typeof FACTORS)[number];

/** Each factor from 0 to 1; `null` where it was not measured. */
export type Factors = Readonly<Record<Factor, number | null>>;

/**
 * The factors of some patterns, of which `duplicates` are in a group. What a convention that is off would say is left out
 * by the caller. `crossValidationRate` is given: `null` without a call graph.
 */
export function factorsOf(
  patterns: readonly AuditPattern[],
  { duplicates, crossValidationRate }: { readonly duplicates: number; readonly crossValidationRate: number | null },
): Factors {
  const counted = patterns.filter((p) => p.status !== 'ignored');
  const locations = counted.reduce((sum, p) => sum + p.locations, 0);
  const outliers = counted.reduce((sum, p) => sum + p.outliers, 0);
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : rounded(part / whole));
  return {
    avgConfidence: share(
      counted.reduce((sum, p) => sum + p.confidence, 0),
      counted.length,
    ),
    approvalRatio: share(counted.filter((p) => p.status === 'approved').length, counted.length),
    complianceRate: share(locations, locations + outliers),
    crossValidationRate,
    duplicateFreeRate: patterns.length === 0 ? null : rounded(Math.max(0, 1 - duplicates / patterns.length)),
  };
}

/** Health in points, 0 to 100: the weighted sum of the factors, neutral values standing in for what is not known. */
export function healthScore(factors: Factors): number {
  const sum = FACTORS.reduce((total, f) => total + (factors[f] ?? NEUTRAL[f]) * HEALTH_WEIGHTS[f], 0);
  return rounded(Math.min(FULL_SCORE, Math.max(0, sum * FULL_SCORE)));
}

/** Share of the factors that were measured. */
export function dataCompleteness(factors: Factors): number {
  return FACTORS.filter((f) => factors[f] !== null).length / FACTORS.length;
}

/** True where too little was measured to rely on the score. */
export function isPreliminary(factors: Factors): boolean {
  return dataCompleteness(factors) < PRELIMINARY_BELOW;
}
