// Kotlin calls: this grammar has no fields on them, and it nests `f(x) { … }` as a call of the call `f(x)`.
import type { CallParts, FactSink } from '../pack.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { CallFlag } from '../vocabulary.ts';

/** Links of one navigation chain that are followed. */
const MAX_LINKS = 64;

/** The expression inside `!!` and parentheses. */
export function peel(t: TreeView, n: NodeIndex): NodeIndex {
  let at = n;
  for (let k = 0; k < MAX_LINKS; k++) {
    const asserted = t.is(at, 'unary_expression') && t.is(t.field(at, 'operator'), '!!');
    if (!asserted && !t.is(at, 'parenthesized_expression')) return at;
    const inner = asserted ? t.field(at, 'argument') : firstNamed(t, at);
    if (inner === NONE) return at;
    at = inner;
  }
  return at;
}

/**
 * What a call or navigation hangs on. The grammar binds operators tighter than both: it reads `!f(x)` as `(!f)(x)`,
 * `!a.b()` as `(!a).b()` and `1 + f<T>()` as `(1 + f)<T>()`.
 */
function operandOf(t: TreeView, n: NodeIndex): NodeIndex {
  let at = peel(t, n);
  for (let k = 0; k < MAX_LINKS; k++) {
    let inner = NONE;
    if (t.is(at, 'unary_expression')) inner = t.field(at, 'argument');
    else if (t.is(at, 'binary_expression')) inner = t.field(at, 'right');
    else if (t.is(at, 'infix_expression')) inner = namedChildren(t, at).at(-1) ?? NONE;
    if (inner === NONE) return at;
    at = peel(t, inner);
  }
  return at;
}

/** The name of `object.name`. */
export function nameOf(t: TreeView, n: NodeIndex): NodeIndex {
  const parts = namedChildren(t, n);
  return parts.length > 1 ? (parts.at(-1) ?? NONE) : NONE;
}

/** The object of a navigation, without the operators the grammar binds to it. */
function receiverOf(t: TreeView, navigation: NodeIndex): NodeIndex {
  return operandOf(t, firstNamed(t, navigation));
}

/** True when the call is `f(x)` inside `f(x) { … }`. */
function isInnerHalf(t: TreeView, n: NodeIndex): boolean {
  const parent = t.parent(n);
  if (!t.is(parent, 'call_expression') || t.child(n, 'value_arguments') === NONE) return false;
  return onlyLambda(t, parent) && t.child(n, 'annotated_lambda') === NONE;
}

function onlyLambda(t: TreeView, n: NodeIndex): boolean {
  return t.child(n, 'annotated_lambda') !== NONE && t.child(n, 'value_arguments') === NONE;
}

/** Reads `call_expression`. */
export function readCall(t: TreeView, n: NodeIndex): CallParts | null {
  if (isInnerHalf(t, n)) return null;
  const trailing = t.child(n, 'annotated_lambda');
  let callee = operandOf(t, firstNamed(t, n));
  let args = t.child(n, 'value_arguments');
  if (args === NONE && t.is(callee, 'call_expression') && isInnerHalf(t, callee)) {
    args = t.child(callee, 'value_arguments');
    callee = operandOf(t, firstNamed(t, callee));
  }
  if (t.is(callee, 'identifier') || t.is(callee, 'super_expression') || t.is(callee, 'this_expression')) {
    const flags = isCreation(t, n, callee, args) ? CallFlag.isNew : 0;
    return { name: callee, receiver: NONE, args, trailing, flags };
  }
  // Calling a value calls its operator function `invoke`.
  if (!t.is(callee, 'navigation_expression'))
    return { name: callee, nameText: 'invoke', receiver: callee, args, trailing };
  const name = nameOf(t, callee);
  const optional = t.child(callee, '?.') === NONE ? 0 : CallFlag.isOptional;
  const flags = optional | (isCreation(t, n, name, args) ? CallFlag.isNew : 0);
  return { name, receiver: receiverOf(t, callee), args, trailing, flags };
}

/**
 * Kotlin has no `new`: a capitalised name with an argument list creates an object, unless the call stands as a
 * statement of its own, as calls of capitalised composable functions do.
 */
