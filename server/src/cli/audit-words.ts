import { type AuditPrediction, type AuditRecommendation, displayText, percentText, pointsText } from '@drift/shared';
import { columns } from './columns.ts';

/** Factors of health as people call them. */
export const FACTOR_NAMES: Readonly<Record<string, string>> = {
  avgConfidence: 'confidence',
  approvalRatio: 'approved',
  complianceRate: 'compliance',
  crossValidationRate: 'cross-validation',
  duplicateFreeRate: 'free of duplicates',
};

/** Where health is going, in words, with the interval; or that it cannot be told. */
export function predictionText(p: AuditPrediction): string {
  if (p.kind === 'notEnoughData') return `not enough data: ${p.points} of ${p.needed} audits`;
  const value = ({ value, low, high }: typeof p.in7Days): string =>
    `${pointsText(value)} (${pointsText(low)} to ${pointsText(high)})`;
  const reached = [
    ...(p.daysToWarning === null ? [] : [`reaches 70 in about ${p.daysToWarning} days`]),
    ...(p.daysToCritical === null ? [] : [`reaches 50 in about ${p.daysToCritical} days`]),
  ];
  return [
    `${value(p.in7Days)} in 7 days, ${value(p.in30Days)} in 30 days`,
    ...reached,
    `R2 ${p.rSquared.toFixed(2)} over ${p.points} audits, ${p.confidence} confidence; intervals of 95 %`,
  ].join('; ');
}

const BARS = '▁▂▃▄▅▆▇█';

/** Values as a line of bars, the least lowest; all of one height where they are equal. */
export function sparkline(values: readonly number[]): string {
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const top = BARS.length - 1;
  return values
    .map((v) => BARS[most === least ? Math.floor(top / 2) : Math.round(((v - least) / (most - least)) * top)] ?? '')
    .join('');
}

/** Which code a convention is about, in words. */
export function whereText({
  language,
  population,
  scope,
}: Pick<AuditRecommendation, 'language' | 'population' | 'scope'>): string {
  return `${language}${population === 'test' ? ' tests' : ''}${scope === '' ? '' : ` in ${displayText(scope)}`}`;
}

const PROPOSALS = { approve: 'approve', review: 'look at', likelyFalsePositive: 'hardly one' } as const;

/** Proposals as a table. */
export function recommendationRows(recommendations: readonly AuditRecommendation[]): string {
  return columns(
    ['proposal', 'convention', 'where', 'answer', 'confidence', 'follow', 'depart'],
    recommendations.map((r) => [
      PROPOSALS[r.recommendation],
      r.key,
      whereText(r),
      r.answer,
      percentText(r.confidence),
      `${r.locations}`,
      `${r.outliers}`,
    ]),
  );
}
