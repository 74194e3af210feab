import { createHash } from 'node:crypto';
import { number, text } from './columns.ts';
import { insertRows, type Target } from './insert-rows.ts';
import type {
  ConfigRecord,
  ConventionShare,
  FileRecord,
  FindingRecordRow,
  ScanHeader,
  ScanRecord,
  SentScan,
} from './records.ts';
import { joinParts } from './scan-parts.ts';
import { FILE_OWNED } from './schema.ts';
import type { SqlEngine, Value } from './sql-engine.ts';

/** How the files of a scan differ from those of the one before. */
interface FileChanges {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/**
 * Writes one scan: files and findings by difference, history, settings and the status, all of it or nothing; to be called
 * inside a transaction. A scan that found exactly what the last one did only confirms it. Returns the scan's number.
 */
export function writeScan(engine: SqlEngine, { header, parts }: SentScan): number {
  const content = contentOf(header, parts);
  const known = confirmedScan(engine, content);
  if (known !== null) {
    engine.run('UPDATE scan_history SET confirmed_at = ?, confirmations = confirmations + 1 WHERE id = ?', [
      header.completedAt,
      known,
    ]);
    engine.run('UPDATE materialized_status SET at = ?', [header.completedAt]);
    return known;
  }
  const scan = { header, ...joinParts(parts) };
  const changes = replaceFiles(engine, scan.files);
  const id = insertScan(engine, scan, { ...changes, content });
  replaceFindings(engine, scan.findings, id);
  insertConventions(engine, scan.conventions, id);
  replaceConfig(engine, scan.config, header.completedAt);
  writeStatus(engine, scan, id);
  return id;
}

/** The last scan, if it found the same under the same settings. */
function confirmedScan(engine: SqlEngine, content: string): number | null {
  const [last] = engine.rows('SELECT id, content FROM scan_history ORDER BY id DESC LIMIT 1');
  return last !== undefined && text(last, 'content') === content ? number(last, 'id') : null;
}

/** Names everything a scan says but for when and how it came about. */
function contentOf({ digest, status, driftVersion, baseline }: ScanHeader, parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([digest, status, driftVersion, baseline]));
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 32);
}

const FILES: Target = {
  insert: 'INSERT INTO file_metadata (file, language, file_size, finding_count, error)',
  width: 5,
  onConflict: `ON CONFLICT (file) DO UPDATE SET language = excluded.language, file_size = excluded.file_size,
    finding_count = excluded.finding_count, error = excluded.error`,
};

function replaceFiles(engine: SqlEngine, files: readonly FileRecord[]): FileChanges {
  const rows = files.map((f) => [f.file, f.language, f.size, f.findings, f.error]);
  const { added, changed, gone } = difference(
    rows,
    rowsByKey(engine, 'file_metadata', ['file', 'language', 'file_size', 'finding_count', 'error']),
  );
  insertRows(engine, FILES, [...added, ...changed]);
  for (const file of gone) removeFile(engine, file);
  return { added: added.length, changed: changed.length, removed: gone.length };
}

/** How rows differ from those that are there, by their first column. */
interface Difference {
  readonly added: readonly Value[][];
  readonly changed: readonly Value[][];
  readonly gone: readonly string[];
}

function difference(rows: readonly Value[][], before: Map<string, readonly unknown[]>): Difference {
  const added: Value[][] = [];
  const changed: Value[][] = [];
  for (const row of rows) {
    const key = String(row[0]);
    const old = before.get(key);
    before.delete(key);
    if (old === undefined) added.push(row);
    else if (row.some((value, i) => value !== old[i])) changed.push(row);
  }
  return { added, changed, gone: [...before.keys()] };
}

/** The rows of a table by their first column; through one text, which is faster than a call for each value. */
function rowsByKey(engine: SqlEngine, table: string, columns: readonly string[]): Map<string, readonly unknown[]> {
  const [row] = engine.rows(`SELECT json_group_array(json_array(${columns.join(', ')})) AS all_rows FROM ${table}`);
  const parsed: unknown = JSON.parse(row === undefined ? '[]' : text(row, 'all_rows'));
  const rows: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  return new Map(rows.flatMap((r) => (Array.isArray(r) ? [[String(r[0]), r] as const] : [])));
}

