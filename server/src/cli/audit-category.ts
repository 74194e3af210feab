import { type AuditAnswer, counted, displayText, percentText, pointsText, trendText } from '@drift/shared';
import { recommendationRows } from './audit-words.ts';

/** What an audit says of one category; `null` where there is none of that name. */
export function inCategory(audit: AuditAnswer, name: string): AuditAnswer | null {
  const categories = audit.categories.filter((c) => c.category === name);
  if (categories.length === 0) return null;
  return { ...audit, categories, recommendations: audit.recommendations.filter((r) => r.category === name) };
}

/** Why nothing can be said of a category. */
export function unknownCategoryText({ categories }: AuditAnswer, name: string): string {
  return `there is no category "${displayText(name)}"; known: ${categories.map((c) => c.category).join(', ')}`;
}

/** What is left of an audit by `inCategory`, in words. */
export function categoryText({
  categories,
  recommendations,
}: Pick<AuditAnswer, 'categories' | 'recommendations'>): string {
  return [
    ...categories.map(({ category, score, patterns, avgConfidence, complianceRate, trend }) =>
      score === null
        ? `${category}: not enough data: no convention was learned\n`
        : `${category}: ${pointsText(score)} of 100, ${counted(patterns, 'convention')}, confidence ${percentText(avgConfidence)}, compliance ${percentText(complianceRate)}, trend: ${trendText(trend)}\n`,
    ),
    recommendations.length === 0 ? '' : recommendationRows(recommendations),
  ].join('');
}