function isCreation(t: TreeView, call: NodeIndex, name: NodeIndex, args: NodeIndex): boolean {
  if (args === NONE || !/^\p{Lu}\w*\p{Ll}|^\p{Lu}$/u.test(t.slice(name))) return false;
  return !t.is(t.parent(call), 'block') && t.child(call, 'annotated_lambda') === NONE;
}

/** Operator functions written infix: `"key" to value` is a pair. */
export function infixPair(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const [left, operator, right] = namedChildren(t, n);
  if (left === undefined || operator === undefined || right === undefined || t.slice(operator) !== 'to') return;
  s.binding(n, { kind: 'pair', target: left, value: peel(t, right), name: s.textOf(left) });
}

/** `f<T>(x)` and `f<T> { … }`, which this grammar reads as the comparison `(f < T) > (x)`. */
export function genericCall(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const right = t.field(n, 'right');
  const left = t.field(n, 'left');
  const block = t.is(right, 'lambda_literal');
  if (!t.is(t.field(n, 'operator'), '>') || (!block && !t.is(right, 'parenthesized_expression'))) return;
  if (!t.is(left, 'binary_expression') || !t.is(t.field(left, 'operator'), '<')) return;
  if (!/^\p{Lu}/u.test(t.slice(t.field(left, 'right')))) return;
  const callee = operandOf(t, t.field(left, 'left'));
  const plain = t.is(callee, 'identifier');
  if (!plain && !t.is(callee, 'navigation_expression')) return;
  const name = plain ? callee : nameOf(t, callee);
  const receiver = plain ? NONE : receiverOf(t, callee);
  if (block) s.calling(n, { name, receiver, args: NONE, trailing: right });
  else s.calling(n, { name, receiver, args: right, flags: isCreation(t, n, name, right) ? CallFlag.isNew : 0 });
}

/** A named argument, and the lone argument of an annotation, which is short for `value = …`. */
export function valueArgument(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const parts = namedChildren(t, n);
  const value = parts.at(-1) ?? NONE;
  const name = t.child(n, '=') === NONE ? NONE : (parts[0] ?? NONE);
  if (value === NONE) return;
  if (name !== NONE && name !== value)
    s.binding(n, { kind: 'keyword', target: name, value: peel(t, value), name: t.slice(name) });
  else if (t.is(t.parent(t.parent(t.parent(n))), 'annotation'))
    s.binding(n, { kind: 'keyword', target: NONE, value: peel(t, value), name: 'value' });
}

/** `Base(x)` in a list of supertypes runs a constructor: of the created object itself in `object : Base(x) {}`. */
export function supertypeCall(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const specifier = t.parent(n);
  if (!t.is(specifier, 'delegation_specifier')) return;
  const type = t.child(n, 'user_type');
  const args = t.child(n, 'value_arguments');
  const created = t.is(t.parent(t.parent(specifier)), 'object_literal');
  if (created) s.calling(n, { name: type, receiver: NONE, args, flags: CallFlag.isNew });
  else s.calling(n, { name: type, receiver: NONE, args, nameText: 'super' });
}

/** `: this(x)` and `: super(x)` of a secondary constructor. */
export function delegationCall(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.firstChild(n);
  s.calling(n, { name, receiver: NONE, args: t.child(n, 'value_arguments') });
}

/** Blocks whose last statement is nobody's value. */
const STATEMENT_BLOCKS: ReadonlySet<string> = new Set([
  'function_body',
  'secondary_constructor',
  'anonymous_initializer',
  'for_statement',
  'while_statement',
  'do_while_statement',
  'finally_block',
]);

/** True for a call that stands as a statement and is not the value of its block or lambda. */
export function isDiscarded(t: TreeView, n: NodeIndex): boolean {
  const parent = t.parent(n);
  if (STATEMENT_BLOCKS.has(t.kind(parent))) return !t.is(parent, 'function_body') && t.fieldOf(n) !== 'condition';
  if (!t.is(parent, 'block') && !t.is(parent, 'lambda_literal')) return false;
  if (t.is(parent, 'block') && STATEMENT_BLOCKS.has(t.kind(t.parent(parent)))) return true;
  for (let c = t.nextSibling(n); c !== NONE; c = t.nextSibling(c)) {
    if (t.isNamed(c) && !t.is(c, 'line_comment') && !t.is(c, 'block_comment')) return true;
  }
  return false;
}
