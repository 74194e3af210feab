/** Where the lines of one text start and end; the only source of line numbers in Drift. */

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The lines of one text. A line ends at `\n`, `\r\n` or a lone `\r` and at nothing else, as in LSP.
 * Immutable; every argument out of range is clamped.
 */
export class LineTable {
  /**
   * One entry per line: the offset of its start, or the complement (`~start`) when the line before ends in `\r\n`.
   * This is the form to store and to hand back to `fromRows`; read it through the methods.
   */
  readonly rows: Int32Array;
  /** Length of the text in UTF-16 code units. */
  readonly length: number;

  private constructor(rows: Int32Array, length: number) {
    this.rows = rows;
    this.length = length;
  }

  /** Builds the table of `text`. */
  static of(text: string): LineTable {
    const rows: number[] = [0];
    if (text.includes('\r')) collectRows(text, 0, text.length, rows);
    else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) rows.push(at + 1);
    return new LineTable(Int32Array.from(rows), text.length);
  }

  /** Restores a table from its stored `rows` and the text's length, without the text. */
  static fromRows(rows: Int32Array, length: number): LineTable {
    return new LineTable(rows.length === 0 ? new Int32Array(1) : rows, length);
  }

  get lineCount(): number {
    return this.rows.length;
  }

  /** The line that holds `offset`; an offset inside a terminator belongs to the line it ends. O(log lines). */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.startAt(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Offset of the first code unit of `line`; the text's length for a line past the end. */
  lineStart(line: number): number {
    return line >= this.rows.length ? this.length : this.startAt(Math.max(0, line));
  }

  /** Offset of the end of `line`, before its terminator; the text's length for the last line and past it. */
  lineEnd(line: number): number {
    const next = this.rows[Math.max(0, line) + 1];
    if (next === undefined) return this.length;
    return next < 0 ? ~next - 2 : next - 1;
  }

  /**
   * The table after `[start, oldEnd)` was replaced so that the text became `newText` with the new part ending at
   * `newEnd`. Costs the touched lines plus one copy of the rows.
   */
  edited(start: number, oldEnd: number, newEnd: number, newText: string): LineTable {
    // The unit before the edit is rescanned too: a `\r` there may have gained or lost its `\n`.
    const first = this.lineOf(Math.max(0, start - 1));
    const scanned: number[] = [];
    collectRows(newText, this.startAt(first), newEnd, scanned);
    // A row past oldEnd owes its terminator's last unit to the unchanged tail, so it stays a row.
    const tail = this.lineOf(oldEnd) + 1;
    const kept = first + 1;
    const rows = new Int32Array(kept + scanned.length + this.rows.length - tail);
    rows.set(this.rows.subarray(0, kept));
    rows.set(scanned, kept);
    for (let from = tail, to = kept + scanned.length; from < this.rows.length; from++, to++) {
      rows[to] = rowAt(newText, this.startAt(from) + newEnd - oldEnd);
    }
    return new LineTable(rows, newText.length);
  }

  private startAt(line: number): number {
    const row = this.rows[line] ?? 0;
    return row < 0 ? ~row : row;
  }
}

/** Appends a row for every line start in `(from, to]`. */
function collectRows(text: string, from: number, to: number, rows: number[]): void {
  for (let index = from; index < to; index++) {
    const unit = text.charCodeAt(index);
    if (unit === LINE_FEED) rows.push(rowAt(text, index + 1));
    else if (unit === CARRIAGE_RETURN && text.charCodeAt(index + 1) !== LINE_FEED) rows.push(index + 1);
  }
}

function rowAt(text: string, start: number): number {
  return isInsideCrlf(text, start - 1) ? ~start : start;
}

function isInsideCrlf(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === LINE_FEED && text.charCodeAt(offset - 1) === CARRIAGE_RETURN;
}

function isInsidePair(text: string, offset: number): boolean {
  return (text.charCodeAt(offset) & 0xfc00) === 0xdc00 && (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
}

/** The nearest offset at or before `offset` that splits neither a surrogate pair nor a `\r\n`, within the text. */
export function boundaryAtOrBefore(text: string, offset: number): number {
  const inside = Math.min(Math.max(0, offset), text.length);
  return isInsidePair(text, inside) || isInsideCrlf(text, inside) ? inside - 1 : inside;
}
