import type { Result } from '@drift/shared';
import type { AuditScope, AuditSnapshot } from '../../analysis/audit/snapshot.ts';
import type { Database } from '../../store/database/database.ts';
import { fromRecord } from './audit-record.ts';

/** Rows of a page; no branch keeps more for long. */
const PAGE = 100;

/** The kept audits of a scope, the oldest first. */
export async function auditHistory(database: Database, scope: AuditScope): Promise<Result<readonly AuditSnapshot[]>> {
  const out: AuditSnapshot[] = [];
  for (let cursor: string | undefined; ; ) {
    const { scanRoot, branch } = scope;
    const asked = { scanRoot, branch, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const page = await database.query('audits', asked);
    if (!page.ok) return page;
    out.push(...page.value.items.map(fromRecord).filter((s) => s !== null));
    cursor = page.value.nextCursor;
    if (cursor === undefined) return { ok: true, value: out.reverse() };
  }
}
