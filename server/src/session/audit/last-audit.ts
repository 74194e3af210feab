import type { LastAudit } from '@drift/shared';
import { isPreliminary } from '../../analysis/audit/factors.ts';
import { trendsOf } from '../../analysis/audit/trends.ts';
import type { Host } from '../../host/host.ts';
import type { Database } from '../../store/database/database.ts';
import { ageInWords } from '../ws/place.ts';
import { auditHistory } from './audit-history.ts';
import { fromRecord } from './audit-record.ts';
import { auditScope } from './audit-state.ts';

/** The newest kept audit of the branch that is checked out; `null` where there is none. Reads no code. */
export async function lastAudit(
  host: Host,
  { root, database }: { readonly root: string; readonly database: Database },
): Promise<LastAudit | null> {
  const { scanRoot, branch } = await auditScope(host, root);
  const asked = await database.query('audits', { scanRoot, branch, limit: 1 });
  const row = asked.ok ? asked.value.items[0] : undefined;
  const snapshot = row === undefined ? null : fromRecord(row);
  if (row === undefined || snapshot === null) return null;
  const history = await auditHistory(database, { scanRoot, branch });
  const { healthScore, factors, patterns, alerts, time } = snapshot;
  return {
    scanRoot,
    branch,
    at: row.at,
    auditedAt: row.auditedAt,
    age: ageInWords(host, row.auditedAt),
    healthScore,
    newProject: patterns === 0,
    preliminary: isPreliminary(factors),
    trend: trendsOf(history.ok ? history.value : [], time).health,
    alerts: [...alerts],
    factors,
  };
}
