// The one place of this layer that builds classes from the schema, where the compiler cannot follow.
import type { Table } from './file-facts.ts';
import { type ColumnType, type Row, SCHEMA, type TableName } from './schema.ts';

/** What a row needs of its record. */
export interface RowSource {
  readonly words: Int32Array;
  string(id: number): string;
}

type RowClass<T extends TableName> = new (source: RowSource, offset: number, index: number) => Row<T>;

const classes = new Map<TableName, RowClass<TableName>>();

/** The view class of a table: one getter a column over the words of a record. */
export function rowClass<T extends TableName>(table: T): RowClass<T> {
  const known = classes.get(table);
  if (known !== undefined) return known as unknown as RowClass<T>;
  class View {
    readonly _record: RowSource;
    readonly _offset: number;
    readonly index: number;
    constructor(record: RowSource, offset: number, index: number) {
      this._record = record;
      this._offset = offset;
      this.index = index;
    }
  }
  columnsOf(table).forEach(([name, type], k) => {
    Object.defineProperty(View.prototype, name, { get: getter(type, k), enumerable: true });
  });
  classes.set(table, View as unknown as RowClass<TableName>);
  return View as unknown as RowClass<T>;
}

/** The columns of a table in order. */
export function columnsOf(table: TableName): readonly (readonly [string, ColumnType])[] {
  const known = columns.get(table);
  if (known !== undefined) return known;
  const made = Object.entries(SCHEMA[table]);
  columns.set(table, made);
  return made;
}

const columns = new Map<TableName, readonly (readonly [string, ColumnType])[]>();

interface ViewFields {
  readonly _record: RowSource;
  readonly _offset: number;
}

function getter(type: ColumnType, k: number): (this: ViewFields) => unknown {
  if (type === 'int') {
    return function (this: ViewFields) {
      return this._record.words[this._offset + k];
    };
  }
  if (type === 'string') {
    return function (this: ViewFields) {
      return this._record.string(this._record.words[this._offset + k] ?? 0);
    };
  }
  return function (this: ViewFields) {
    return type[this._record.words[this._offset + k] ?? 0];
  };
}

/** Reads one cell of a row given by a collector. */
export function cellOf(row: object, column: string): unknown {
  return (row as Record<string, unknown>)[column];
}

/** The table kept under its own name: what went in under a name comes out under it. */
export function tableOf<T extends TableName>(opened: ReadonlyMap<TableName, object>, name: T): Table<T> | undefined {
  return opened.get(name) as Table<T> | undefined;
}

/** The `start` column of a row; 0 in a table without one. */
export function startOf(row: object): number {
  return 'start' in row && typeof row.start === 'number' ? row.start : 0;
}

interface Latin1Source {
  latin1Slice(start: number, end: number): string;
}

/** Part of a buffer as text of one byte a unit; the method behind `toString('latin1')` without its checks of arguments. */
export function latin1(bytes: Buffer, start: number, end: number): string {
  return (bytes as unknown as Latin1Source).latin1Slice(start, end);
}
