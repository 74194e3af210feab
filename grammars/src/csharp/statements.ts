// Imports, bindings, attributes and error handling of C#.
import type { Enter, FactSink, SpecifierFact } from '../pack.ts';
import { bareTypeName, hasToken } from '../reading.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { ImportFlag, Mod } from '../vocabulary.ts';
import { modifiersOf, simpleTypeName } from './declarations.ts';

const INSTANCE_WORDS = new Set(['this', 'base']);
const CREATIONS = new Set(['object_creation_expression', 'implicit_object_creation_expression']);

/** The expression a statement carries: its first named child, or `this`, which is no named node. */
function expressionOf(t: TreeView, n: NodeIndex): NodeIndex {
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) {
    if ((t.isNamed(c) && !t.is(c, 'comment')) || INSTANCE_WORDS.has(t.kind(c))) return c;
  }
  return NONE;
}

/** The node after the first `=` token, or `NONE`. */
function afterEquals(t: TreeView, n: NodeIndex): NodeIndex {
  const equals = t.child(n, '=');
  if (equals === NONE) return NONE;
  for (let c = t.nextSibling(equals); c !== NONE; c = t.nextSibling(c)) if (!t.is(c, 'comment')) return c;
  return NONE;
}

const NAMES = new Set(['identifier', 'qualified_name', 'alias_qualified_name', 'generic_name']);

/** A directive that names a namespace or type; an alias of a tuple or array type brings nothing in. */
function usingDirective(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const alias = t.field(n, 'name');
  const target = namedChildren(t, n).find((c) => c !== alias && !t.is(c, 'comment'));
  if (target === undefined || !NAMES.has(t.kind(target))) return;
  const source = bareTypeName(t.slice(target)).replace(/^global::/, '');
  const specifiers: SpecifierFact[] =
    alias === NONE
      ? [{ kind: 'wildcard', name: '*', alias: '', node: target }]
      : [{ kind: 'named', name: simpleTypeName(source), alias: t.slice(alias), node: alias }];
  const flags =
    (hasToken(t, n, 'static') ? ImportFlag.isStatic : 0) | (hasToken(t, n, 'global') ? ImportFlag.isGlobal : 0);
  s.importing(n, { kind: 'static', source, sourceNode: target, flags, specifiers });
}

function externAlias(s: FactSink, n: NodeIndex): void {
  const name = s.tree.field(n, 'name');
  s.importing(n, { kind: 'static', source: s.tree.slice(name), sourceNode: name, specifiers: [] });
}

const FIELD_OWNERS = new Set(['field_declaration', 'event_field_declaration']);

function declarator(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const declaration = t.parent(n);
  const owner = t.parent(declaration);
  const type = t.field(declaration, 'type');
  const isField = FIELD_OWNERS.has(t.kind(owner));
  const bits = isField ? modifiersOf(t, owner) : modifiersOf(t, owner) & Mod.constant;
  const constant = t.is(owner, 'local_declaration_statement') || isField ? isConst(t, owner) : false;
  const kind = constant ? 'constant' : isField ? 'field' : 'variable';
  const value = afterEquals(t, n);
  const name = t.field(n, 'name');
  const facts = { kind, value, type: t.is(type, 'implicit_type') ? '' : t.slice(type), modifiers: bits } as const;
  if (name !== NONE) return s.binding(n, { ...facts, target: name });
  const pattern = t.child(n, 'tuple_pattern');
  if (pattern === NONE) return;
  for (let i = pattern + 1, end = t.after(pattern); i < end; i++) {
    if (t.is(i, 'identifier')) s.binding(n, { ...facts, target: i });
  }
}

function isConst(t: TreeView, owner: NodeIndex): boolean {
  return namedChildren(t, owner).some((c) => t.is(c, 'modifier') && t.slice(c) === 'const');
}

/** Variables that patterns, `out` arguments and loops declare. */
function declaredInPlace(field: string): Enter {
  return (s, n) => {
    const t = s.tree;
    const name = t.field(n, field);
    const type = t.field(n, 'type');
    if (type === NONE || !t.is(name, 'identifier') || isTupleType(t, n)) return;
    s.binding(n, {
      kind: 'variable',
      target: name,
      value: NONE,
      type: t.is(type, 'implicit_type') ? '' : t.slice(type),
    });
  };
}

/** In `new Task<(bool Done, int Count)>(…)` the type argument looks like a tuple between `<` and `>`. */
function isTupleType(t: TreeView, n: NodeIndex): boolean {
  const tuple = t.parent(t.parent(n));
  return t.is(tuple, 'tuple_expression') && t.is(t.parent(tuple), 'binary_expression');
}

