import { displayText, type ReportFinding, SNIPPET_LIMIT } from '@drift/shared';
import { type Cell, cellsOf, displayWidth } from './display-width.ts';

const TAB_STOP = 4;
const BLANK = /^\s*$/;
/** Columns kept visible before a range when a line must be windowed. */
const LEAD = 12;

/** How an excerpt is drawn. */
export interface ExcerptOptions {
  /** Columns available for the line. */
  readonly width: number;
  /** Stands for text that is left out. */
  readonly ellipsis: string;
}

/** A source line and the line that underlines the finding in it; both begin at the same column. */
export interface Excerpt {
  readonly line: string;
  readonly marker: string;
}

interface Drawn extends Cell {
  readonly marked: boolean;
}

/**
 * The first line of a finding as it is drawn: without its indentation, tabs expanded, unshowable characters escaped,
 * cut around the range when it is too wide. `null` where the range starts beyond the quoted text.
 */
export function excerptOf({ range, snippet }: ReportFinding, options: ExcerptOptions): Excerpt | null {
  const { start, end } = range;
  const text = snippet.line;
  if (BLANK.test(text) || start.character > text.length) return null;
  if (start.character === text.length && text.length >= SNIPPET_LIMIT) return null;
  const last = end.line > start.line ? text.length : Math.max(end.character, start.character + 1);
  const drawn = draw(text, start.character, last);
  if (start.character === text.length) drawn.push(endOfLine(text));
  const cut = cutAround(trim(drawn), options);
  const line = cut.map((cell) => cell.text).join('');
  const marker = cut.map((cell) => (cell.marked ? '^' : ' ').repeat(cell.width)).join('');
  return { line: line.trimEnd(), marker: marker.trimEnd() };
}

function draw(text: string, from: number, to: number): Drawn[] {
  let column = 0;
  return cellsOf(text).map((cell) => {
    const drawnText = cell.text === '\t' ? ' '.repeat(TAB_STOP - (column % TAB_STOP)) : displayText(cell.text);
    const width = drawnText === cell.text ? cell.width : displayWidth(drawnText);
    column += width;
    const marked = cell.offset < to && cell.offset + cell.text.length > from;
    return { text: drawnText, width, offset: cell.offset, marked };
  });
}

/** Drops blank cells before the first and after the last cell that is marked or visible. */
function trim(cells: readonly Drawn[]): Drawn[] {
  const visible = (cell: Drawn): boolean => cell.marked || !BLANK.test(cell.text);
  const first = cells.findIndex(visible);
  return first < 0 ? [] : cells.slice(first, cells.findLastIndex(visible) + 1);
}

function endOfLine(text: string): Drawn {
  return { text: ' ', width: 1, offset: text.length, marked: true };
}

/** The widest run of cells that fits and holds the beginning of the marked ones, with an ellipsis at each cut end. */
function cutAround(cells: readonly Drawn[], { width, ellipsis }: ExcerptOptions): Drawn[] {
  if (sum(cells) <= width) return [...cells];
  const dots: Drawn = { text: ellipsis, width: ellipsis.length, offset: 0, marked: false };
  const room = Math.max(1, width - 2 * dots.width);
  const anchor = Math.max(
    0,
    cells.findIndex((cell) => cell.marked),
  );
  const lead = Math.min(LEAD, room - sum(cells.filter((cell) => cell.marked)));
  let from = anchor;
  for (let shown = 0; from > 0 && shown + (cells[from - 1]?.width ?? 0) <= lead; ) shown += cells[--from]?.width ?? 0;
  let to = from;
  let used = 0;
  while (to < cells.length && used + (cells[to]?.width ?? 0) <= room) used += cells[to++]?.width ?? 0;
  while (from > 0 && used + (cells[from - 1]?.width ?? 0) <= room) used += cells[--from]?.width ?? 0;
  return [...(from > 0 ? [dots] : []), ...cells.slice(from, to), ...(to < cells.length ? [dots] : [])];
}

function sum(cells: readonly Drawn[]): number {
  let total = 0;
  for (const { width } of cells) total += width;
  return total;
}
