import { parse } from 'smol-toml';
import type { Span } from '../ids.ts';

/** One part of a dotted key: its decoded name and where it is written, quotes included. */
export interface KeyPart extends Span {
  readonly name: string;
}

const BLANKS = new Set([' ', '\t']);
const BLANKS_AND_LINE_ENDS = new Set([' ', '\t', '\r', '\n']);
const BARE_KEY_END = new Set([' ', '\t', '\r', '\n', '.', '=', ']', '#', '"', "'", ',', '{', '}', '[']);
const SCALAR_END = new Set([',', ']', '}', '#', '\r', '\n']);

/**
 * A cursor over TOML text that has already been parsed without error. It checks nothing: on other text it stays inside
 * the text and always ends, but what it reads means nothing.
 */
export class TomlScanner {
  readonly text: string;
  position: number;

  constructor(text: string) {
    this.text = text;
    this.position = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** The character at the cursor, `''` at the end. */
  get current(): string {
    return this.text.charAt(this.position);
  }

  /** Steps over `character` if it is next. */
  accept(character: string): boolean {
    if (this.current !== character) return false;
    this.position++;
    return true;
  }

  /** Steps over spaces, line ends and comments. */
  skipVoid(): void {
    for (;;) {
      this.#skipWhile(BLANKS_AND_LINE_ENDS);
      if (this.current !== '#') return;
      this.skipLine();
    }
  }

  /** Steps to the end of the line. */
  skipLine(): void {
    const end = this.text.indexOf('\n', this.position);
    this.position = end === -1 ? this.text.length : end;
  }

  /** Reads `a."b".c` and the blanks around it; empty where no key starts. */
  readKey(): readonly KeyPart[] {
    const parts: KeyPart[] = [];
    do {
      this.#skipWhile(BLANKS);
      const start = this.position;
      const quoted = this.current === '"' || this.current === "'";
      if (quoted) this.#skipString();
      else this.#skipUntil(BARE_KEY_END);
      if (this.position === start) break;
      const raw = this.text.slice(start, this.position);
      parts.push({ name: quoted ? decodeQuoted(raw) : raw, start, end: this.position });
      this.#skipWhile(BLANKS);
    } while (this.accept('.'));
    return parts;
  }

  /** Reads a string, number, boolean or date; the span is empty where none starts. */
  readScalar(): Span {
    const start = this.position;
    if (this.current === '"' || this.current === "'") {
      this.#skipString();
      return { start, end: this.position };
    }
    this.#skipUntil(SCALAR_END);
    let end = this.position;
    while (end > start && BLANKS.has(this.text.charAt(end - 1))) end--;
    return { start, end };
  }

  #skipWhile(characters: ReadonlySet<string>): void {
    while (characters.has(this.current)) this.position++;
  }

  #skipUntil(characters: ReadonlySet<string>): void {
    while (this.position < this.text.length && !characters.has(this.current)) this.position++;
  }

  #skipString(): void {
    const quote = this.current;
    const triple = quote.repeat(3);
    const long = this.text.startsWith(triple, this.position);
    const close = long ? triple : quote;
    this.position += close.length;
    while (this.position < this.text.length && !this.text.startsWith(close, this.position)) {
      this.position += quote === '"' && this.current === '\\' ? 2 : 1;
    }
    this.position = Math.min(this.position + close.length, this.text.length);
    // Up to two quotes directly before the closing three belong to the string.
    for (let extra = 0; long && extra < 2; extra++) this.accept(quote);
  }
}

function decodeQuoted(raw: string): string {
  if (!raw.includes('\\') || raw.startsWith("'")) return raw.slice(1, -1);
  try {
    return Object.keys(parse(`${raw}=0`))[0] ?? raw;
  } catch {
    return raw;
  }
}
