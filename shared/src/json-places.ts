// A JSON text with the place of each of its parts, so that a fault can be told where it is.

/** Half-open range of UTF-16 offsets. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/** The value of a text and where its parts stand, or where and how it stops being JSON. */
export type PlacedJson =
  | { readonly ok: true; readonly value: unknown; readonly places: JsonPlaces }
  | { readonly ok: false; readonly offset: number; readonly message: string };

/** Deeper texts are no settings of anybody. */
const MAX_DEPTH = 64;
const SCALAR = /-?\d[\d.eE+-]*|true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/** Where the parts of a JSON text stand, by the keys and indexes that lead to them. */
export class JsonPlaces {
  private readonly spans = new Map<string, JsonSpan>();

  put(path: readonly PropertyKey[], span: JsonSpan): void {
    this.spans.set(keyOf(path), span);
  }

  /** The part at a path, or the nearest one around it that is there. */
  at(path: readonly PropertyKey[]): JsonSpan {
    for (let length = path.length; length > 0; length--) {
      const span = this.spans.get(keyOf(path.slice(0, length)));
      if (span !== undefined) return span;
    }
    return this.spans.get('') ?? { start: 0, end: 0 };
  }
}

function keyOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('\0');
}

/** Reads a JSON text; of a key that is given twice, the last one counts, as it does everywhere. */
export function readPlacedJson(text: string): PlacedJson {
  const places = new JsonPlaces();
  const reader = new Reader(text, places);
  const fault = reader.document();
  return fault === null ? { ok: true, value: JSON.parse(text), places } : { ok: false, ...fault };
}

interface Fault {
  readonly offset: number;
  readonly message: string;
}

class Reader {
  private at = 0;
  private readonly text: string;
  private readonly places: JsonPlaces;

  constructor(text: string, places: JsonPlaces) {
    this.text = text;
    this.places = places;
  }

  document(): Fault | null {
    const fault = this.value([]);
    if (fault !== null) return fault;
    this.skipSpace();
    return this.at < this.text.length ? this.fault('nothing more') : null;
  }

  private value(path: readonly PropertyKey[]): Fault | null {
    this.skipSpace();
    const start = this.at;
    const fault = this.valueHere(path);
    if (fault === null) this.places.put(path, { start, end: this.at });
    return fault;
  }

  private valueHere(path: readonly PropertyKey[]): Fault | null {
    const first = this.text[this.at];
    if (first === '{' || first === '[') {
      if (path.length >= MAX_DEPTH) return { offset: this.at, message: `is nested more than ${MAX_DEPTH} deep` };
      return first === '{' ? this.object(path) : this.array(path);
    }
    if (first === '"') return this.string() === null ? this.fault('a text that ends on its line') : null;
    SCALAR.lastIndex = this.at;
    const scalar = SCALAR.exec(this.text)?.[0];
    if (scalar === undefined || !isJson(scalar)) return this.fault('a value');
    this.at += scalar.length;
    return null;
  }

  private object(path: readonly PropertyKey[]): Fault | null {
    this.at++;
    if (this.takes('}')) return null;
    do {
      this.skipSpace();
      const key = this.text[this.at] === '"' ? this.string() : null;
      if (key === null) return this.fault('a name in double quotes');
      if (!this.takes(':')) return this.fault('":"');
      const fault = this.value([...path, key]);
      if (fault !== null) return fault;
    } while (this.takes(','));
    return this.takes('}') ? null : this.fault('"," or "}"');
  }

  private array(path: readonly PropertyKey[]): Fault | null {
    this.at++;
    if (this.takes(']')) return null;
    let index = 0;
    do {
      const fault = this.value([...path, index++]);
      if (fault !== null) return fault;
    } while (this.takes(','));
    return this.takes(']') ? null : this.fault('"," or "]"');
  }

  /** The text that starts here; `null`, with nothing read, where it is none. */
  private string(): string | null {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
    const token = this.text.slice(this.at, end + 1);
    if (end >= this.text.length || !isJson(token)) return null;
    this.at = end + 1;
    return String(JSON.parse(token));
  }

  private takes(sign: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.text)?.[0].length ?? 0;
  }

  private fault(expected: string): Fault {
    return { offset: this.at, message: `is not valid JSON: expected ${expected}` };
  }
}

function isJson(token: string): boolean {
  try {
    JSON.parse(token);
    return true;
  } catch {
    return false;
  }
}
