import type { Span } from '@drift/shared';
import type { Leaf } from '../../../facts/leaves.ts';
import type { Row } from '../../../facts/schema.ts';
import type { FixContext } from '../../engine/rule.ts';
import { isIn } from './crossing.ts';

/** Where a function declares a name. */
export interface Declared extends Span {
  readonly isParameter: boolean;
  /** The type as it is written, or `''`. */
  readonly type: string;
  readonly binding: Row<'bindings'> | null;
  readonly parameter: Row<'parameters'> | null;
}

const KINDS: ReadonlySet<string> = new Set(['variable', 'constant']);
/** Words after which a pattern declares its names. */
const DECLARES: ReadonlySet<string> = new Set(['let', 'const', 'var', 'val']);
const OPENING: ReadonlySet<string> = new Set(['{', '[', '(']);
const CLOSING: ReadonlySet<string> = new Set(['}', ']', ')']);

/** The names that a function declares anywhere inside, by name and in order; what it shows of those outside is no part. */
export function declaredIn(context: FixContext, around: Row<'symbols'>): ReadonlyMap<string, readonly Declared[]> {
  const { view } = context;
  const out = new Map<string, Declared[]>();
  const leaves = context.leaves(around);
  const add = (name: string, declared: Declared): void => {
    out.set(name, [...(out.get(name) ?? []), declared]);
  };
  const plain = { isParameter: false, type: '', binding: null, parameter: null };
  for (const p of view.table('parameters')) {
    if (!isIn(p, around)) continue;
    const isParameter = p.symbol === around.index;
    if (p.name !== '') add(p.name, { ...plain, start: p.start, end: p.end, isParameter, type: p.type, parameter: p });
    else for (const l of namesIn(leaves, p)) add(l.text, { ...plain, start: l.start, end: l.end, isParameter });
  }
  for (const b of view.table('bindings')) {
    if (!KINDS.has(b.kind) || !isIn(b, around)) continue;
    const target = { start: b.targetStart, end: b.targetEnd };
    if (b.target !== '') add(b.target, { ...plain, ...target, type: b.type, binding: b });
    else for (const l of namesIn(leaves, target)) add(l.text, { ...plain, start: l.start, end: target.end });
  }
  for (const h of view.table('handlers')) {
    if (h.bindingEnd <= h.bindingStart || !isIn(h, around)) continue;
    for (const l of namesIn(leaves, { start: h.bindingStart, end: h.bindingEnd }))
      add(l.text, { ...plain, start: l.start, end: l.end });
  }
  for (const r of view.table('imports'))
    if (isIn(r, around)) for (const l of namesIn(leaves, r)) add(l.text, { ...plain, start: l.start, end: l.end });
  for (const s of view.table('symbols'))
    if (s.index !== around.index && s.name !== '' && s.nameStart > around.bodyStart && isIn(s, around))
      add(s.name, { ...plain, start: s.nameStart, end: s.nameEnd });
  for (const l of [...patternNames(leaves), ...armNames(context, around, leaves)])
    if (out.get(l.text)?.some((d) => d.start === l.start) !== true) add(l.text, { ...plain, ...l });
  for (const list of out.values()) list.sort((a, b) => a.start - b.start);
  return out;
}

function namesIn(leaves: readonly Leaf[], span: Span): Leaf[] {
  return leaves.filter((l) => l.role === 'name' && isIn(l, span));
}

/** A name and where what declares it ends. */
interface PatternName extends Span {
  readonly text: string;
}

/** Names behind `let` and its like, single or in a pattern, which facts do not list in every place. */
function patternNames(leaves: readonly Leaf[]): PatternName[] {
  const out: PatternName[] = [];
  for (const [i, leaf] of leaves.entries()) {
    if (leaf.role !== 'keyword' || !DECLARES.has(leaf.text)) continue;
    // `let Some(x) = y`, `const { a, b: c } of d`: everything up to the end of the pattern.
    const last = patternEnd(leaves, i + 1);
    const end = leaves[last]?.end ?? leaf.end;
    for (let k = i + 1; k <= last; k++) {
      const name = leaves[k];
      if (name?.role === 'name' && leaves[k + 1]?.text !== '(') out.push({ text: name.text, start: name.start, end });
    }
  }
  return out;
}

/** Index of the token that a pattern ends with. */
function patternEnd(leaves: readonly Leaf[], from: number): number {
  let depth = 0;
  for (let k = from; k < leaves.length; k++) {
    const text = leaves[k]?.text ?? '';
    if (OPENING.has(text)) depth++;
    else if (CLOSING.has(text)) depth--;
    if (depth <= 0 && !OPENING.has(leaves[k + 1]?.text ?? '')) return k;
  }
  return leaves.length - 1;
}

/** Names in the patterns of `match` arms. */
function armNames({ view, text }: FixContext, around: Row<'symbols'>, leaves: readonly Leaf[]): PatternName[] {
  if (view.language !== 'rust' && view.language !== 'python') return [];
  const out: PatternName[] = [];
  for (const r of view.table('branches')) {
    if (!isIn(r, around)) continue;
    const head = /^(?:case\b[^:\n]*:|(?!if\b)[^\n]*?=>)/.exec(text.slice(r.start, r.end))?.[0];
    if (head !== undefined)
      out.push(
        ...namesIn(leaves, { start: r.start, end: r.start + head.length }).filter((l) => /^[a-z_]/.test(l.text)),
      );
  }
  return out;
}
