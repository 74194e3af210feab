import { commonLines } from './line-diff.ts';

/** A run of lines: first line (0-based) and how many. */
export type LineRange = readonly [start: number, count: number];

/**
 * The lines of `newText` that a shortest line diff adds to `oldText`, ascending and not touching; all lines where there
 * is no old text (`null`). Lines end at `\n`, `\r\n` or a lone `\r`, and how they end is no difference. This is the only
 * source of what counts as new, for files on disk and for open buffers alike.
 */
export function addedLineRanges(oldText: string | null, newText: string): readonly LineRange[] {
  const newLines = splitLines(newText);
  if (oldText === null) return [[0, newLines.length]];
  if (oldText === newText) return [];
  const kept = commonLines(splitLines(oldText), newLines);
  const ranges: LineRange[] = [];
  let start = 0;
  for (let line = 0; line <= newLines.length; line++) {
    if (line < newLines.length && kept[line] === 0) continue;
    if (line > start) ranges.push([start, line - start]);
    start = line + 1;
  }
  return ranges;
}

/** The lines of a text without their ends; a text that ends in a line break has an empty last line. */
export function splitLines(text: string): readonly string[] {
  return text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
}
