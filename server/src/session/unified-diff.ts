import { addedLineRanges, type LineRange, splitLines } from './scan/changed-lines.ts';

/** Unchanged lines shown around a change. */
const CONTEXT = 3;

/** The change of one file as a unified diff; `''` when nothing changed. Lines are shown without their ends. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const oldLines = splitLines(before);
  const newLines = splitLines(after);
  const ops = operations(oldLines, newLines, addedLineRanges(before, after), addedLineRanges(after, before));
  const out = [`--- a/${path}`, `+++ b/${path}`];
  for (const hunk of hunksOf(ops)) out.push(...hunk);
  return `${out.join('\n')}\n`;
}

interface Operation {
  readonly kind: ' ' | '-' | '+';
  readonly text: string;
  readonly oldLine: number;
  readonly newLine: number;
}

function operations(
  oldLines: readonly string[],
  newLines: readonly string[],
  added: readonly LineRange[],
  removed: readonly LineRange[],
): Operation[] {
  const isIn = (ranges: readonly LineRange[], line: number): boolean =>
    ranges.some(([s, c]) => line >= s && line < s + c);
  const out: Operation[] = [];
  let o = 0;
  let n = 0;
  while (o < oldLines.length || n < newLines.length) {
    if (o < oldLines.length && isIn(removed, o))
      out.push({ kind: '-', text: oldLines[o] ?? '', oldLine: o++, newLine: n });
    else if (n < newLines.length && isIn(added, n))
      out.push({ kind: '+', text: newLines[n] ?? '', oldLine: o, newLine: n++ });
    else out.push({ kind: ' ', text: newLines[n] ?? oldLines[o] ?? '', oldLine: o++, newLine: n++ });
  }
  return out;
}

function* hunksOf(ops: readonly Operation[]): Generator<string[]> {
  let at = 0;
  for (;;) {
    const first = ops.findIndex((op, i) => i >= at && op.kind !== ' ');
    if (first < 0) return;
    let last = first;
    for (let i = first + 1; i < ops.length && i <= last + 2 * CONTEXT; i++) if (ops[i]?.kind !== ' ') last = i;
    const part = ops.slice(Math.max(at, first - CONTEXT), last + CONTEXT + 1);
    const head = part[0];
    const olds = part.filter((op) => op.kind !== '+').length;
    const news = part.filter((op) => op.kind !== '-').length;
    yield [
      `@@ -${(head?.oldLine ?? 0) + 1},${olds} +${(head?.newLine ?? 0) + 1},${news} @@`,
      ...part.map((op) => op.kind + op.text),
    ];
    at = last + CONTEXT + 1;
  }
}
