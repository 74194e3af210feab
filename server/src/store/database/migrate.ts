import { createHash } from 'node:crypto';
import type { Problem, Result } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { number, text } from './columns.ts';
import { MIGRATIONS, type Migration } from './schema.ts';
import type { SqlEngine } from './sql-engine.ts';

/** The schema version of an open database. */
export function schemaVersion(engine: SqlEngine): number {
  const [row] = engine.rows('PRAGMA user_version');
  return row === undefined ? 0 : number(row, 'user_version');
}

/** Names the SQL of a step, so that an edit after its release is noticed. */
export function checksumOf({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('hex').slice(0, 16);
}

/**
 * Brings a database to the newest schema; each step with its version and its record in one transaction, so that one that
 * fails leaves everything as it was. Running it again does nothing.
 */
export function migrate(
  engine: SqlEngine,
  host: Pick<Host, 'now' | 'stamp'>,
  migrations: readonly Migration[] = MIGRATIONS,
): Result<{ readonly from: number; readonly to: number }> {
  const from = schemaVersion(engine);
  let to = from;
  for (const migration of migrations.filter((m) => m.version > from)) {
    try {
      apply(engine, host, migration);
    } catch (error) {
      return failed(migration, error);
    }
    to = migration.version;
  }
  return { ok: true, value: { from, to } };
}

function apply(engine: SqlEngine, host: Pick<Host, 'now' | 'stamp'>, migration: Migration): void {
  const started = host.now();
  engine.transaction(() => {
    engine.exec(migration.sql);
    engine.run(
      'INSERT INTO schema_migrations (version, name, checksum, applied_at, duration_ms) VALUES (?, ?, ?, ?, ?)',
      [
        migration.version,
        migration.name,
        checksumOf(migration),
        host.stamp().at,
        Math.max(0, Math.round(host.now() - started)),
      ],
    );
    engine.exec(`PRAGMA user_version = ${migration.version}`);
  });
}

function failed({ version, name }: Migration, error: unknown): { readonly ok: false; readonly problems: Problem[] } {
  const why = error instanceof Error ? error.message : String(error);
  return {
    ok: false,
    problems: [
      {
        code: 'MIGRATION_FAILED',
        message: `the database could not be brought to schema ${version} (${name}): ${why}`,
        hint: 'The file was left as it is. Delete .drift/drift.db* to start anew.',
      },
    ],
  };
}

/**
 * What an image says of itself that this build cannot have made: other tables than its version has, or steps that were
 * edited. Nothing of such an image is trusted.
 */
export function foreignParts(
  engine: SqlEngine,
  expected: string,
  migrations: readonly Migration[] = MIGRATIONS,
): string[] {
  const out: string[] = [];
  if (schemaText(engine) !== expected) out.push('its tables are not those of its version');
  const known = new Map(migrations.map((m) => [m.version, checksumOf(m)]));
  for (const row of out.length > 0 ? [] : engine.rows('SELECT version, checksum FROM schema_migrations')) {
    if (known.get(number(row, 'version')) !== text(row, 'checksum'))
      out.push(`step ${number(row, 'version')} is another`);
  }
  return out;
}

/** All of a schema as text. */
export function schemaText(engine: SqlEngine): string {
  return engine
    .rows(
      "SELECT type, name, coalesce(sql, '') AS sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
    )
    .map((row) => `${text(row, 'type')} ${text(row, 'name')} ${text(row, 'sql')}`)
    .join('\n');
}
