import { LANGUAGES, type LanguageId } from '@drift/shared';
import { columnsOf, latin1, rowClass, startOf, tableOf } from './narrow.ts';
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
} as const;

/** Rows of one table, decoded on access. */
export class Table<T extends TableName> implements Iterable<Row<T>> {
  readonly length: number;
  private readonly facts: FileFacts;
  private readonly offset: number;
  private readonly width: number;
  private readonly view: ReturnType<typeof rowClass<T>>;

  constructor(facts: FileFacts, name: T, offset: number, length: number) {
    this.facts = facts;
    this.offset = offset;
    this.length = length;
    this.width = columnsOf(name).length;
    this.view = rowClass(name);
  }

  /** Row `i`, which must exist. */
  at(i: number): Row<T> {
    return new this.view(this.facts, this.offset + i * this.width, i);
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

/**
 * What one file says, and nothing about any other file: a thin view over one buffer that travels from a worker,
 * lies in a cache and is read in memory unchanged.
 */
export class FileFacts {
  readonly buffer: ArrayBuffer;
  readonly words: Int32Array;
  /** Rows of the LineTable of the text. */
  readonly lineStarts: Int32Array;
  private readonly opened = new Map<TableName, object>();
  private readonly tables = new Map<TableName, { offset: number; length: number }>();
  private readonly stringOffsets: Int32Array;
  private readonly stringBytes: Buffer;
  private readonly wide: boolean;

  constructor(buffer: ArrayBuffer) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer, 0, buffer.byteLength >> 2);
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
    this.stringBytes = Buffer.from(buffer, at * 4, this.header(Header.stringBytes));
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

  table<T extends TableName>(name: T): Table<T> {
    const known = tableOf(this.opened, name);
    if (known !== undefined) return known;
    const place = this.tables.get(name);
    const made = new Table(this, name, place?.offset ?? 0, place?.length ?? 0);
    this.opened.set(name, made);
    return made;
  }

  string(id: number): string {
    const from = this.stringOffsets[id] ?? 0;
    const to = this.stringOffsets[id + 1] ?? from;
    if (from === to) return '';
    return this.wide ? this.stringBytes.toString('utf16le', from * 2, to * 2) : latin1(this.stringBytes, from, to);
  }
}
