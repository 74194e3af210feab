import { createHash } from 'node:crypto';
import { number, text } from './columns.ts';
import type { ConfigRecord, FileRecord, FindingRecordRow, ScanRecord } from './records.ts';
import { FILE_OWNED } from './schema.ts';
import type { SqlEngine } from './sql-engine.ts';

/** How the files of a scan differ from those of the one before. */
interface FileChanges {
  added: number;
  removed: number;
  changed: number;
}

/**
 * Writes one scan: files and findings by difference, history, settings and the status, all of it or nothing; to be called
 * inside a transaction. A scan that found exactly what the last one did only confirms it. Returns the scan's number.
 */
export function writeScan(engine: SqlEngine, scan: ScanRecord): number {
  const { header } = scan;
  const content = contentOf(scan);
  const known = confirmedScan(engine, content);
  if (known !== null) {
    engine.run('UPDATE scan_history SET confirmed_at = ?, confirmations = confirmations + 1 WHERE id = ?', [
      header.completedAt,
      known,
    ]);
    engine.run('UPDATE materialized_status SET at = ?', [header.completedAt]);
    return known;
  }
  const changes = replaceFiles(engine, scan.files);
  const id = insertScan(engine, scan, { ...changes, content });
  replaceFindings(engine, scan.findings, id);
  const insert = `INSERT INTO convention_history (scan_id, key, language, population, scope, value, share, sites)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
  for (const c of scan.conventions)
    engine.run(insert, [id, c.key, c.language, c.population, c.scope, c.value, c.share, c.sites]);
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
function contentOf({ header, files, findings, conventions, config }: ScanRecord): string {
  const { digest, status, driftVersion, baseline } = header;
  const hash = createHash('sha256').update(JSON.stringify([digest, status, driftVersion, baseline]));
  for (const part of [files, findings, conventions, config]) hash.update(JSON.stringify(part));
  return hash.digest('hex').slice(0, 32);
}

function replaceFiles(engine: SqlEngine, files: readonly FileRecord[]): FileChanges {
  const changes: FileChanges = { added: 0, removed: 0, changed: 0 };
  const before = rowsByKey(engine, 'file_metadata', ['file', 'language', 'file_size', 'finding_count', 'error']);
  const upsert = `INSERT INTO file_metadata (file, language, file_size, finding_count, error) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (file) DO UPDATE SET language = excluded.language, file_size = excluded.file_size,
      finding_count = excluded.finding_count, error = excluded.error`;
  for (const { file, language, size, findings, error } of files) {
    const row = [file, language, size, findings, error];
    const old = before.get(file);
    before.delete(file);
    if (old === JSON.stringify(row)) continue;
    changes[old === undefined ? 'added' : 'changed']++;
    engine.run(upsert, row);
  }
  for (const file of before.keys()) {
    changes.removed++;
    removeFile(engine, file);
  }
  return changes;
}

/** The rows of a table as JSON, by their first column: one text instead of a call for each value. */
function rowsByKey(engine: SqlEngine, table: string, columns: readonly string[]): Map<string, string> {
  const [row] = engine.rows(`SELECT json_group_array(json_array(${columns.join(', ')})) AS all_rows FROM ${table}`);
  const parsed: unknown = JSON.parse(row === undefined ? '[]' : text(row, 'all_rows'));
  const rows: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  return new Map(rows.map((r) => [String(Array.isArray(r) ? r[0] : ''), JSON.stringify(r)]));
}

/** Takes away every row of a file. */
export function removeFile(engine: SqlEngine, file: string): void {
  for (const table of FILE_OWNED) engine.run(`DELETE FROM ${table} WHERE file = ?`, [file]);
}

/** Findings that stand keep the scan that saw them first; those that are gone leave. */
function replaceFindings(engine: SqlEngine, findings: readonly FindingRecordRow[], scan: number): void {
  const before = rowsByKey(engine, 'findings', ['id', 'file', 'rule_id', 'severity', 'is_new']);
  const upsert = `INSERT INTO findings (id, file, rule_id, severity, is_new, first_seen_scan) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET file = excluded.file, rule_id = excluded.rule_id,
      severity = excluded.severity, is_new = excluded.is_new`;
  for (const f of findings) {
    const row = [f.id, f.file, f.ruleId, f.severity, f.isNew ? 1 : 0];
    const old = before.get(f.id);
    before.delete(f.id);
    if (old !== JSON.stringify(row)) engine.run(upsert, [...row, scan]);
  }
  for (const id of before.keys()) engine.run('DELETE FROM findings WHERE id = ?', [id]);
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
