import type { Result } from '@drift/shared';
import type { DatabaseAnswer, DatabaseDone, DatabaseNotice, DatabaseOrder, DatabaseRequest } from './messages.ts';
import type { Answers, Queries, Query, QueryName, ScanRows } from './records.ts';

/** Messages between the database and its thread are made by this code on both sides; only their outline is checked. */
export function asOrder(message: unknown): DatabaseOrder | null {
  return isRecord(message) && 'request' in message ? (message as unknown as DatabaseOrder) : null;
}

/** What the thread answers, or `null` for any other message. */
export function asDone(message: unknown): DatabaseDone | null {
  return isRecord(message) && 'result' in message ? (message as unknown as DatabaseDone) : null;
}

/** What the thread tells by itself, or `null` for any other message. */
export function asNotice(message: unknown): DatabaseNotice | null {
  return isRecord(message) && 'notice' in message ? (message as unknown as DatabaseNotice) : null;
}

/** A result belongs to the request under whose number it came. */
export function asAnswerOf<R extends DatabaseRequest>(result: DatabaseDone['result']): Result<DatabaseAnswer<R>> {
  return result as Result<DatabaseAnswer<R>>;
}

/** Rows that `scanParts` made a text of. */
export function asScanRows(parsed: unknown): ScanRows {
  return parsed as ScanRows;
}

/** A query by its name; the pair is one of the union whatever the name. */
export function asQuery<K extends QueryName>(name: K, params: Queries[K]): Query {
  return { name, params } as unknown as Query;
}

/** An answer to a query belongs to its name. */
export function asQueryAnswer<K extends QueryName>(result: Result<Answers[QueryName]>): Result<Answers[K]> {
  return result as Result<Answers[K]>;
}

function isRecord(message: unknown): message is object {
  return typeof message === 'object' && message !== null;
}
