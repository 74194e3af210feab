import { type AuditPattern, outlierRatio } from './audit-pattern.ts';
import { APPROVAL, REVIEW_CONFIDENCE } from './parameters.ts';

/** What is proposed to be done with a pattern nobody has decided about. */
export type Recommendation = 'approve' | 'review' | 'likelyFalsePositive';

/** What else is known of a pattern. */
export interface RecommendationContext {
  readonly isDuplicate: boolean;
  readonly hasErrorIssue: boolean;
}

/** What is proposed for a pattern; `null` where somebody has decided already. */
export function recommendationFor(pattern: AuditPattern, context: RecommendationContext): Recommendation | null {
  if (pattern.status !== 'discovered') return null;
  const ratio = outlierRatio(pattern);
  if (ratio > APPROVAL.outlierRatio) return 'likelyFalsePositive';
  const isSure =
    pattern.confidence >= APPROVAL.confidence && pattern.locations >= APPROVAL.locations && !context.hasErrorIssue;
  if (isSure && !context.isDuplicate && !pattern.disabled) return 'approve';
  return pattern.confidence >= REVIEW_CONFIDENCE ? 'review' : 'likelyFalsePositive';
}
