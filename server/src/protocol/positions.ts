/** Between offsets (UTF-16 code units, everywhere below this layer) and the positions of the protocol. */
import type { Span } from '@drift/shared';
import type { Position, Range } from 'vscode-languageserver';
import { boundaryAtOrBefore, type LineTable } from '../syntax/line-table.ts';

/** The units in which a client counts the characters of a line. */
export type PositionEncoding = 'utf-16' | 'utf-8' | 'utf-32';

/** What a conversion needs to know of a document. */
export interface TextView {
  readonly text: string;
  readonly lines: LineTable;
  /** True when the client's text starts with a byte-order mark that `text` lacks: the client counts it in line 0. */
  readonly hasBom?: boolean;
}

/** The offset of a place before a byte-order mark the client has and we do not. */
export const BEFORE_BOM = -1;

const BOM_WIDTH = { 'utf-16': 1, 'utf-8': 3, 'utf-32': 1 } as const;

/** UTF-16 unless the client offers only others; then the first it offers that is known, and UTF-16 if none is. */
export function negotiateEncoding(offered: readonly string[] | undefined): PositionEncoding {
  if (offered === undefined || offered.includes('utf-16')) return 'utf-16';
  return offered.find(isPositionEncoding) ?? 'utf-16';
}

/**
 * The offset of a position. A line past the end gives the end of the text, a character past the end of its line the
 * end of that line, a place inside a character the start of it.
 */
export function offsetOf(view: TextView, position: Position, encoding: PositionEncoding): number {
  return Math.max(0, clientOffsetOf(view, position, encoding));
}

/** As `offsetOf`, but `BEFORE_BOM` for a position before a byte-order mark that only the client has. */
export function clientOffsetOf(view: TextView, position: Position, encoding: PositionEncoding): number {
  const line = index(position.line);
  if (line >= view.lines.lineCount) return view.text.length;
  const bom = line === 0 && view.hasBom === true ? BOM_WIDTH[encoding] : 0;
  const units = index(position.character) - bom;
  if (units < 0) return BEFORE_BOM;
  const start = view.lines.lineStart(line);
  const end = view.lines.lineEnd(line);
  if (encoding === 'utf-16') return boundaryAtOrBefore(view.text, Math.min(start + units, end));
  let offset = start;
  for (let left = units; offset < end; ) {
    const codePoint = view.text.codePointAt(offset) ?? 0;
    left -= widthOf(codePoint, encoding);
    if (left < 0) break;
    offset += codePoint > 0xffff ? 2 : 1;
  }
  return offset;
}

/** The position of an offset; an offset inside a character or a line terminator gives the place before it. */
export function positionOf(view: TextView, offset: number, encoding: PositionEncoding): Position {
  const place = boundaryAtOrBefore(view.text, index(offset));
  const line = view.lines.lineOf(place);
  const start = view.lines.lineStart(line);
  const bom = line === 0 && view.hasBom === true ? BOM_WIDTH[encoding] : 0;
  return { line, character: bom + widthOfSpan(view.text, { start, end: place }, encoding) };
}

/** The UTF-16 position of an offset that lies on a character boundary, for files whose text is not at hand. */
export function utf16PositionOf(lines: LineTable, offset: number): Position {
  const inside = Math.min(index(offset), lines.length);
  const line = lines.lineOf(inside);
  return { line, character: Math.min(inside, lines.lineEnd(line)) - lines.lineStart(line) };
}

/** The span of a range; a reversed range is turned round. */
export function spanOf(view: TextView, range: Range, encoding: PositionEncoding): Span {
  const from = offsetOf(view, range.start, encoding);
  const to = offsetOf(view, range.end, encoding);
  return { start: Math.min(from, to), end: Math.max(from, to) };
}

/** The range of a span. */
export function rangeOf(view: TextView, span: Span, encoding: PositionEncoding): Range {
  return { start: positionOf(view, span.start, encoding), end: positionOf(view, span.end, encoding) };
}

/** How many units of `encoding` a span of the text counts; a lone surrogate is 3 in UTF-8 and 1 in UTF-32. */
export function widthOfSpan(text: string, span: Span, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return span.end - span.start;
  let width = 0;
  for (let offset = span.start; offset < span.end; ) {
    const codePoint = text.codePointAt(offset) ?? 0;
    width += widthOf(codePoint, encoding);
    offset += codePoint > 0xffff ? 2 : 1;
  }
  return width;
}

/** The width of the byte-order mark a client counts before the text. */
export function widthOfBom(encoding: PositionEncoding): number {
  return BOM_WIDTH[encoding];
}

function widthOf(codePoint: number, encoding: 'utf-8' | 'utf-32'): number {
  if (encoding === 'utf-32' || codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

// Clients send negative, fractional and missing numbers; NaN and undefined fail the comparison.
function index(value: number): number {
  return value > 0 ? Math.floor(value) : 0;
}

function isPositionEncoding(name: string): name is PositionEncoding {
  return name === 'utf-16' || name === 'utf-8' || name === 'utf-32';
}
