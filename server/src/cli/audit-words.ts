import type { AuditAlert, AuditPrediction } from '@drift/shared';

/** Factors of health as people call them. */
export const FACTOR_NAMES: Readonly<Record<string, string>> = {
  avgConfidence: 'confidence',
  approvalRatio: 'approved',
  complianceRate: 'compliance',
  crossValidationRate: 'cross-validation',
  duplicateFreeRate: 'free of duplicates',
};

/** Points of a score, one digit after the point. */
export function pointsText(points: number): string {
  return points.toFixed(1);
}

/** A share in percent; what was not measured says so. */
export function percentText(share: number | null): string {
  return share === null ? 'not measured' : `${(share * 100).toFixed(1)} %`;
}

/** What got worse, in words. */
export function alertText({ type, previous, current }: AuditAlert): string {
  switch (type) {
    case 'health_drop':
      return `health fell from ${pointsText(previous)} to ${pointsText(current)}`;
    case 'confidence_drop':
      return `confidence fell from ${percentText(previous)} to ${percentText(current)}`;
    case 'new_false_positives':
      return `${current - previous} more conventions are hardly any (${current} now)`;
    case 'duplicate_increase':
      return `${current - previous} more groups hold at the same places (${current} now)`;
  }
}

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
