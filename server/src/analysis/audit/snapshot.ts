import type { DegradationAlert } from './degradation.ts';
import type { Factors } from './factors.ts';

/** Which audits can be compared: those of one place of a repository, on one branch. */
export interface AuditScope {
  /** The root's place in its repository; `''` at the top and without git. */
  readonly scanRoot: string;
  /** `''` without git or on none. */
  readonly branch: string;
}

/** What is kept of an audit. */
export interface AuditSnapshot extends AuditScope {
  /** Time of what was audited, in milliseconds since 1970. */
  readonly time: number;
  readonly totalFiles: number;
  readonly healthScore: number;
  readonly factors: Factors;
  readonly patterns: number;
  readonly approved: number;
  readonly discovered: number;
  readonly ignored: number;
  readonly locations: number;
  readonly outliers: number;
  readonly duplicateGroups: number;
  readonly falsePositives: number;
  readonly newFindings: number;
  /** Scores of the categories that have patterns. */
  readonly categoryScores: Readonly<Record<string, number>>;
  readonly alerts: readonly DegradationAlert[];
}
