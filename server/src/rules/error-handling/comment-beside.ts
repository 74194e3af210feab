import type { Span } from '@drift/shared';
import { LineTable } from '../../syntax/line-table.ts';
import type { FileView } from '../engine/file-view.ts';

/** True where a comment stands on a line of the span or on one of so many lines above it. */
export function hasCommentBeside(view: FileView, span: Span, linesAbove: number): boolean {
  const comments = view.table('comments');
  if (comments.length === 0) return false;
  const lines = LineTable.fromRows(view.facts.lineStarts, view.facts.textLength);
  const first = lines.lineOf(span.start) - linesAbove;
  const last = lines.lineOf(span.end);
  for (const c of comments) {
    // A directive to Drift is no explanation.
    if (c.text.includes('drift-ignore')) continue;
    if (lines.lineOf(c.start) > last) return false;
    if (lines.lineOf(c.end) >= first) return true;
  }
  return false;
}
