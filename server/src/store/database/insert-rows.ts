import type { SqlEngine, Value } from './sql-engine.ts';

/** Rows that one statement takes: half the time of one row a statement, and more gain nothing. */
const ROWS_EACH = 50;

/** Where rows go. */
export interface Target {
  /** All of the statement before `VALUES`. */
  readonly insert: string;
  /** Values of a row. */
  readonly width: number;
  /** What happens to a row that is there already; `''`: it must not be. */
  readonly onConflict: string;
}

/** Inserts rows, many with each statement. */
export function insertRows(engine: SqlEngine, target: Target, rows: readonly (readonly Value[])[]): void {
  const full = rows.length - (rows.length % ROWS_EACH);
  const many = statement(target, ROWS_EACH);
  for (let at = 0; at < full; at += ROWS_EACH) engine.run(many, rows.slice(at, at + ROWS_EACH).flat());
  const one = statement(target, 1);
  for (const row of rows.slice(full)) engine.run(one, row);
}

function statement({ insert, width, onConflict }: Target, rows: number): string {
  const values = `(${Array(width).fill('?').join(', ')})`;
  return `${insert} VALUES ${Array(rows).fill(values).join(', ')} ${onConflict}`;
}
