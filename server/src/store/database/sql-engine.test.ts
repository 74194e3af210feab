import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installedRuntime } from '../../../../test/support/database.ts';
import type { SqlEngine } from './sql-engine.ts';

let engine: SqlEngine;
beforeEach(async () => {
  engine = (await installedRuntime()).open(null);
  engine.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
});
afterEach(() => engine.close());

function pragma(name: string): unknown {
  return Object.values(engine.rows(`PRAGMA ${name}`)[0] ?? {})[0];
}

const PRAGMAS = {
  foreign_keys: 1,
  recursive_triggers: 0,
  journal_mode: 'memory',
  synchronous: 0,
  temp_store: 2,
  cache_size: -64_000,
  trusted_schema: 0,
  cell_size_check: 1,
  auto_vacuum: 2,
  page_size: 4_096,
};

describe('an engine', () => {
  test('has its pragmas and its statements after an export as before', () => {
    const insert = 'INSERT INTO t (name) VALUES (?)';
    engine.run(insert, ['a']);
    const before = Object.keys(PRAGMAS).map((name) => [name, pragma(name)]);
    expect(Object.fromEntries(before)).toEqual(PRAGMAS);
    const image = engine.export();
    engine.run(insert, ['b']);
    expect(engine.rows('SELECT name FROM t ORDER BY id')).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(Object.fromEntries(Object.keys(PRAGMAS).map((name) => [name, pragma(name)]))).toEqual(PRAGMAS);
    expect(image.length % 4_096).toBe(0);
  });

  test('prepares a statement once', () => {
    for (let i = 0; i < 1_000; i++) engine.rows('SELECT * FROM t WHERE id = ?', [i]);
    const { reused, prepared } = engine.statements;
    expect(reused / (reused + prepared)).toBeGreaterThan(0.99);
  });

  test('takes a transaction back as a whole', () => {
    expect(() =>
      engine.transaction(() => {
        engine.run('INSERT INTO t (name) VALUES (?)', ['a']);
        engine.run('INSERT INTO t (name) VALUES (?)', [null]);
      }),
    ).toThrow(/NOT NULL/);
    expect(engine.rows('SELECT * FROM t')).toEqual([]);
    expect(() => engine.transaction(() => engine.transaction(() => 1))).toThrow(/Bug/);
    expect(engine.transaction(() => 2)).toBe(2);
  });

  test('keeps texts byte by byte', async () => {
    const names = ['naïve', '日本語', '👩‍👩‍👧', 'a\u0000b', 'e\u0301', "'; DROP TABLE t; --"];
    for (const name of names) engine.run('INSERT INTO t (name) VALUES (?)', [name]);
    const again = (await installedRuntime()).open(engine.export());
    expect(again.rows('SELECT name FROM t ORDER BY id').map((r) => r['name'])).toEqual(names);
    again.close();
  });

  test('says that there is no room instead of growing without end', () => {
    engine.exec('PRAGMA max_page_count = 8');
    const insert = (): void => {
      for (let i = 0; i < 100; i++) engine.run('INSERT INTO t (name) VALUES (?)', ['x'.repeat(1_000)]);
    };
    expect(() => engine.transaction(insert)).toThrow(/database or disk is full/);
    expect(engine.rows('SELECT count(*) AS n FROM t')).toEqual([{ n: 0 }]);
    expect(engine.transaction(() => engine.rows('SELECT 1 AS n'))).toEqual([{ n: 1 }]);
  });
});
