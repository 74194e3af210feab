import type { Row } from './sql-engine.ts';

/** The text of a column; the schema is strict, so anything else is a bug of a statement. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`Bug: column ${column} is no text`);
  return value;
}

/** The number of a column. */
export function number(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`Bug: column ${column} is no number`);
  return value;
}

/** The text of a column that may be empty. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

/** The number of a column that may be empty. */
export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : number(row, column);
}

/** One of some texts. */
export function oneOf<T extends string>(row: Row, column: string, values: readonly T[]): T {
  const found = values.find((v) => v === row[column]);
  if (found === undefined) throw new Error(`Bug: column ${column} holds an unknown value`);
  return found;
}
