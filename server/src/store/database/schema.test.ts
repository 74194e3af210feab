import { describe, expect, test } from 'vitest';
import { installedRuntime } from '../../../../test/support/database.ts';
import { createMemoryHost } from '../../host/memory-host.ts';
import { text } from './columns.ts';
import { appliedSteps, checksumOf, migrate, schemaName, schemaVersion } from './migrate.ts';
import { FILE_OWNED, MIGRATIONS, newestVersion } from './schema.ts';
import type { SqlEngine, SqlRuntime } from './sql-engine.ts';
import { tablesOf } from './upkeep.ts';

const host = createMemoryHost();

/** Steps that were released, by their checksum. A released step is never edited: add another one. */
const RELEASED = ['1 scans and history d97e0a2a3ad277de', '2 audits 5519f31fa921ba5f'];

async function empty(): Promise<SqlEngine> {
  return (await installedRuntime()).open(null);
}

describe('the schema', () => {
  test('is made of steps in order, of which none was edited after its release', () => {
    expect(MIGRATIONS.map((m) => m.version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
    expect(MIGRATIONS.map((m) => `${m.version} ${m.name} ${checksumOf(m)}`)).toEqual(RELEASED);
  });

  test('is after each step what the step says that it leads to', async () => {
    for (const { version, leadsTo } of MIGRATIONS) {
      const engine = await empty();
      migrate(
        engine,
        host,
        MIGRATIONS.filter((m) => m.version <= version),
      );
      expect(schemaName(engine)).toBe(leadsTo);
      engine.close();
    }
  });

  test('holds only strict tables', async () => {
    const engine = await empty();
    migrate(engine, host, MIGRATIONS);
    const loose = engine.rows("SELECT name FROM pragma_table_list WHERE strict = 0 AND schema = 'main'");
    expect(loose.map((r) => text(r, 'name')).filter((n) => !n.startsWith('sqlite_'))).toEqual([]);
    engine.close();
  });

  test('says of every table with a file that its rows go with the file', async () => {
    const engine = await empty();
    migrate(engine, host, MIGRATIONS);
    const owned = tablesOf(engine).filter((table) =>
      engine.rows(`PRAGMA table_info(${table})`).some((column) => column['name'] === 'file'),
    );
    expect(owned).toEqual([...FILE_OWNED].sort());
    engine.close();
  });
});

describe('the schema of a version', () => {
  test('that could not be worked out is worked out again', async () => {
    const runtime = await installedRuntime();
    let isShort = true;
    const short: SqlRuntime = {
      open: (image) => {
        const engine = runtime.open(image);
        const exec = engine.exec.bind(engine);
        engine.exec = (sql) => {
          if (isShort) throw new Error('out of memory');
          exec(sql);
        };
        return engine;
      },
    };
    const later = { version: newestVersion() + 1, name: 'later', sql: 'CREATE TABLE later (a TEXT) STRICT;' };
    const steps = appliedSteps(short, host, [...MIGRATIONS, later]);
    expect(() => steps.schemaAt(later.version)).toThrow('out of memory');
    isShort = false;
    const engine = await empty();
    migrate(engine, host, [...MIGRATIONS, later]);
    expect(steps.schemaAt(later.version)).toBe(schemaName(engine));
    engine.close();
  });
});

describe('bringing a database up to date', () => {
  test('twice does nothing the second time', async () => {
    const engine = await empty();
    expect(migrate(engine, host, MIGRATIONS)).toEqual({ ok: true, value: { from: 0, to: newestVersion() } });
    const before = engine.export();
    expect(migrate(engine, host, MIGRATIONS)).toEqual({
      ok: true,
      value: { from: newestVersion(), to: newestVersion() },
    });
    expect(Buffer.compare(Buffer.from(engine.export()), Buffer.from(before))).toBe(0);
    engine.close();
  });

  test('is no answer where SQLite itself ended', async () => {
    const engine = await empty();
    engine.exec = () => {
      throw Object.assign(new Error('memory access out of bounds'), { name: 'RuntimeError' });
    };
    expect(() => migrate(engine, host, MIGRATIONS)).toThrow('memory access out of bounds');
    engine.close();
  });

  test('stops at a step that fails half-way, which leaves nothing behind', async () => {
    const engine = await empty();
    migrate(engine, host, MIGRATIONS);
    const wrong = {
      version: newestVersion() + 1,
      name: 'wrong',
      sql: 'CREATE TABLE extra (a TEXT) STRICT; CREATE TABLE;',
    };
    expect(migrate(engine, host, [...MIGRATIONS, wrong])).toMatchObject({
      ok: false,
      problems: [{ code: 'MIGRATION_FAILED' }],
    });
    expect(schemaVersion(engine)).toBe(newestVersion());
    expect(tablesOf(engine)).not.toContain('extra');
    expect(engine.rows('SELECT version FROM schema_migrations')).toHaveLength(newestVersion());
    engine.close();
  });
});
