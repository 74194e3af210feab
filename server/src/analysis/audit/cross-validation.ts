import type { AuditPattern } from './audit-pattern.ts';
import { HIGH_OUTLIERS, LOW_CONFIDENCE } from './parameters.ts';

/** Something about a pattern that does not fit. */
export interface CrossValidationIssue {
  readonly id: string;
  readonly check: 'orphan' | 'highOutliers' | 'approvedButUncertain';
  readonly level: 'error' | 'warning';
}

/** What does not fit about some patterns, in their order. The checks that ask the call graph or constraints are not there. */
export function crossValidate(patterns: readonly AuditPattern[]): readonly CrossValidationIssue[] {
  return patterns.flatMap((p): CrossValidationIssue[] => {
    if (p.status === 'ignored') return [];
    const { id, locations, outliers } = p;
    const isHigh = locations > 0 && outliers / locations > HIGH_OUTLIERS;
    return [
      ...(locations === 0 ? [{ id, check: 'orphan', level: 'warning' } as const] : []),
      ...(isHigh ? [{ id, check: 'highOutliers', level: 'warning' } as const] : []),
      ...(p.status === 'approved' && p.confidence < LOW_CONFIDENCE
        ? [{ id, check: 'approvedButUncertain', level: 'error' } as const]
        : []),
    ];
  });
}
