import type { Span } from '@drift/shared';
import type { FlatTree } from '../syntax/flat-tree.ts';

/**
 * What a token of code is: a `name` belongs to the scope it stands in, a `member` to what stands before it, a `key` names
 * an argument, a pair or a label; `text` is what a literal says.
 */
export type LeafRole = 'name' | 'member' | 'key' | 'type' | 'keyword' | 'sign' | 'text';

/** One token of code. */
export interface Leaf extends Span {
  readonly text: string;
  readonly role: LeafRole;
}

const WORD = /^[\p{L}_@$][\p{L}\p{N}_]*[?!]?$/u;
const TYPE = /^(?:type_identifier|predefined_type|primitive_type|\w+_type)$/;
const TEXT = /string|content|text|escape|heredoc|regex|char|symbol/;
/** Kinds of names that never belong to a scope. */
const OWNED =
  /^(?:property_identifier|private_property_identifier|field_identifier|hash_key_symbol|statement_identifier)$/;
/** Tokens after which a name is a member's. */
const TAKES_MEMBER: ReadonlySet<string> = new Set(['.', '?.', '&.', '->', '?->', '::']);
/** Nodes whose first name says which argument is meant. */
const NAMES_ARGUMENT: ReadonlySet<string> = new Set(['keyword_argument', 'value_argument', 'argument', 'pair']);

/** Every token of a tree in order, comments left out. Linear in the tree. */
export function leavesOf(tree: FlatTree): Leaf[] {
  const out: Leaf[] = [];
  for (let n = 0; n < tree.size; n++) {
    if (/comment/.test(tree.kind(n))) {
      n = tree.after(n) - 1;
      continue;
    }
    if (tree.after(n) !== n + 1 || tree.end(n) === tree.start(n)) continue;
    const [start, end, text] = [tree.start(n), tree.end(n), tree.slice(n)];
    const role = roleOf(tree, n, text, out);
    // The sigil of PHP is a token of its own and part of the name.
    const sigil = role === 'name' && tree.kind(n) === 'name' ? out.pop() : undefined;
    out.push({ start: sigil?.start ?? start, end, text: sigil === undefined ? text : `$${text}`, role });
  }
  return out;
}

function roleOf(tree: FlatTree, n: number, text: string, before: readonly Leaf[]): LeafRole {
  const kind = tree.kind(n);
  const last = before.at(-1)?.text ?? '';
  if (!WORD.test(text)) return tree.isNamed(n) && TEXT.test(kind) ? 'text' : 'sign';
  if (!tree.isNamed(n)) return 'keyword';
  // In PHP a name without a sigil is a function, a class or a constant.
  if (kind === 'name' && !TAKES_MEMBER.has(last)) return last === '$' && before.at(-2)?.text !== '::' ? 'name' : 'type';
  if (kind.startsWith('shorthand_property')) return 'name';
  if (TYPE.test(kind)) return 'type';
  if (TAKES_MEMBER.has(last)) return 'member';
  if (OWNED.test(kind) || isKey(tree, n)) return 'key';
  return TEXT.test(kind) ? 'text' : 'name';
}

/** True for the name of an argument or of a field that a literal sets. */
function isKey(tree: FlatTree, n: number): boolean {
  const parent = tree.parent(n);
  if (parent < 0) return false;
  const next = nextText(tree, n);
  if (NAMES_ARGUMENT.has(tree.kind(parent)))
    return tree.start(parent) === tree.start(n) && (next === '=' || next === ':');
  if (tree.kind(parent) === 'name_colon') return true;
  return tree.kind(parent) === 'literal_element' && next === ':';
}

function nextText(tree: FlatTree, n: number): string {
  for (let at = n + 1; at < tree.size; at++)
    if (tree.after(at) === at + 1 && tree.end(at) > tree.start(at)) return tree.slice(at);
  return '';
}
