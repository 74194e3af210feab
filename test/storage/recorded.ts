import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../../server/src/store/database/sql-engine.ts';
import { installedRuntime } from '../support/database.ts';

/** Rows of the database that lies in a root; an empty list where none does. */
export async function rowsIn(root: string, sql: string): Promise<readonly Row[]> {
  const path = join(root, '.drift/drift.db');
  if (!existsSync(path)) return [];
  const engine = (await installedRuntime()).open(readFileSync(path));
  try {
    return engine.rows(sql);
  } finally {
    engine.close();
  }
}
