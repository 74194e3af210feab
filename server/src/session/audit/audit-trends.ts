import type { AuditTrendsAnswer } from '@drift/shared';
import { alertLog } from '../../analysis/audit/degradation.ts';
import { MS_PER_DAY } from '../../analysis/audit/parameters.ts';
import { predictHealth } from '../../analysis/audit/prediction.ts';
import { trendsOf } from '../../analysis/audit/trends.ts';
import type { Host } from '../../host/host.ts';
import type { Database } from '../../store/database/database.ts';
import { auditHistory } from './audit-history.ts';
import { auditScope } from './audit-state.ts';

/** Recorded scans that are told. */
const SCANS = 100;

/** What is recorded of the branch that is checked out, over some days that end with its newest audit. Reads no code. */
export async function auditTrends(
  host: Host,
  { root, database }: { readonly root: string; readonly database: Database },
  days: number,
): Promise<AuditTrendsAnswer> {
  const scope = await auditScope(host, root);
  const read = await auditHistory(database, scope);
  const all = read.ok ? read.value : [];
  const now = all.at(-1)?.time ?? 0;
  const audits = all.filter((a) => a.time > now - days * MS_PER_DAY);
  const scans = await database.query('scans', { limit: SCANS });
  const problem = read.ok ? '' : (read.problems[0]?.message ?? 'the database could not be read');
  return {
    ...scope,
    audits: audits.map((a) => ({
      at: timeText(a.time),
      healthScore: a.healthScore,
      avgConfidence: a.factors.avgConfidence,
      complianceRate: a.factors.complianceRate,
      patterns: a.patterns,
      newFindings: a.newFindings,
    })),
    trends: trendsOf(audits, now),
    prediction: predictHealth(audits),
    alerts: alertLog(audits).map(({ since, resolvedAt, ...alert }) => ({
      ...alert,
      since: timeText(since),
      resolvedAt: resolvedAt === null ? null : timeText(resolvedAt),
    })),
    scans: scans.ok
      ? [...scans.value.items]
          .reverse()
          .map(({ completedAt, findings, newFindings }) => ({ at: completedAt, findings, newFindings }))
      : [],
    problem,
  };
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}
