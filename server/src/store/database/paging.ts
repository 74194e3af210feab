import { PAGE_DEFAULT, PAGE_MAX } from './parameters.ts';
import type { Page, PageRequest } from './records.ts';
import type { Row, SqlEngine, Value } from './sql-engine.ts';

/** A list that is read page by page, in an order that new rows do not shift. */
export interface Listing<T> {
  /** Names the list in its cursors: one of another list leads nowhere. */
  readonly name: string;
  readonly columns: string;
  /** Table and joins. */
  readonly from: string;
  /** Conditions with their values. */
  readonly where: readonly (readonly [condition: string, value: Value])[];
  /** Column to sort by, and one that tells rows of the same value apart. */
  readonly sort: string;
  readonly id: string;
  readonly direction: 'ASC' | 'DESC';
  readonly read: (row: Row) => T;
}

interface Cursor {
  readonly s: string | number;
  readonly id: string | number;
}

/** One page: rows after the cursor, found by their sort value and id and not by counting. */
export function page<T>(engine: SqlEngine, listing: Listing<T>, request: PageRequest): Page<T> {
  const { name, columns, from, where, sort, id, direction, read } = listing;
  const limit = Math.min(PAGE_MAX, Math.max(1, Math.trunc(request.limit ?? PAGE_DEFAULT)));
  const conditions = where.map(([condition]) => condition);
  const values = where.map(([, value]) => value);
  const [counted] = engine.rows(`SELECT count(*) AS n FROM ${from}${whereOf(conditions)}`, values);
  const cursor = request.cursor === undefined ? null : decodeCursor(name, request.cursor);
  // Whoever takes one from outside asks `isCursorOf` before.
  if (cursor === null && request.cursor !== undefined) throw new Error(`Bug: no cursor of ${name}`);
  const after = `(${sort}, ${id}) ${direction === 'ASC' ? '>' : '<'} (?, ?)`;
  const rows = engine.rows(
    `SELECT ${columns}, ${sort} AS page_sort, ${id} AS page_id FROM ${from}${whereOf(
      cursor === null ? conditions : [...conditions, after],
    )} ORDER BY ${sort} ${direction}, ${id} ${direction} LIMIT ?`,
    [...values, ...(cursor === null ? [] : [cursor.s, cursor.id]), limit + 1],
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  return {
    items: shown.map(read),
    total: Number(counted?.['n'] ?? 0),
    hasMore,
    ...(hasMore && last !== undefined ? { nextCursor: encodeCursor(name, last['page_sort'], last['page_id']) } : {}),
  };
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

function encodeCursor(list: string, s: Value | undefined, id: Value | undefined): string {
  return Buffer.from(JSON.stringify({ list, s, id })).toString('base64url');
}

/** True for a cursor that a page of the named list gave. */
export function isCursorOf(list: string, cursor: string): boolean {
  return decodeCursor(list, cursor) !== null;
}

function decodeCursor(list: string, cursor: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('s' in parsed) || !('id' in parsed)) return null;
    const { s, id } = parsed;
    // Decoding passes over what is no base64: only what is made again as it came was given by a page.
    return isPart(s) && isPart(id) && encodeCursor(list, s, id) === cursor ? { s, id } : null;
  } catch {
    return null;
  }
}

function isPart(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
