import type { AuditPattern } from './audit-pattern.ts';
import { AUDIT_CATEGORIES, type AuditCategory } from './categories.ts';
import { factorsOf } from './factors.ts';
import { CATEGORY_TREND_PATTERNS, CATEGORY_WEIGHT, FULL_SCORE, NEUTRAL } from './parameters.ts';
import { rounded } from './rounded.ts';
import { movedBy, type TrendDirection } from './trends.ts';

/** How one category stands; nothing but its name where it has no pattern. */
export interface CategoryHealth {
  readonly category: AuditCategory;
  readonly patterns: number;
  /** Points from 0 to 100; `null` without patterns. */
  readonly score: number | null;
  readonly avgConfidence: number | null;
  readonly complianceRate: number | null;
  /** Against the audit before; `unknown` where there is none or the category has too few patterns. */
  readonly trend: TrendDirection;
}

/** The health of each category, whose scores an earlier audit may have told. Each is scored by its own patterns alone. */
export function categoryHealth(
  patterns: readonly AuditPattern[],
  before: Readonly<Record<string, number>>,
): readonly CategoryHealth[] {
  return AUDIT_CATEGORIES.map((category) => {
    const own = patterns.filter((p) => p.category === category && p.status !== 'ignored');
    const { avgConfidence, complianceRate } = factorsOf(own, { duplicates: 0, crossValidationRate: null });
    const known = { category, patterns: own.length, avgConfidence, complianceRate };
    if (avgConfidence === null) return { ...known, score: null, trend: 'unknown' };
    const parts = avgConfidence + (complianceRate ?? NEUTRAL.complianceRate);
    const score = rounded(parts * CATEGORY_WEIGHT * FULL_SCORE);
    const earlier = before[category];
    const isTold = earlier !== undefined && own.length >= CATEGORY_TREND_PATTERNS;
    return { ...known, score, trend: isTold ? movedBy(score - earlier) : 'unknown' };
  });
}
