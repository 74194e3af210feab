import type { LineTable } from '../syntax/line-table.ts';
import type { FileFacts } from './file-facts.ts';
import type { Row } from './schema.ts';

/** Lines (0-based), both included. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/** Which lines a directive in a comment speaks of. */
export interface CodeLines {
  readonly lines: LineTable;
  /** Its own line behind code; else from the comment to the next line that holds code. */
  beside(comment: Row<'comments'>): LineSpan;
  /** The lines behind the comment up to the next one that holds code. */
  after(comment: Row<'comments'>): LineSpan;
}

/** The lines of one file. A line on which a declaration begins goes on to its name. */
export function codeLinesOf(facts: FileFacts, lines: LineTable): CodeLines {
  const nextFrom = (next: number, least: number): number =>
    next === 0 ? least : Math.max(least, nameLine(facts, lines, lines.lineOf(next)));
  return {
    lines,
    beside: ({ start, trailing, next }) => {
      const first = lines.lineOf(start);
      return { first, last: trailing === 1 ? first : nextFrom(next, first) };
    },
    after: ({ end, next }) => {
      const first = lines.lineOf(end) + 1;
      return { first, last: nextFrom(next, first) };
    },
  };
}

/** The line of the name of the declaration that begins on a line; the line itself where none does. */
function nameLine(facts: FileFacts, lines: LineTable, line: number): number {
  const from = lines.lineStart(line);
  const to = lines.lineEnd(line);
  let last = line;
  const symbols = facts.table('symbols');
  for (let s = symbols.get(symbols.firstFrom(from)); s !== null && s.start <= to; s = symbols.get(s.index + 1))
    if (s.nameStart >= from) last = Math.max(last, lines.lineOf(s.nameStart));
  return last;
}
