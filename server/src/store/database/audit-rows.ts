import type { AuditRecord, AuditRow } from './audit-records.ts';
import { number, numberOrNull, text } from './columns.ts';
import { page } from './paging.ts';
import type { Page, Queries } from './records.ts';
import type { Row, SqlEngine } from './sql-engine.ts';

const COLUMNS = [
  'scan_root',
  'branch',
  'state',
  'at',
  'audited_at',
  'drift_version',
  'total_files',
  'health_score',
  'avg_confidence',
  'approval_ratio',
  'compliance_rate',
  'cross_validation_rate',
  'duplicate_free_rate',
  'total_patterns',
  'approved',
  'discovered',
  'ignored',
  'total_locations',
  'total_outliers',
  'duplicate_group_count',
  'false_positive_count',
  'new_findings',
  'category_scores',
  'alerts',
] as const;

/** Writes an audit in place of an earlier one of the same state; to be called inside a transaction. */
export function writeAudit(engine: SqlEngine, a: AuditRecord): void {
  engine.run('DELETE FROM audit_snapshots WHERE scan_root = ? AND branch = ? AND state = ?', [
    a.scanRoot,
    a.branch,
    a.state,
  ]);
  engine.run(`INSERT INTO audit_snapshots (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`, [
    a.scanRoot,
    a.branch,
    a.state,
    a.at,
    a.auditedAt,
    a.driftVersion,
    a.totalFiles,
    a.healthScore,
    a.avgConfidence,
    a.approvalRatio,
    a.complianceRate,
    a.crossValidationRate,
    a.duplicateFreeRate,
    a.totalPatterns,
    a.approved,
    a.discovered,
    a.ignored,
    a.totalLocations,
    a.totalOutliers,
    a.duplicateGroupCount,
    a.falsePositiveCount,
    a.newFindings,
    a.categoryScores,
    a.alerts,
  ]);
}

/** A page of audits, the newest first, of one scope or of all. A reader's image may be of a time before there were any. */
export function auditPage(engine: SqlEngine, params: Queries['audits']): Page<AuditRow> {
  const known = engine.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_snapshots'");
  if (known.length === 0) return { items: [], total: 0, hasMore: false };
  const { scanRoot, branch } = params;
  return page(
    engine,
    {
      name: 'audits',
      columns: '*',
      from: 'audit_snapshots',
      where: [
        ...(scanRoot === undefined ? [] : [['scan_root = ?', scanRoot] as const]),
        ...(branch === undefined ? [] : [['branch = ?', branch] as const]),
      ],
      sort: 'at',
      id: 'id',
      direction: 'DESC',
      read: auditOf,
    },
    params,
  );
}

function auditOf(row: Row): AuditRow {
  return {
    id: number(row, 'id'),
    scanRoot: text(row, 'scan_root'),
    branch: text(row, 'branch'),
    state: text(row, 'state'),
    at: text(row, 'at'),
    auditedAt: text(row, 'audited_at'),
    driftVersion: text(row, 'drift_version'),
    totalFiles: number(row, 'total_files'),
    healthScore: number(row, 'health_score'),
    avgConfidence: numberOrNull(row, 'avg_confidence'),
    approvalRatio: numberOrNull(row, 'approval_ratio'),
    complianceRate: numberOrNull(row, 'compliance_rate'),
    crossValidationRate: numberOrNull(row, 'cross_validation_rate'),
    duplicateFreeRate: numberOrNull(row, 'duplicate_free_rate'),
    totalPatterns: number(row, 'total_patterns'),
    approved: number(row, 'approved'),
    discovered: number(row, 'discovered'),
    ignored: number(row, 'ignored'),
    totalLocations: number(row, 'total_locations'),
    totalOutliers: number(row, 'total_outliers'),
    duplicateGroupCount: number(row, 'duplicate_group_count'),
    falsePositiveCount: number(row, 'false_positive_count'),
    newFindings: number(row, 'new_findings'),
    categoryScores: text(row, 'category_scores'),
    alerts: text(row, 'alerts'),
  };
}
