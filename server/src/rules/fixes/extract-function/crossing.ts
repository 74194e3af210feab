import { CALLABLE_KINDS } from '@drift/grammars';
import type { LanguageId, Span } from '@drift/shared';
import type { Leaf } from '../../../facts/leaves.ts';
import type { Row } from '../../../facts/schema.ts';
import type { FixContext } from '../../engine/rule.ts';

/** Leave a function whatever they stand in. */
const LEAVES: ReadonlySet<string> = new Set(['yield', 'goto', 'defer', 'redo', 'retry', 'fallthrough']);
/** Leave a loop. */
const JUMPS: ReadonlySet<string> = new Set(['break', 'continue', 'next']);
/** Read the variables of their function by their names, or what belongs to the call of it. */
const SEES_SCOPE: ReadonlySet<string> = new Set([
  ...['arguments', 'eval', 'locals', 'vars', 'binding', 'compact', 'extract', 'func_get_args', 'get_defined_vars'],
  ...['recover', 'block_given?', 'local_variables', 'exec'],
]);
/** Declare that a name belongs to another scope. */
const OTHER_SCOPE: ReadonlySet<string> = new Set(['global', 'nonlocal', 'del', 'unset']);
/** Languages in which a function inside another may return for it. */
const RETURNS_THROUGH: ReadonlySet<LanguageId> = new Set(['ruby', 'kotlin']);
/** Languages whose waiting functions are written with one word at each end. */
const AWAITS: ReadonlySet<LanguageId> = new Set(['javascript', 'typescript', 'python']);

/** Why a block cannot leave its function for what would jump, wait or look across its border; `null` where nothing does. */
export function crossing(context: FixContext, block: Span, leaves: readonly Leaf[]): string | null {
  const { view } = context;
  const inner = [...view.table('symbols')].filter((s) => CALLABLE_KINDS.has(s.kind) && isIn(s, block));
  const loops = [...view.table('loops')].filter((l) => isIn(l, block));
  for (const [i, leaf] of leaves.entries()) {
    const next = leaves[i + 1];
    const isNested = inner.some((s) => isIn(leaf, s));
    if (leaf.role === 'member' || leaf.role === 'key' || leaf.role === 'text') continue;
    if (leaf.text === 'return' && (!isNested || RETURNS_THROUGH.has(view.language))) return crosses('return');
    if (LEAVES.has(leaf.text)) return crosses(leaf.text);
    if (JUMPS.has(leaf.text) && !(loops.some((l) => isIn(leaf, l)) && !hasTarget(context.text, leaf, next)))
      return crosses(leaf.text);
    if (SEES_SCOPE.has(leaf.text) || OTHER_SCOPE.has(leaf.text))
      return `\`${leaf.text}\` in the block depends on where it stands`;
    if (leaf.text === '?' && view.language === 'rust') return crosses('?');
    if ((leaf.text === 'await' || leaf.text === 'async') && !isNested && !AWAITS.has(view.language))
      return crosses('await');
    if (leaf.text === 'throw' && next?.text === ';' && ![...view.table('handlers')].some((h) => isIn(h, block)))
      return crosses('throw');
  }
  return null;
}

/** What stands before a statement that is the value of something. */
const TAKES_VALUE: ReadonlySet<string> = new Set(['=', '=>', '->', '(', ',', '||', '&&', 'return', '+', ':=', '||=']);

/** True where what a statement is worth is used, in languages in which it is worth something. */
export function isValue({ view, text, leaves }: FixContext, around: Span, block: Span): boolean {
  const before = leaves({ start: around.start, end: block.start }).at(-1)?.text ?? '';
  if (TAKES_VALUE.has(before)) return true;
  // The last expression of a block of Rust is its value, unless it is closed.
  if (view.language !== 'rust' || !/^if\b/.test(text.slice(block.start, block.end))) return false;
  const isLast = leaves({ start: block.end, end: around.end })[0]?.text === '}';
  const last = leaves(block).findLast((l) => l.text !== '}')?.text ?? '';
  return isLast && last !== ';' && last !== '{';
}

/** True where a block waits for something itself. */
export function waits({ view }: FixContext, block: Span, leaves: readonly Leaf[]): boolean {
  const inner = [...view.table('symbols')].filter((s) => CALLABLE_KINDS.has(s.kind) && isIn(s, block));
  return (
    leaves.some((l) => l.text === 'await' && l.role === 'keyword' && !inner.some((s) => isIn(l, s))) ||
    (view.language === 'python' && leaves.some((l) => l.text === 'async'))
  );
}

/** True for what lies inside of a range. */
export function isIn(inner: Span, { start, end }: Span): boolean {
  return start <= inner.start && inner.end <= end;
}

/** True for the symbol, if it is one of the file's, that declares what is called. */
export function isCallable({ kind }: Row<'symbols'>): boolean {
  return CALLABLE_KINDS.has(kind);
}

/** A jump that says where to: `break outer`, `continue@loop`, `break 2`. */
function hasTarget(text: string, { end }: Leaf, next: Leaf | undefined): boolean {
  if (next === undefined || /[\r\n]/.test(text.slice(end, next.start))) return false;
  return /^['@\w]/.test(next.text) && !/^(?:if|unless)$/.test(next.text);
}

function crosses(word: string): string {
  return `\`${word}\` would leave the extracted block`;
}
