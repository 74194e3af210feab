import type { AuditCategory } from './categories.ts';

/** What people decided about a pattern. */
export type PatternStatus = 'discovered' | 'approved' | 'ignored';

/** A learned convention as an audit looks at it. */
export interface AuditPattern {
  /** Names key, language, population and scope. */
  readonly id: string;
  readonly category: AuditCategory;
  readonly status: PatternStatus;
  /** Posterior mean of the expected answer, 0 to 1. */
  readonly confidence: number;
  /** Places that give the expected answer, as sorted numbers; empty where they were not looked up. */
  readonly places: Uint32Array;
  readonly locations: number;
  readonly outliers: number;
  /** True where people's feedback switched its convention off. */
  readonly disabled: boolean;
}

/** Outliers among all places of a pattern; 1 where it has none. */
export function outlierRatio({ locations, outliers }: Pick<AuditPattern, 'locations' | 'outliers'>): number {
  return locations === 0 ? 1 : outliers / (locations + outliers);
}