function assignment(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const left = t.field(n, 'left');
  const value = t.field(n, 'right');
  if (left === NONE) return;
  if (!t.is(t.parent(n), 'initializer_expression')) {
    const name = t.is(left, 'tuple_expression') ? { name: '' } : {};
    return s.binding(n, { kind: 'assign', target: left, value, ...name });
  }
  const key = t.is(left, 'element_binding_expression') ? innerValue(t, firstNamed(t, left)) : left;
  s.binding(n, { kind: 'pair', target: left, value, name: s.textOf(key) });
}

function innerValue(t: TreeView, n: NodeIndex): NodeIndex {
  return t.is(n, 'argument') ? firstNamed(t, n) : n;
}

/** `{ "key", value }` of a collection initialiser adds one entry of a dictionary. */
function initializer(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const outer = t.parent(n);
  if (!t.is(outer, 'initializer_expression') || !CREATIONS.has(t.kind(t.parent(outer)))) return;
  const [key, value, more] = namedChildren(t, n).filter((c) => !t.is(c, 'comment'));
  if (key === undefined || value === undefined || more !== undefined) return;
  s.binding(n, { kind: 'pair', target: key, value, name: s.textOf(key) });
}

/** `Key = value` entries that hang flat below an anonymous object or a `with`. */
function flatPairs(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) {
    const equals = t.is(c, 'identifier') ? t.nextSibling(c) : NONE;
    const value = t.is(equals, '=') ? t.nextSibling(equals) : NONE;
    if (value !== NONE) s.binding(c, { kind: 'pair', target: c, value, name: t.slice(c) });
  }
}

function keyword(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  if (name === NONE) return;
  const value = namedChildren(t, n).at(-1) ?? NONE;
  s.binding(n, { kind: 'keyword', target: name, value: value === name ? NONE : value, name: t.slice(name) });
}

const WITH_ACCESSORS = new Set(['property_declaration', 'indexer_declaration', 'event_declaration']);

function attribute(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.slice(t.field(n, 'name')).replace(/<.*$/s, '').replace(/\s+/g, '');
  // The accessors of a property are its symbols: told of the whole list, the first of them adopts it.
  const list = t.parent(n);
  const place = WITH_ACCESSORS.has(t.kind(t.parent(list))) ? list : n;
  s.decorator(place, name, t.child(n, 'attribute_argument_list'));
}

function catchClause(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const declaration = t.child(n, 'catch_declaration');
  const type = declaration === NONE ? '' : simpleTypeName(t.slice(t.field(declaration, 'type')));
  s.handler(n, {
    kind: 'catch',
    binding: declaration === NONE ? NONE : t.field(declaration, 'name'),
    types: type === '' ? [] : [type],
    body: handlerBody(t, t.field(n, 'body')),
  });
}

/** A block that holds a lone `;` is as empty as one that holds nothing. */
function handlerBody(t: TreeView, block: NodeIndex): NodeIndex {
  const [only, more] = block === NONE ? [] : namedChildren(t, block);
  return only !== undefined && more === undefined && t.is(only, 'empty_statement') ? only : block;
}

/** `class A(int x) : Base(x)` calls the constructor of its base. */
function baseArguments(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const list = t.parent(n);
  if (!t.is(list, 'base_list')) return;
  s.calling(n, { name: firstNamed(t, list), nameText: 'base', receiver: NONE, args: n });
}

/** Handlers of everything below the level of declarations. */
export const statements: Readonly<Record<string, Enter>> = {
  using_directive: usingDirective,
  extern_alias_directive: externAlias,
  variable_declarator: declarator,
  foreach_statement: declaredInPlace('left'),
  declaration_expression: declaredInPlace('name'),
  declaration_pattern: declaredInPlace('name'),
  recursive_pattern: declaredInPlace('name'),
  assignment_expression: assignment,
  initializer_expression: initializer,
  anonymous_object_creation_expression: flatPairs,
  with_initializer: flatPairs,
  argument: keyword,
  attribute_argument: keyword,
  argument_list: baseArguments,
  attribute,
  catch_clause: catchClause,
  finally_clause: (s, n) =>
    s.handler(n, { kind: 'finally', binding: NONE, types: [], body: handlerBody(s.tree, s.tree.child(n, 'block')) }),
  throw_statement: (s, n) => s.throwing(n, expressionOf(s.tree, n)),
  throw_expression: (s, n) => s.throwing(n, expressionOf(s.tree, n)),
  return_statement: (s, n) => s.returning(n, expressionOf(s.tree, n)),
};
