import { SYMBOL_KINDS, type SymbolKind } from '@drift/grammars';
import { LANGUAGES, type LanguageId } from '@drift/shared';
import { FileFlag, HEADER_WORDS, Header } from './file-facts.ts';
import { cellOf, columnsOf } from './narrow.ts';
import { type ColumnType, FACTS_VERSION, type RowInput, TABLE_NAMES, type TableName } from './schema.ts';

class Rows {
  words = new Int32Array(256);
  used = 0;
  count = 0;
  readonly columns: readonly (readonly [string, ColumnType])[];
  readonly names: readonly string[];
  /** Word -> number for columns of a closed list, `null` for numbers and strings. */
  readonly wordLists: readonly (ReadonlyMap<string, number> | null)[];
  readonly isString: readonly boolean[];

  constructor(table: TableName) {
    this.columns = columnsOf(table);
    this.names = this.columns.map(([name]) => name);
    this.wordLists = this.columns.map(([, type]) =>
      typeof type === 'string' ? null : new Map(type.map((w, i) => [w, i])),
    );
    this.isString = this.columns.map(([, type]) => type === 'string');
  }

  reserve(): void {
    if (this.used + this.columns.length <= this.words.length) return;
    const grown = new Int32Array(this.words.length * 2);
    grown.set(this.words);
    this.words = grown;
  }
}

/** Collects rows and strings and lays them out as the one binary form. Reusable: `finish` leaves it empty. */
export class FactsBuilder {
  private readonly tables = new Map<TableName, Rows>(TABLE_NAMES.map((t) => [t, new Rows(t)]));
  private strings = new Map<string, number>([['', 0]]);

  private rows(table: TableName): Rows {
    const rows = this.tables.get(table);
    if (rows === undefined) throw new Error(`Bug: no table ${table}`);
    return rows;
  }

  /** Appends a row and returns its index. */
  add<T extends TableName>(table: T, row: RowInput<T>): number {
    const rows = this.rows(table);
    rows.reserve();
    const { names, words } = rows;
    // An indexed loop: this runs for every fact of every file.
    for (let k = 0; k < names.length; k++) words[rows.used++] = this.encode(rows, k, cellOf(row, names[k] ?? ''));
    return rows.count++;
  }

  /** Overwrites one number of an existing row. */
  set<T extends TableName>(table: T, index: number, column: keyof RowInput<T> & string, value: number | string): void {
    const rows = this.rows(table);
    const k = rows.names.indexOf(column);
    if (k >= 0) rows.words[index * rows.names.length + k] = this.encode(rows, k, value);
  }

  /** Reads one number back. */
  get<T extends TableName>(table: T, index: number, column: keyof RowInput<T> & string): number {
    const rows = this.rows(table);
    return rows.words[index * rows.names.length + rows.names.indexOf(column)] ?? 0;
  }

  /** Kind of a symbol added before. */
  symbolKind(index: number): SymbolKind {
    return SYMBOL_KINDS[this.get('symbols', index, 'kind')] ?? 'function';
  }

  count(table: TableName): number {
    return this.rows(table).count;
  }

  private encode(rows: Rows, k: number, value: unknown): number {
    if (typeof value === 'number') return value;
    if (typeof value !== 'string') return 0;
    return rows.isString[k] === true ? this.intern(value) : (rows.wordLists[k]?.get(value) ?? 0);
  }

  private intern(value: string): number {
    const known = this.strings.get(value);
    if (known !== undefined) return known;
    const id = this.strings.size;
    this.strings.set(value, id);
    return id;
  }

  /** Lays everything out in one buffer and forgets it. */
  finish(file: {
    language: LanguageId;
    text: string;
    flags: number;
    interfaceHash: number;
    lineStarts: Int32Array;
  }): Uint8Array {
    const strings = [...this.strings.keys()];
    const joined = strings.join('');
    const wide = BEYOND_LATIN1.test(joined);
    const bytes = Buffer.from(joined, wide ? 'utf16le' : 'latin1');
    const tableWords = [...this.tables.values()].reduce((sum, r) => sum + r.used, 0);
    const size = HEADER_WORDS + TABLE_NAMES.length + file.lineStarts.length + tableWords + strings.length + 1;
    const buffer = new ArrayBuffer(size * 4 + Math.ceil(bytes.length / 4) * 4);
    const words = new Int32Array(buffer);
    words[Header.version] = FACTS_VERSION;
    words[Header.language] = LANGUAGES.indexOf(file.language);
    words[Header.flags] = file.flags | (wide ? FileFlag.wideStrings : 0);
    words[Header.textLength] = file.text.length;
    words[Header.interfaceHash] = file.interfaceHash;
    words[Header.lines] = file.lineStarts.length;
    words[Header.strings] = strings.length;
    words[Header.stringBytes] = bytes.length;
    let at = HEADER_WORDS;
    for (const rows of this.tables.values()) words[at++] = rows.count;
    words.set(file.lineStarts, at);
    at += file.lineStarts.length;
    for (const rows of this.tables.values()) {
      words.set(rows.words.subarray(0, rows.used), at);
      at += rows.used;
    }
    let offset = 0;
    for (const s of strings) {
      words[at++] = offset;
      offset += s.length;
    }
    words[at++] = offset;
    new Uint8Array(buffer, at * 4, bytes.length).set(bytes);
    this.clear();
    return new Uint8Array(buffer);
  }

  private clear(): void {
    this.strings = new Map([['', 0]]);
    for (const rows of this.tables.values()) {
      rows.used = 0;
      rows.count = 0;
      if (rows.words.length > 65_536) rows.words = new Int32Array(256);
    }
  }
}

/** An expression instead of a loop: it is answered without a look where the engine itself keeps one byte a unit. */
const BEYOND_LATIN1 = /[\u0100-\uffff]/;
