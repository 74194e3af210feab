import type { LineRange } from './changed-lines.ts';

/** Letters and digits that a run of lines must hold to count as moved: what `git diff --color-moved=blocks` asks for. */
const MIN_SIGNS = 20;

/** Places at which one line is looked for; a line that was taken out more often says nothing about where it went. */
const MAX_PLACES = 64;

/** Lines taken out beyond which nothing is looked for: so much is no move of single blocks. */
const MAX_LINES = 200_000;

/** Lines that a change took out of files, to find again where they were put. */
export interface RemovedLines {
  /** Lines with letters or digits in them, without their indentation, run after run; a run ends with `null`. */
  readonly lines: readonly (string | null)[];
  /** Places in `lines` by line. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** Nothing was taken out. */
export const NOTHING_REMOVED: RemovedLines = { lines: [], places: new Map() };

const SIGN = /[\p{L}\p{N}]/u;
const SIGNS = /[\p{L}\p{N}]/gu;

/** Collects runs of removed lines. Linear in their number. */
export function removedLines(runs: Iterable<readonly string[]>): RemovedLines {
  const lines: (string | null)[] = [];
  const places = new Map<string, number[]>();
  for (const run of runs) {
    for (const line of run) {
      if (!SIGN.test(line)) continue;
      const bare = line.trim();
      const known = places.get(bare);
      if (known === undefined) places.set(bare, [lines.length]);
      else if (known.length < MAX_PLACES) known.push(lines.length);
      lines.push(bare);
    }
    lines.push(null);
    if (lines.length > MAX_LINES) return NOTHING_REMOVED;
  }
  return { lines, places };
}

/**
 * Added lines less those that only moved: runs that stand in the same order among the removed lines and hold at least 20
 * letters and digits. Indentation, and lines without a letter or digit, make no difference. At most linear in the added
 * lines times the length of a run.
 */
export function withoutMoved(
  ranges: readonly LineRange[],
  lines: readonly string[],
  removed: RemovedLines,
): readonly LineRange[] {
  if (removed.lines.length === 0 || ranges.length === 0) return ranges;
  const isNew = new Uint8Array(lines.length);
  for (const [start, count] of ranges) isNew.fill(1, start, start + count);
  const added = Uint8Array.from(isNew);
  for (let line = 0; line < lines.length; ) {
    const length = added[line] === 1 ? movedRun(lines, line, added, removed) : 0;
    isNew.fill(0, line, line + length);
    line += Math.max(1, length);
  }
  return rangesOf(isNew);
}

/** Length of the longest moved run that begins at a line, up to the next line that says something else; 0 where none does. */
function movedRun(lines: readonly string[], first: number, added: Uint8Array, removed: RemovedLines): number {
  let best = 0;
  for (const place of removed.places.get((lines[first] ?? '').trim()) ?? []) {
    let at = place;
    let signs = 0;
    let line = first;
    for (; line < lines.length; line++) {
      const text = lines[line] ?? '';
      if (!SIGN.test(text)) continue;
      if (added[line] !== 1 || removed.lines[at] !== text.trim()) break;
      signs += text.match(SIGNS)?.length ?? 0;
      at++;
    }
    if (signs >= MIN_SIGNS) best = Math.max(best, line - first);
  }
  return best;
}

function rangesOf(marked: Uint8Array): LineRange[] {
  const ranges: LineRange[] = [];
  for (let line = 0, start = 0; line <= marked.length; line++) {
    if (marked[line] === 1) continue;
    if (line > start) ranges.push([start, line - start]);
    start = line + 1;
  }
  return ranges;
}
