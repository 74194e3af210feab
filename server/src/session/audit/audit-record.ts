import { auditAlertsSchema, auditScoresSchema } from '@drift/shared';
import type { AuditSnapshot } from '../../analysis/audit/snapshot.ts';
import type { AuditRecord } from '../../store/database/audit-records.ts';
import type { AuditState } from './audit-state.ts';

/** An audit as the database keeps it. */
export function toRecord(snapshot: AuditSnapshot, { name, at, auditedAt }: AuditState, version: string): AuditRecord {
  const { scanRoot, branch, totalFiles, healthScore, factors, approved, discovered, ignored, newFindings } = snapshot;
  return {
    scanRoot,
    branch,
    state: name,
    at,
    auditedAt,
    driftVersion: version,
    totalFiles,
    healthScore,
    ...factors,
    totalPatterns: snapshot.patterns,
    approved,
    discovered,
    ignored,
    totalLocations: snapshot.locations,
    totalOutliers: snapshot.outliers,
    duplicateGroupCount: snapshot.duplicateGroups,
    falsePositiveCount: snapshot.falsePositives,
    newFindings,
    categoryScores: JSON.stringify(snapshot.categoryScores),
    alerts: JSON.stringify(snapshot.alerts),
  };
}

/** A kept audit as analyses read it; `null` for one that this Drift cannot have written. */
export function fromRecord(row: AuditRecord): AuditSnapshot | null {
  const time = Date.parse(row.at);
  const alerts = auditAlertsSchema.safeParse(parsed(row.alerts));
  const categoryScores = auditScoresSchema.safeParse(parsed(row.categoryScores));
  if (Number.isNaN(time) || !alerts.success || !categoryScores.success) return null;
  const { scanRoot, branch, totalFiles, healthScore, approved, discovered, ignored, newFindings } = row;
  const { avgConfidence, approvalRatio, complianceRate, crossValidationRate, duplicateFreeRate } = row;
  return {
    scanRoot,
    branch,
    time,
    totalFiles,
    healthScore,
    factors: { avgConfidence, approvalRatio, complianceRate, crossValidationRate, duplicateFreeRate },
    patterns: row.totalPatterns,
    approved,
    discovered,
    ignored,
    locations: row.totalLocations,
    outliers: row.totalOutliers,
    duplicateGroups: row.duplicateGroupCount,
    falsePositives: row.falsePositiveCount,
    newFindings,
    categoryScores: categoryScores.data,
    alerts: alerts.data,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
