import type { Result } from '@drift/shared';
import type { Database } from '../../server/src/store/database/database.ts';

/** The reasons of all decisions that a database knows. */
export async function knownDecisions(database: Database): Promise<Result<readonly string[]>> {
  const reasons: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await database.query('decisions', { limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    if (!page.ok) return page;
    reasons.push(...page.value.items.map((d) => d.reason));
    cursor = page.value.nextCursor;
    if (cursor === undefined) return { ok: true, value: reasons };
  }
}
