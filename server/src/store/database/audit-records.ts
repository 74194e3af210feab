/** An audit as it is kept. Lists and maps are JSON texts: they are always read whole. */
export interface AuditRecord {
  /** The root's place in its repository. */
  readonly scanRoot: string;
  readonly branch: string;
  /** What was audited: a commit, or a day where there is none. A later audit of the same replaces the earlier. */
  readonly state: string;
  /** Time of what was audited, and when that was done. */
  readonly at: string;
  readonly auditedAt: string;
  readonly driftVersion: string;
  readonly totalFiles: number;
  readonly healthScore: number;
  /** Factors are `null` where they were not measured. */
  readonly avgConfidence: number | null;
  readonly approvalRatio: number | null;
  readonly complianceRate: number | null;
  readonly crossValidationRate: number | null;
  readonly duplicateFreeRate: number | null;
  readonly totalPatterns: number;
  readonly approved: number;
  readonly discovered: number;
  readonly ignored: number;
  readonly totalLocations: number;
  readonly totalOutliers: number;
  readonly duplicateGroupCount: number;
  readonly falsePositiveCount: number;
  readonly newFindings: number;
  readonly categoryScores: string;
  readonly alerts: string;
}

/** An audit as it is listed. */
export interface AuditRow extends AuditRecord {
  readonly id: number;
}
