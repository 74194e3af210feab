import { describe, expect, test } from 'vitest';
import { installedRuntime } from '../../../../test/support/database.ts';
import { number } from './columns.ts';
import { isCursorOf, type Listing, page } from './paging.ts';
import type { SqlEngine } from './sql-engine.ts';

const LISTING: Listing<number> = {
  name: 't',
  columns: '*',
  from: 't',
  where: [],
  sort: 'sort',
  id: 'id',
  direction: 'ASC',
  read: (row) => number(row, 'id'),
};

async function filled(rows: number): Promise<SqlEngine> {
  const engine = (await installedRuntime()).open(null);
  engine.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, sort INTEGER NOT NULL) STRICT');
  engine.transaction(() => {
    // Many rows share a sort value.
    for (let i = 0; i < rows; i++) engine.run('INSERT INTO t (id, sort) VALUES (?, ?)', [i, (i * 7) % 13]);
  });
  return engine;
}

function allOf(engine: SqlEngine, listing: Listing<number>, between: (pages: number) => void = () => {}): number[] {
  const out: number[] = [];
  let pages = 0;
  for (let cursor: string | undefined; ; ) {
    const got = page(engine, listing, { limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    out.push(...got.items);
    between(++pages);
    expect(got.hasMore).toBe(got.nextCursor !== undefined);
    cursor = got.nextCursor;
    if (cursor === undefined) return out;
  }
}

describe('a list in pages', () => {
  test.each(['ASC', 'DESC'] as const)('%s: every row once, in order, over equal sort values', async (direction) => {
    const engine = await filled(1_000);
    let pages = 0;
    const ids = allOf(engine, { ...LISTING, direction }, () => pages++);
    expect(pages).toBe(10);
    expect(new Set(ids).size).toBe(1_000);
    const all = engine.rows(`SELECT id FROM t ORDER BY sort ${direction}, id ${direction}`).map((r) => r['id']);
    expect(ids).toEqual(all);
    engine.close();
  });

  test('is not shifted by rows that come in between', async () => {
    const engine = await filled(1_000);
    let next = 10_000;
    const ids = allOf(engine, LISTING, () => engine.run('INSERT INTO t (id, sort) VALUES (?, -1)', [next++]));
    expect(ids.filter((id) => id < 1_000)).toHaveLength(1_000);
    expect(new Set(ids).size).toBe(ids.length);
    engine.close();
  });

  test('has at least one and at most 500 rows', async () => {
    const engine = await filled(600);
    const size = (limit?: number): number => page(engine, LISTING, limit === undefined ? {} : { limit }).items.length;
    expect([size(), size(0), size(-5), size(9_999)]).toEqual([100, 1, 1, 500]);
    engine.close();
  });

  test('knows its own cursors, whole and of this list', async () => {
    const engine = await filled(20);
    const { nextCursor = '' } = page(engine, LISTING, { limit: 3 });
    expect(isCursorOf('t', nextCursor)).toBe(true);
    const wrong = ['', 'nonsense', `${nextCursor}!`, nextCursor.slice(0, -1), nextCursor.slice(0, 8)];
    for (const cursor of [...wrong, Buffer.from('{"list":"t","s":[],"id":1}').toString('base64url')])
      expect(isCursorOf('t', cursor), cursor).toBe(false);
    expect(isCursorOf('u', nextCursor)).toBe(false);
    expect(() => page(engine, LISTING, { cursor: 'nonsense' })).toThrow('Bug');
    engine.close();
  });
});
