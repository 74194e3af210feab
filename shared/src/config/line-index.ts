/** A place as people count it: both 1-based, columns in UTF-16 code units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one TOML text into lines and back. Lines end at `\n`, the only line end of TOML besides `\r\n`. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
    this.#length = text.length;
  }

  /** The line and column of an offset, in O(log lines). */
  at(offset: number): LineColumn {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** The offset of a line and column, clamped to the text. */
  offsetOf(place: LineColumn): number {
    const start = this.#starts[place.line - 1] ?? this.#length;
    return Math.min(start + place.column - 1, this.#length);
  }
}
