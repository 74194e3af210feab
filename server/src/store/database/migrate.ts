import { createHash } from 'node:crypto';
import type { Problem, Result } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { number, text } from './columns.ts';
import { isFatal } from './problems.ts';
import type { Migration } from './schema.ts';
import type { SqlEngine, SqlRuntime } from './sql-engine.ts';

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
 * fails leaves everything as it was. Running it again does nothing. Throws what ends the thread.
 */
export function migrate(
  engine: SqlEngine,
  host: Pick<Host, 'now' | 'stamp'>,
  migrations: readonly Migration[],
): Result<{ readonly from: number; readonly to: number }> {
  const from = schemaVersion(engine);
  let to = from;
  for (const migration of migrations.filter((m) => m.version > from)) {
    try {
      apply(engine, host, migration);
    } catch (error) {
      if (isFatal(error)) throw error;
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
 * What an image says of itself that Drift cannot have made: other tables than its version has, or steps that were edited.
 * Nothing of such an image is trusted.
 */
export function foreignParts(engine: SqlEngine, steps: AppliedSteps): string[] {
  const version = schemaVersion(engine);
  if (schemaName(engine) !== steps.schemaAt(version)) return ['its tables are not those of its version'];
  const known = new Map(steps.migrations.map((m) => [m.version, checksumOf(m)]));
  return engine
    .rows('SELECT version, checksum FROM schema_migrations')
    .filter((row) => known.get(number(row, 'version')) !== text(row, 'checksum'))
    .map((row) => `its step ${number(row, 'version')} is another`);
}

/** The steps of a build, and the schema that they lead to. */
export interface AppliedSteps {
  readonly migrations: readonly Migration[];
  /** Names the schema of a version; throws where it could not be worked out. */
  schemaAt(version: number): string;
}

/** Knows the schema of a version, or works it out by applying its steps to nothing. */
export function appliedSteps(
  runtime: SqlRuntime,
  host: Pick<Host, 'now' | 'stamp'>,
  migrations: readonly Migration[],
): AppliedSteps {
  const known = new Map(migrations.flatMap((m) => (m.leadsTo === undefined ? [] : [[m.version, m.leadsTo] as const])));
  const workOut = (version: number): string => {
    const engine = runtime.open(null);
    try {
      const steps = migrations.filter((m) => m.version <= version);
      const done = migrate(engine, host, steps);
      // Half of the steps are another schema, by which every image would be somebody else's.
      if (!done.ok) throw new Error(done.problems[0]?.message);
      return schemaName(engine);
    } finally {
      engine.close();
    }
  };
  return {
    migrations,
    schemaAt: (version) => {
      const schema = known.get(version) ?? workOut(version);
      known.set(version, schema);
      return schema;
    },
  };
}

/** Names everything that a schema holds. */
export function schemaName(engine: SqlEngine): string {
  const all = engine
    .rows(
      "SELECT type, name, coalesce(sql, '') AS sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
    )
    .map((row) => `${text(row, 'type')} ${text(row, 'name')} ${text(row, 'sql')}`)
    .join('\n');
  return createHash('sha256').update(all).digest('hex').slice(0, 16);
}
