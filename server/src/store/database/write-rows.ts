import type { AuditRecord } from './audit-records.ts';
import { writeAudit } from './audit-rows.ts';
import type { DecisionRecord, EventRecord, PackageRecord, SentScan } from './records.ts';
import type { SqlEngine } from './sql-engine.ts';
import { writeScan } from './write-scan.ts';

/** Everything that can be written, one kind a table or a set of tables that belong together. */
export type WriteCommand =
  | { readonly kind: 'scan'; readonly scan: SentScan }
  | { readonly kind: 'event'; readonly event: EventRecord }
  | { readonly kind: 'audit'; readonly audit: AuditRecord }
  | { readonly kind: 'packages'; readonly packages: readonly PackageRecord[] };

/** Writes one command; to be called inside a transaction. Writing the same decision or event again changes nothing. */
export function write(engine: SqlEngine, command: WriteCommand): void {
  switch (command.kind) {
    case 'scan':
      writeScan(engine, command.scan);
      return;
    case 'event': {
      const { id, at, kind, details } = command.event;
      engine.run('INSERT OR IGNORE INTO workspace_events (id, at, kind, details) VALUES (?, ?, ?, ?)', [
        id,
        at,
        kind,
        details,
      ]);
      return;
    }
    case 'audit':
      writeAudit(engine, command.audit);
      return;
    case 'packages':
      writePackages(engine, command.packages);
      return;
  }
}

/** True where a decision is there already. */
export function hasDecision(engine: SqlEngine, { id }: DecisionRecord): boolean {
  return engine.rows('SELECT 1 FROM decision_audit WHERE id = ?', [id]).length > 0;
}

/** Writes a decision where it is not there yet; true when it was not. */
export function writeDecision(engine: SqlEngine, d: DecisionRecord): boolean {
  const written = engine.rows(
    `INSERT INTO decision_audit (id, at, author, key, status, value, language, population, scope, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [d.id, d.at, d.author, d.key, d.status, d.value, d.language, d.population, d.scope, d.reason],
  );
  return written.length > 0;
}

function writePackages(engine: SqlEngine, packages: readonly PackageRecord[]): void {
  engine.run('DELETE FROM workspace_packages');
  const insert = `INSERT INTO workspace_packages (path, name, kind, language, framework, dependencies)
    VALUES (?, ?, ?, ?, ?, ?)`;
  for (const p of packages)
    engine.run(insert, [p.path, p.name, p.kind, p.language, p.framework, JSON.stringify(p.dependencies)]);
}

/** Tables whose rows outlive the image they were written in. */
export type RecordTable = 'decision_audit' | 'workspace_events';

/** Copies what people decided or what happened into another database of the same schema, where it is not there yet. */
export function copyRecords(from: SqlEngine, to: SqlEngine, tables: readonly RecordTable[]): void {
  to.transaction(() => {
    for (const table of tables) {
      const columns = RECORDS[table];
      const insert = `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      for (const row of from.rows(`SELECT * FROM ${table}`))
        to.run(
          insert,
          columns.map((c) => row[c] ?? null),
        );
    }
  });
}

const RECORDS: Readonly<Record<RecordTable, readonly string[]>> = {
  decision_audit: ['id', 'at', 'author', 'key', 'status', 'value', 'language', 'population', 'scope', 'reason'],
  workspace_events: ['id', 'at', 'kind', 'details'],
};
