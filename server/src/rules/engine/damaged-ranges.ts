import { CALLABLE_KINDS } from '@drift/grammars';
import type { Span } from '@drift/shared';
import type { FileFacts } from '../../facts/file-facts.ts';

/**
 * Ranges in which no rule may speak: each region the grammar could not read, widened to the function around it,
 * because recovery inside a function can misread what follows.
 */
export function damagedRanges(facts: FileFacts): readonly Span[] {
  const damage = facts.table('damage');
  if (damage.length === 0) return [];
  const out: Span[] = [];
  const symbols = facts.table('symbols');
  for (const d of damage) {
    let span: Span = { start: d.start, end: Math.max(d.end, d.start + 1) };
    for (const s of symbols) {
      if (s.start > d.start) break;
      if (CALLABLE_KINDS.has(s.kind) && d.end <= s.end)
        span = { start: Math.min(span.start, s.start), end: Math.max(span.end, s.end) };
    }
    out.push(span);
  }
  return out;
}

/** True when the span touches one of the ranges. */
export function touches(ranges: readonly Span[], span: Span): boolean {
  return ranges.some((r) => span.start < r.end && r.start < Math.max(span.end, span.start + 1));
}
