// Kotlin modifiers and annotations, and what they say about a declaration.
import type { FactSink } from '../pack.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { CALLABLE_KINDS, Mod } from '../vocabulary.ts';

const MODIFIER_BITS: Readonly<Record<string, number>> = {
  private: Mod.private,
  protected: Mod.protected,
  internal: Mod.internal,
  abstract: Mod.abstract,
  sealed: Mod.abstract,
  override: Mod.override,
  suspend: Mod.async,
  operator: Mod.fixedName,
  const: Mod.constant,
  expect: Mod.declared,
  // Its name and shape are those of the declaration it fulfils.
  actual: Mod.override,
  external: Mod.declared,
};

const TEST_ANNOTATIONS: ReadonlySet<string> = new Set([
  'Test',
  'ParameterizedTest',
  'RepeatedTest',
  'TestFactory',
  'TestTemplate',
]);

/** Name of a type as written, without type arguments and white space. */
export function annotationName(t: TreeView, n: NodeIndex): string {
  const invocation = t.child(n, 'constructor_invocation');
  const type = t.child(invocation === NONE ? n : invocation, 'user_type');
  return t.slice(type).replace(/<.*$/s, '').replace(/\s+/g, '');
}

/** Bits of the `modifiers` child and of the place: what is not hidden is public, members of objects are static. */
export function modifiersOf(s: FactSink, n: NodeIndex): number {
  const t = s.tree;
  let bits = 0;
  const modifiers = t.child(n, 'modifiers');
  for (let c = t.firstChild(modifiers); c !== NONE; c = t.nextSibling(c)) {
    if (!t.is(c, 'annotation')) bits |= MODIFIER_BITS[t.slice(c)] ?? 0;
    else if (TEST_ANNOTATIONS.has(annotationName(t, c).replace(/^.*\./, ''))) bits |= Mod.test;
  }
  const owner = t.parent(t.parent(n));
  if (t.is(owner, 'companion_object') || t.is(owner, 'object_declaration')) bits |= Mod.static;
  const enclosing = s.enclosingKind();
  const local = enclosing !== null && CALLABLE_KINDS.has(enclosing);
  return local || bits & (Mod.private | Mod.protected | Mod.internal) ? bits : bits | Mod.exported;
}

/** True when the class-like declaration has this modifier word. */
export function hasModifier(t: TreeView, n: NodeIndex, word: string): boolean {
  const modifiers = t.child(n, 'modifiers');
  for (let c = t.firstChild(modifiers); c !== NONE; c = t.nextSibling(c)) if (t.slice(c) === word) return true;
  return false;
}

/** `@A`, `@A(x)`, `@get:A` and `@[A B(x)]`. */
export function annotation(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  if (t.is(t.parent(n), 'annotated_expression')) return;
  annotationOn(s, n, n);
}

function annotationOn(s: FactSink, n: NodeIndex, place: NodeIndex): void {
  const t = s.tree;
  const parts = namedChildren(t, n).filter((c) => t.is(c, 'user_type') || t.is(c, 'constructor_invocation'));
  for (const part of parts) {
    const invoked = t.is(part, 'constructor_invocation');
    const type = invoked ? t.child(part, 'user_type') : part;
    const name = t.slice(type).replace(/<.*$/s, '').replace(/\s+/g, '');
    const args = invoked ? t.child(part, 'value_arguments') : NONE;
    s.decorator(parts.length > 1 ? part : place, name, args);
  }
}

/**
 * An annotated expression; at the top of a file this grammar also reads the annotations of a following class or
 * function so, with their argument as a parenthesised expression.
 */
export function annotatedExpression(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  if (t.is(t.parent(n), 'annotated_expression')) return;
  const misread = t.is(t.parent(n), 'source_file');
  let at = n;
  for (let k = 0; k < 32 && t.is(at, 'annotated_expression'); k++) {
    const own = t.child(at, 'annotation');
    const inner = namedChildren(t, at).at(-1) ?? NONE;
    if (own === NONE || inner === own) return;
    const lone = misread && t.is(inner, 'parenthesized_expression');
    if (lone) s.decorator(n, annotationName(t, own), inner);
    else annotationOn(s, own, misread ? n : own);
    if (lone && firstNamed(t, inner) === NONE) return;
    at = inner;
  }
}
