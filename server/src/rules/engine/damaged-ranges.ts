import { CALLABLE_KINDS } from '@drift/grammars';
import type { Span } from '@drift/shared';
import type { FileFacts } from '../../facts/file-facts.ts';

/**
 * Ranges in which no rule may speak: each region the grammar could not read, widened to the function around it,
 * because recovery inside a function can misread what follows.
 */
export function damagedRanges(facts: FileFacts): readonly Span[] {
  const known = computed.get(facts);
  if (known !== undefined) return known;
  const made = facts.table('damage').length === 0 ? NONE_DAMAGED : widened(facts);
  computed.set(facts, made);
  return made;
}

const NONE_DAMAGED: readonly Span[] = [];
const computed = new WeakMap<FileFacts, readonly Span[]>();

function widened(facts: FileFacts): readonly Span[] {
  const damage = facts.table('damage');
  const out: Span[] = [];
  const functions: Span[] = [];
  for (const s of facts.table('symbols'))
    if (CALLABLE_KINDS.has(s.kind)) functions.push({ start: s.start, end: s.end });
  for (const d of damage) {
    let span: Span = { start: d.start, end: Math.max(d.end, d.start + 1) };
    for (const f of functions) {
      if (f.start > d.start) break;
      if (d.end <= f.end) span = { start: Math.min(span.start, f.start), end: Math.max(span.end, f.end) };
    }
    out.push(span);
  }
  return out;
}

/** True when the span touches one of the ranges. */
export function touches(ranges: readonly Span[], span: Span): boolean {
  return ranges.some((r) => span.start < r.end && r.start < Math.max(span.end, span.start + 1));
}
