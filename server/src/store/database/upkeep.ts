import { number, text } from './columns.ts';
import { schemaVersion } from './migrate.ts';
import { AUDIT_DAYS, FREE_PAGES_MIN, FREE_SHARE, MAX_AUDITS, MAX_EVENTS, MAX_SCANS, SCAN_DAYS } from './parameters.ts';
import type { IntegrityLevel, SizeAnswer, SweepAnswer } from './records.ts';
import type { SqlEngine } from './sql-engine.ts';

const MS_PER_DAY = 86_400_000;

/** Rows that are too old or too many, by table; only history ages, never what is true now. */
const AGING: Readonly<
  Record<string, { readonly where: string; readonly values: (at: string) => readonly (string | number)[] }>
> = {
  scan_history: {
    where: 'id NOT IN (SELECT id FROM scan_history ORDER BY id DESC LIMIT ?) OR confirmed_at < ?',
    values: (at) => [MAX_SCANS, daysBefore(at, SCAN_DAYS)],
  },
  audit_snapshots: {
    where: `audited_at < ? OR (SELECT count(*) FROM audit_snapshots b WHERE b.scan_root = audit_snapshots.scan_root
      AND b.branch = audit_snapshots.branch AND (b.at, b.id) > (audit_snapshots.at, audit_snapshots.id)) >= ?`,
    values: (at) => [daysBefore(at, AUDIT_DAYS), MAX_AUDITS],
  },
  workspace_events: {
    where: 'id NOT IN (SELECT id FROM workspace_events ORDER BY at DESC, id DESC LIMIT ?)',
    values: () => [MAX_EVENTS],
  },
};

function daysBefore(at: string, days: number): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? '' : new Date(time - days * MS_PER_DAY).toISOString();
}

/** Takes away history that is too old or too much, and packs the image where much of it is free. */
export function sweep(
  engine: SqlEngine,
  at: string,
  { dryRun, pack = false }: { readonly dryRun: boolean; readonly pack?: boolean },
): SweepAnswer {
  const rowsDeleted: Record<string, number> = {};
  engine.exec('BEGIN IMMEDIATE');
  try {
    for (const [table, { where, values }] of Object.entries(AGING)) {
      const [row] = engine.rows(`SELECT count(*) AS n FROM ${table} WHERE ${where}`, values(at));
      const count = row === undefined ? 0 : number(row, 'n');
      if (count === 0) continue;
      rowsDeleted[table] = count;
      engine.run(`DELETE FROM ${table} WHERE ${where}`, values(at));
    }
    const free = pragma(engine, 'freelist_count');
    const isWorth = free > FREE_PAGES_MIN && free > pragma(engine, 'page_count') * FREE_SHARE;
    // A dry run does the same and takes it back, so that it gives the same numbers.
    engine.exec(dryRun ? 'ROLLBACK' : 'COMMIT');
    if (!pack && !isWorth) return { rowsDeleted, pagesFreed: 0 };
    if (!dryRun) engine.exec('PRAGMA incremental_vacuum');
    return { rowsDeleted, pagesFreed: free };
  } catch (error) {
    rollback(engine);
    throw error;
  }
}

function rollback(engine: SqlEngine): void {
  try {
    engine.exec('ROLLBACK');
  } catch {
    // Nothing was open any more.
  }
}

function pragma(engine: SqlEngine, name: string): number {
  const [row] = engine.rows(`PRAGMA ${name}`);
  return row === undefined ? 0 : number(row, name);
}

/** How large the image is, and how many rows each table has. */
export function sizeOf(engine: SqlEngine): SizeAnswer {
  const page = pragma(engine, 'page_size');
  const rows: Record<string, number> = {};
  for (const table of tablesOf(engine)) {
    const [row] = engine.rows(`SELECT count(*) AS n FROM "${table}"`);
    rows[table] = row === undefined ? 0 : number(row, 'n');
  }
  return { bytes: page * pragma(engine, 'page_count'), freeBytes: page * pragma(engine, 'freelist_count'), rows };
}

/** Names of the tables, in code-unit order. */
export function tablesOf(engine: SqlEngine): readonly string[] {
  return engine
    .rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .map((row) => text(row, 'name'));
}

/** Statements that must find nothing, with what it means where they do. */
const RECONCILED: readonly (readonly [sql: string, fault: string])[] = [
  [
    `SELECT f.file FROM file_metadata f WHERE f.finding_count <>
      (SELECT count(*) FROM findings x WHERE x.file = f.file) LIMIT 1`,
    'the number of findings of a file is not that of its findings',
  ],
  [
    'SELECT id FROM findings WHERE file NOT IN (SELECT file FROM file_metadata) LIMIT 1',
    'a finding belongs to a file that is not there',
  ],
  [
    `SELECT only_row FROM materialized_status WHERE findings <> (SELECT count(*) FROM findings)
      OR files <> (SELECT count(*) FROM file_metadata)`,
    'the state says another number than the tables',
  ],
  [
    `SELECT only_row FROM materialized_status WHERE scan_id <> (SELECT max(id) FROM scan_history)`,
    'the state is not that of the last scan',
  ],
  [
    'SELECT id FROM findings WHERE first_seen_scan > (SELECT max(id) FROM scan_history) LIMIT 1',
    'a finding was first seen by a scan that is not there',
  ],
];

/** What is wrong with a database, looked at as thoroughly as asked. */
export function faultsOf(engine: SqlEngine, level: IntegrityLevel, newest: number): readonly string[] {
  const faults: string[] = [];
  const version = schemaVersion(engine);
  if (version !== newest) faults.push(`schema ${version} instead of ${newest}`);
  const told = engine.rows(level === 'full' ? 'PRAGMA integrity_check(20)' : 'PRAGMA quick_check(20)');
  faults.push(...told.map((row) => String(Object.values(row)[0])).filter((line) => line !== 'ok'));
  if (level === 'quick' || faults.length > 0) return faults;
  for (const row of engine.rows('PRAGMA foreign_key_check'))
    faults.push(`a row of ${String(row['table'])} refers to nothing`);
  if (level === 'normal') return faults;
  for (const [sql, fault] of RECONCILED) if (engine.rows(sql).length > 0) faults.push(fault);
  return faults;
}
