// Code whose own comments say that it comes from elsewhere: it keeps the habits of where it comes from.

import type { Span } from '@drift/shared';
import { CITATION } from '../../facts/comment-words.ts';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';

/** The functions, types and files that cite a source. */
export class CitedCode {
  private readonly symbols = new Set<number>();
  private wholeFile = false;
  private readonly view: FileView;

  constructor(view: FileView) {
    this.view = view;
    const first = Math.min(
      view.table('symbols').get(0)?.start ?? Number.MAX_SAFE_INTEGER,
      view.table('imports').get(0)?.start ?? Number.MAX_SAFE_INTEGER,
    );
    const cited = [...view.table('comments')].filter((c) => CITATION.test(c.text));
    this.wholeFile = cited.some((c) => c.end <= first);
    for (const s of cited.length === 0 ? [] : view.table('symbols'))
      if (cited.some((c) => isAbove(s, c) || isAtTop(s, c))) this.symbols.add(s.index);
    if (view.language === 'python') this.findDocstrings(first);
  }

  /** The text that a function, a type or a file of Python begins with. */
  private findDocstrings(first: number): void {
    for (const t of this.view.table('strings')) {
      if (t.context !== 'other' || !CITATION.test(t.text)) continue;
      if (t.symbol < 0 && t.end <= first) this.wholeFile = true;
      if (this.view.table('symbols').get(t.symbol)?.bodyStart === t.start) this.symbols.add(t.symbol);
    }
  }

  /** True for what stands in such code. */
  covers(symbol: number): boolean {
    if (this.wholeFile) return true;
    if (this.symbols.size === 0) return false;
    const symbols = this.view.table('symbols');
    for (let s = symbols.get(symbol); s !== null; s = symbols.get(s.parent)) if (this.symbols.has(s.index)) return true;
    return false;
  }
}

function isAbove(s: Row<'symbols'>, c: Span): boolean {
  return s.docStart >= 0 && s.docStart <= c.start && c.end <= s.start;
}

/** True for a comment before the first statement of a body. */
function isAtTop(s: Row<'symbols'>, c: Span): boolean {
  return s.nameEnd > s.nameStart && s.nameEnd <= c.start && c.start - s.bodyStart <= TOP;
}
/** Code units from the start of a body to a comment at its top. */
const TOP = 12;
