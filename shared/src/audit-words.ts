import type { AuditAlert } from './audit-protocol.ts';

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

/** Where something is going, in words. */
export function trendText(trend: string): string {
  return trend === 'unknown' ? 'not enough data' : trend;
}

/** A score with what it is worth and where it is going: `78.2 of 100 (declining)`. */
export function healthText(audit: {
  readonly healthScore: number;
  readonly newProject: boolean;
  readonly preliminary: boolean;
  readonly trend: string;
}): string {
  const note = audit.newProject
    ? 'a default: nothing was learned'
    : `${audit.preliminary ? 'preliminary; ' : ''}trend: ${trendText(audit.trend)}`;
  return `${pointsText(audit.healthScore)} of 100 (${note})`;
}
