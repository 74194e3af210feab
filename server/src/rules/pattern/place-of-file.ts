import type { Span } from '@drift/shared';
import type { FileView } from '../engine/file-view.ts';

/** Where something about a whole file is shown: the name of its first symbol, else its first character. */
export function placeOfFile(view: FileView): Span | null {
  if (view.facts.textLength === 0) return null;
  for (const s of view.table('symbols')) {
    if (s.nameStart >= 0 && s.nameEnd > s.nameStart) return { start: s.nameStart, end: s.nameEnd };
  }
  return { start: 0, end: 1 };
}
