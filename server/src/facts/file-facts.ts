import { LANGUAGES, type LanguageId } from '@drift/shared';
import { columnsOf, latin1, type RowSource, rowClass, startOf, tableOf } from './narrow.ts';
import { FACTS_VERSION, type Row, TABLE_NAMES, type TableName } from './schema.ts';

/** Words of the header before the per-table row counts. */
export const HEADER_WORDS = 8;
/** Word offsets of the header of the binary form. */
export const Header = {
  version: 0,
  language: 1,
  flags: 2,
  textLength: 3,
  interfaceHash: 4,
  lines: 5,
  strings: 6,
  stringBytes: 7,
} as const;
/** Bits of the header's flags. */
export const FileFlag = {
  /** Every code unit of the text is ASCII, so all position encodings agree. */
  ascii: 1,
  /** Strings are stored as two bytes a unit instead of one. */
  wideStrings: 2,
  /** The grammar could not make sense of all of the text. */
  damaged: 4,
  /** Only the line table was taken: the text was too costly to parse. */
  unparsed: 8,
  /** Something in it may be a directive to Drift or to another tool. */
  directives: 16,
} as const;

/** Rows of one table, decoded on access. */
export class Table<T extends TableName> implements Iterable<Row<T>> {
  readonly length: number;
  private readonly record: RowSource;
  private readonly offset: number;
  private readonly width: number;
  private readonly view: ReturnType<typeof rowClass<T>>;

  constructor(record: RowSource, name: T, offset: number, length: number) {
    this.record = record;
    this.offset = offset;
    this.length = length;
    this.width = columnsOf(name).length;
    this.view = rowClass(name);
  }

  /** Row `i`, which must exist. */
  at(i: number): Row<T> {
    return new this.view(this.record, this.offset + i * this.width, i);
  }

  /** Row `i`, or `null` outside the table (as `-1` in a reference column). */
  get(i: number): Row<T> | null {
    return i >= 0 && i < this.length ? this.at(i) : null;
  }

  /**
   * Index of the first row that starts at `offset` or after it, in a table whose rows are in order of their start
   * (symbols, calls, strings, handlers). O(log rows).
   */
  firstFrom(offset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (startOf(this.at(middle)) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *[Symbol.iterator](): IterableIterator<Row<T>> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }
}

/** A table that keeps the rows it has made: for the short time in which many rules read the same file. */
class RememberingTable<T extends TableName> extends Table<T> {
  private readonly rows: Row<T>[] = [];
  private complete = false;

  override at(i: number): Row<T> {
    const known = this.rows[i];
    if (known !== undefined) return known;
    const made = super.at(i);
    this.rows[i] = made;
    return made;
  }

  override [Symbol.iterator](): IterableIterator<Row<T>> {
    for (let i = 0; !this.complete && i < this.length; i++) this.at(i);
    this.complete = true;
    return this.rows[Symbol.iterator]();
  }
}

/** Reads one record and remembers every row and string it has decoded. Drop it when the file has been judged. */
export class RememberingReader implements RowSource {
  readonly words: Int32Array;
  private readonly facts: FileFacts;
  private readonly tables = new Map<TableName, object>();
  private readonly decoded: string[] = [];

  constructor(facts: FileFacts) {
    this.facts = facts;
    this.words = facts.words;
  }

  string(id: number): string {
    const known = this.decoded[id];
    if (known !== undefined) return known;
    const made = this.facts.string(id);
    this.decoded[id] = made;
    return made;
  }

  table<T extends TableName>(name: T): Table<T> {
    const known = tableOf(this.tables, name);
    if (known !== undefined) return known;
    const { offset, length } = this.facts.placeOf(name);
    const made = new RememberingTable(this, name, offset, length);
    this.tables.set(name, made);
    return made;
  }
}

/**
 * What one file says, and nothing about any other file: a thin view over bytes that travel from a worker, lie in a cache
 * and are read in memory unchanged.
 */
export class FileFacts {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  /** Rows of the LineTable of the text. */
  readonly lineStarts: Int32Array;
  private readonly tables = new Map<TableName, { offset: number; length: number }>();
  private readonly stringOffsets: Int32Array;
  private readonly stringBytes: Buffer;
  private readonly wide: boolean;

  /** The bytes must start at a multiple of 4 in their buffer, which may hold more than them. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
    let at = HEADER_WORDS + TABLE_NAMES.length;
    this.lineStarts = this.words.subarray(at, at + this.header(Header.lines));
    at += this.header(Header.lines);
    TABLE_NAMES.forEach((name, k) => {
      const length = this.words[HEADER_WORDS + k] ?? 0;
      this.tables.set(name, { offset: at, length });
      at += length * columnsOf(name).length;
    });
    this.stringOffsets = this.words.subarray(at, at + this.header(Header.strings) + 1);
    at += this.header(Header.strings) + 1;
    this.stringBytes = Buffer.from(bytes.buffer, bytes.byteOffset + at * 4, this.header(Header.stringBytes));
    this.wide = this.has(FileFlag.wideStrings);
  }

  private header(word: number): number {
    return this.words[word] ?? 0;
  }

  /** False for bytes of another schema version, which must not be read. */
  get current(): boolean {
    return this.header(Header.version) === FACTS_VERSION;
  }

  get language(): LanguageId {
    return LANGUAGES[this.header(Header.language)] ?? 'typescript';
  }

  get textLength(): number {
    return this.header(Header.textLength);
  }

  /** Hash of what other files can see of this one; a body edit leaves it alone. */
  get interfaceHash(): number {
    return this.header(Header.interfaceHash);
  }

  has(flag: number): boolean {
    return (this.header(Header.flags) & flag) !== 0;
  }

  /** Where a table lies in the words, and how many rows it has. */
  placeOf(name: TableName): { readonly offset: number; readonly length: number } {
    return this.tables.get(name) ?? { offset: 0, length: 0 };
  }

  /** Rows of a table, made anew at each look. */
  table<T extends TableName>(name: T): Table<T> {
    const { offset, length } = this.placeOf(name);
    return new Table(this, name, offset, length);
  }

  string(id: number): string {
    const from = this.stringOffsets[id] ?? 0;
    const to = this.stringOffsets[id + 1] ?? from;
    if (from === to) return '';
    return this.wide ? this.stringBytes.toString('utf16le', from * 2, to * 2) : latin1(this.stringBytes, from, to);
  }
}
