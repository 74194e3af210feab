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
  const kept = slidDown(commonLines(splitLines(oldText), newLines), newLines);
  const ranges: LineRange[] = [];
  let start = 0;
  for (let line = 0; line <= newLines.length; line++) {
    if (line < newLines.length && kept[line] === 0) continue;
    if (line > start) ranges.push([start, line - start]);
    start = line + 1;
  }
  return ranges;
}

/**
 * Moves each run of added lines down while the line after it equals its first: of the equally short differences this
 * is the one that calls a function appended to others like it new, not the end of the one before and its own start.
 */
function slidDown(kept: Uint8Array, lines: readonly string[]): Uint8Array {
  for (let end = lines.length - 1; end > 0; end--) {
    if (kept[end] !== 1 || kept[end - 1] !== 0) continue;
    let start = end - 1;
    while (start > 0 && kept[start - 1] === 0) start--;
    for (let at = end; at < lines.length && kept[at] === 1 && lines[start] === lines[at]; at++) {
      kept[start++] = 1;
      kept[at] = 0;
    }
  }
  return kept;
}

/** The lines of a text without their ends; a text that ends in a line break has an empty last line. */
export function splitLines(text: string): readonly string[] {
  return text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
}
