// Calls and macros of Rust.
import type { CallParts, Enter } from '../pack.ts';
import { firstNamed, NONE, type NodeIndex, type TreeView } from '../tree-view.ts';
import { CallFlag } from '../vocabulary.ts';
import { previousSibling } from './attributes.ts';
import { typeNameOf } from './declarations.ts';
import { includeMacro } from './imports.ts';

/** Wrappers around a callee that are looked through. */
const MAX_CALLEE_DEPTH = 8;
/** Nested token trees between a token and its macro. */
const MAX_TOKEN_DEPTH = 64;
/** Macros that end the thread. */
const PANICS = /^(panic|todo|unimplemented|unreachable)$/;

/** Tuple structs and variants are built by calling them; only they start with a capital. */
function constructs(t: TreeView, name: NodeIndex): number {
  return name !== NONE && /^\p{Lu}/u.test(t.slice(name)) ? CallFlag.isNew : 0;
}

function calleeOf(t: TreeView, n: NodeIndex): NodeIndex {
  let at = n;
  for (let k = 0; k < MAX_CALLEE_DEPTH; k++) {
    if (t.is(at, 'generic_function')) at = t.field(at, 'function');
    else if (t.is(at, 'reference_expression')) at = t.field(at, 'value');
    else if (t.is(at, 'parenthesized_expression') || t.is(at, 'unary_expression')) at = firstNamed(t, at);
    else return at;
  }
  return at;
}

/** `f(…)`, `a.f(…)`, `A::f(…)`, each with or without type arguments. */
export function readCall(t: TreeView, n: NodeIndex): CallParts {
  const callee = calleeOf(t, t.field(n, 'function'));
  const args = t.field(n, 'arguments');
  if (t.is(callee, 'field_expression'))
    return { name: t.field(callee, 'field'), receiver: t.field(callee, 'value'), args };
  if (t.is(callee, 'scoped_identifier')) {
    const name = t.field(callee, 'name');
    return { name, receiver: t.field(callee, 'path'), args, flags: constructs(t, name) };
  }
  const plain = /^(identifier|self|metavariable)$/.test(t.kind(callee));
  return { name: plain ? callee : NONE, receiver: NONE, args, flags: plain ? constructs(t, callee) : 0 };
}

/** `name!(…)`: its arguments are the tokens, of which literals and plain names can be read. */
export function readMacro(t: TreeView, n: NodeIndex): CallParts {
  const macro = t.field(n, 'macro');
  const scoped = t.is(macro, 'scoped_identifier');
  const name = scoped ? t.field(macro, 'name') : macro;
  return {
    name,
    receiver: scoped ? t.field(macro, 'path') : NONE,
    args: t.child(n, 'token_tree'),
    nameText: `${t.slice(name)}!`,
    flags: CallFlag.isMacro,
  };
}

/** Tells a macro invocation as a call. */
export const enterMacro: Enter = (s, n) => {
  const t = s.tree;
  const macro = t.field(n, 'macro');
  const name = t.slice(t.is(macro, 'scoped_identifier') ? t.field(macro, 'name') : macro);
  const tokens = t.child(n, 'token_tree');
  if (PANICS.test(name)) s.throwing(n, firstNamed(t, tokens));
  else if (name === 'include') includeMacro(s, n, tokens);
};

/** True for tokens handed to a macro, false for those of an attribute or of a macro's definition. */
function inInvocation(t: TreeView, tokens: NodeIndex): boolean {
  let at = tokens;
  for (let k = 0; k < MAX_TOKEN_DEPTH && t.is(at, 'token_tree'); k++) at = t.parent(at);
  return t.is(at, 'macro_invocation');
}

/** Inside the tokens of a macro, `name(…)` and `name!(…)` are calls though the grammar leaves them unread. */
export const tokenCall: Enter = (s, n) => {
  const t = s.tree;
  const tokens = t.parent(n);
  if (!t.is(tokens, 'token_tree')) return;
  const next = t.nextSibling(n);
  const bang = t.is(next, '!');
  const args = bang ? t.nextSibling(next) : next;
  if (!t.is(args, 'token_tree')) return;
  if (!bang && t.text[t.start(args)] !== '(') return;
  const before = previousSibling(t, n);
  if (t.is(before, 'fn') || !inInvocation(t, tokens)) return;
  const joined = t.is(before, '.') || t.is(before, '::');
  s.calling(n, {
    name: n,
    receiver: joined ? previousSibling(t, before) : NONE,
    args,
    ...(bang ? { nameText: `${t.slice(n)}!` } : {}),
    flags: bang ? CallFlag.isMacro : constructs(t, n),
  });
};

/** `Type { … }` constructs as a call does; its pairs hang on it. */
export const structExpression: Enter = (s, n) => {
  const t = s.tree;
  const type = t.field(n, 'name');
  const inner = t.is(type, 'generic_type_with_turbofish') ? t.field(type, 'type') : type;
  s.calling(n, {
    name: typeNameOf(t, inner),
    receiver: /^scoped_/.test(t.kind(inner)) ? t.field(inner, 'path') : NONE,
    args: NONE,
    flags: CallFlag.isNew,
  });
};
