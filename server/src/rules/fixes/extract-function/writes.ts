import type { LanguageId, Span } from '@drift/shared';
import type { FixContext } from '../../engine/rule.ts';
import { isIn } from './crossing.ts';

/** Offsets of the names that something is done to. */
export interface Writes {
  /** Names that get a value. */
  readonly assigned: ReadonlySet<number>;
  /** Names whose value is changed in place, as far as the text shows: an element, a member, a call on it, its address. */
  readonly changed: ReadonlySet<number>;
}

const ASSIGNS = /^(?:[-+*/%&|^.]|<<|>>>?|\*\*|\/\/|\?\?|\|\||&&|:)?=$/;
const STEPS: ReadonlySet<string> = new Set(['++', '--']);
/** Words and signs that hand a variable over to be written. */
const HANDS_OVER: ReadonlySet<string> = new Set(['out', 'ref']);
/** Languages in which a list is a value: to write an element of it writes the variable. */
const LISTS_ARE_VALUES: ReadonlySet<LanguageId> = new Set(['php']);
/** Functions of PHP that write what they are given. */
const BY_REFERENCE =
  /^(?:preg_match(?:_all)?|preg_replace\w*|str_i?replace|array_(?:push|pop|shift|unshift|splice|walk\w*|multisort)|u?[ak]?r?sort|shuffle|end|reset|next|prev|current|key|settype|exec|parse_str|openssl_\w+|getopt|similar_text|sscanf|is_callable|fsockopen|socket_\w+|stream_\w+)$/;

/** What is written in a function, by the offsets of the names. */
export function writesIn(context: FixContext, around: Span): Writes {
  const { view } = context;
  const leaves = context.leaves(around);
  const assigned = new Set<number>();
  const changed = new Set<number>();
  for (const b of view.table('bindings')) {
    if (!isIn(b, around) || b.kind === 'pair' || b.kind === 'keyword') continue;
    const target = { start: b.targetStart, end: b.targetEnd };
    if (b.target === '' || b.target === '?') for (const l of leaves) if (isIn(l, target)) assigned.add(l.start);
    if (/^[$\w]+$/.test(b.target)) assigned.add(b.targetStart);
    else if (/^[$\w]+\[/.test(b.target) && LISTS_ARE_VALUES.has(view.language)) assigned.add(b.targetStart);
    else changed.add(b.targetStart);
  }
  for (const [i, leaf] of leaves.entries()) {
    if (leaf.role !== 'name') continue;
    const [before, next] = [leaves[i - 1]?.text ?? '', leaves[i + 1]?.text ?? ''];
    if (ASSIGNS.test(next) || STEPS.has(next) || STEPS.has(before) || HANDS_OVER.has(before)) assigned.add(leaf.start);
    // `&x` and `&mut x`, not `a & x`.
    const sign = before === 'mut' ? leaves[i - 2]?.text : before;
    const isAddress = sign === '&' && !/^[\w)\]$]/.test(leaves[i - (before === 'mut' ? 3 : 2)]?.text ?? '');
    if (isAddress || next === '.' || next === '[') changed.add(leaf.start);
    if (isAddress && (view.language === 'php' || before === 'mut')) assigned.add(leaf.start);
  }
  if (view.language === 'php') for (const at of handedOver(context, around)) assigned.add(at);
  return { assigned, changed };
}

/** Variables of PHP that are given to functions which write them. */
function handedOver({ view }: FixContext, around: Span): number[] {
  const out: number[] = [];
  for (const c of view.callsStartingIn(around.start, around.end))
    if (BY_REFERENCE.test(c.name)) out.push(...view.argumentsOf(c).map((a) => a.start));
  return out;
}