/** Takes away every row of a file. */
export function removeFile(engine: SqlEngine, file: string): void {
  for (const table of FILE_OWNED) engine.run(`DELETE FROM ${table} WHERE file = ?`, [file]);
}

const FINDINGS: Target = {
  insert: 'INSERT INTO findings (id, file, rule_id, severity, is_new, first_seen_scan)',
  width: 6,
  onConflict: `ON CONFLICT (id) DO UPDATE SET file = excluded.file, rule_id = excluded.rule_id,
    severity = excluded.severity, is_new = excluded.is_new`,
};

/** Findings that stand keep the scan that saw them first; those that are gone leave. */
function replaceFindings(engine: SqlEngine, findings: readonly FindingRecordRow[], scan: number): void {
  const rows = findings.map((f) => [f.id, f.file, f.ruleId, f.severity, f.isNew ? 1 : 0]);
  const { added, changed, gone } = difference(
    rows,
    rowsByKey(engine, 'findings', ['id', 'file', 'rule_id', 'severity', 'is_new']),
  );
  const seen = [...added, ...changed].map((row) => [...row, scan]);
  insertRows(engine, FINDINGS, seen);
  for (const id of gone) engine.run('DELETE FROM findings WHERE id = ?', [id]);
}

const CONVENTIONS: Target = {
  insert: `INSERT INTO convention_history (scan_id, key, language, population, scope, value, share, sites)`,
  width: 8,
  onConflict: '',
};

function insertConventions(engine: SqlEngine, conventions: readonly ConventionShare[], scan: number): void {
  const rows = conventions.map((c) => [scan, c.key, c.language, c.population, c.scope, c.value, c.share, c.sites]);
  insertRows(engine, CONVENTIONS, rows);
}

/** Settings that did not change keep their date. */
function replaceConfig(engine: SqlEngine, config: readonly ConfigRecord[], at: string): void {
  const keys = new Set(config.map((c) => c.key));
  for (const row of engine.rows('SELECT key FROM workspace_config')) {
    if (!keys.has(text(row, 'key'))) engine.run('DELETE FROM workspace_config WHERE key = ?', [text(row, 'key')]);
  }
  const upsert = `INSERT INTO workspace_config (key, value, origin, updated_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, origin = excluded.origin, updated_at = excluded.updated_at
    WHERE value <> excluded.value OR origin <> excluded.origin`;
  for (const { key, value, origin } of config) engine.run(upsert, [key, value, origin, at]);
}

function insertScan(
  engine: SqlEngine,
  scan: ScanRecord,
  { added, removed, changed, content }: FileChanges & { readonly content: string },
): number {
  const { header, files, findings } = scan;
  const of = (severity: FindingRecordRow['severity']): number => findings.filter((f) => f.severity === severity).length;
  const [row] = engine.rows(
    `INSERT INTO scan_history (started_at, completed_at, confirmed_at, confirmations, surface, status, drift_version,
      baseline, digest, content, duration_ms, files, added, removed, changed, findings, new_findings, errors, warnings, infos, hints)
    VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    [
      header.startedAt,
      header.completedAt,
      header.completedAt,
      header.surface,
      header.status,
      header.driftVersion,
      header.baseline,
      header.digest,
      content,
      header.durationMs,
      files.length,
      added,
      removed,
      changed,
      findings.length,
      findings.filter((f) => f.isNew).length,
      of('error'),
      of('warning'),
      of('info'),
      of('hint'),
    ],
  );
  if (row === undefined) throw new Error('Bug: a scan was written and has no number');
  return number(row, 'id');
}

function writeStatus(engine: SqlEngine, scan: ScanRecord, id: number): void {
  engine.run('DELETE FROM materialized_status');
  engine.run(
    `INSERT INTO materialized_status (only_row, scan_id, scans, at, files, files_with_errors, findings, new_findings,
      errors, warnings, infos, hints, conventions)
    SELECT 1, id, (SELECT count(*) FROM scan_history), completed_at, files,
      (SELECT count(*) FROM file_metadata WHERE error IS NOT NULL), findings, new_findings, errors, warnings, infos, hints,
      ? FROM scan_history WHERE id = ?`,
    [new Set(scan.conventions.map((c) => c.key)).size, id],
  );
}
