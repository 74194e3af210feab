// Functions, classes and their members of PHP.
import type { Enter, FactSink } from '../pack.ts';
import { childrenOfKind, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { Mod, type SymbolKind } from '../vocabulary.ts';

const MODIFIER_BITS: Readonly<Record<string, number>> = {
  abstract_modifier: Mod.abstract,
  static_modifier: Mod.static,
  readonly_modifier: Mod.constant,
};

/** The last segment of a class name. */
export function simpleName(text: string): string {
  return text.slice(text.lastIndexOf('\\') + 1).trim();
}

/** Bits of the modifiers; a member without a visibility is public. */
export function memberModifiers(t: TreeView, n: NodeIndex): number {
  const bits = modifierBits(t, n);
  const visibility = t.slice(t.child(n, 'visibility_modifier')).toLowerCase();
  if (visibility.startsWith('private')) return bits | Mod.private;
  if (visibility.startsWith('protected')) return bits | Mod.protected;
  return bits | Mod.exported;
}

function modifierBits(t: TreeView, n: NodeIndex): number {
  let bits = 0;
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) bits |= MODIFIER_BITS[t.kind(c)] ?? 0;
  return bits;
}

/** Name of a variable as code uses it, with its `$`. */
function variableOf(t: TreeView, n: NodeIndex): NodeIndex {
  return t.is(n, 'by_ref') ? (namedChildren(t, n)[0] ?? n) : n;
}

function parameters(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const list = t.field(n, 'parameters');
  if (list === NONE) return;
  for (const p of namedChildren(t, list)) {
    const name = variableOf(t, t.field(p, 'name'));
    if (name === NONE) continue;
    s.parameter({
      name: t.slice(name),
      nameNode: name,
      type: t.slice(t.field(p, 'type')),
      defaultValue: t.field(p, 'default_value'),
      rest: t.is(p, 'variadic_parameter'),
    });
  }
}

/** Constructor parameters that are properties at once; told before the constructor, so they belong to its class. */
function promotedFields(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const list = t.field(n, 'parameters');
  if (list === NONE) return;
  for (const p of childrenOfKind(t, list, 'property_promotion_parameter')) {
    const target = variableOf(t, t.field(p, 'name'));
    s.binding(p, {
      kind: 'field',
      target,
      name: t.slice(target).replace(/^\$/, ''),
      value: t.field(p, 'default_value'),
      type: t.slice(t.field(p, 'type')),
      modifiers: memberModifiers(t, p),
    });
  }
}

function declareFunction(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  s.symbol(n, {
    kind: 'function',
    name: t.slice(name),
    nameNode: name,
    body: t.field(n, 'body'),
    modifiers: Mod.exported,
    returns: t.slice(t.field(n, 'return_type')),
  });
  parameters(s, n);
}

function declareMethod(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const text = t.slice(name);
  const body = t.field(n, 'body');
  const isConstructor = text.toLowerCase() === '__construct';
  if (isConstructor) promotedFields(s, n);
  s.symbol(n, {
    kind: isConstructor ? 'constructor' : 'method',
    name: text,
    nameNode: name,
    body,
    modifiers:
      memberModifiers(t, n) |
      (text.startsWith('__') ? Mod.fixedName : 0) |
      (hasAttribute(t, n, 'Override') ? Mod.override : 0) |
      (body === NONE ? Mod.declared : 0) |
      (isTest(t, n, text) ? Mod.test : 0),
    returns: t.slice(t.field(n, 'return_type')),
  });
  parameters(s, n);
}

function hasAttribute(t: TreeView, n: NodeIndex, name: string): boolean {
  const list = t.field(n, 'attributes');
  if (list === NONE) return false;
  return childrenOfKind(t, list, 'attribute_group').some((group) =>
    childrenOfKind(t, group, 'attribute').some((a) => simpleName(t.slice(namedChildren(t, a)[0] ?? NONE)) === name),
  );
}

/** PHPUnit: `testX` in a test class, the `Test` attribute, or `@test` in the comment before. */
function isTest(t: TreeView, n: NodeIndex, name: string): boolean {
  if (hasAttribute(t, n, 'Test')) return true;
  if (/^test[A-Z_\d]/.test(name)) return inTestClass(t, n);
  const before = t.is(n - 1, 'comment') && t.parent(n - 1) === t.parent(n) ? t.slice(n - 1) : '';
  return /^\s*\/?\*+\s*@test\b/m.test(before);
}

function inTestClass(t: TreeView, n: NodeIndex): boolean {
  const owner = t.parent(t.parent(n));
  if (!t.is(owner, 'class_declaration') && !t.is(owner, 'trait_declaration')) return false;
  return [t.field(owner, 'name'), t.child(owner, 'base_clause')].some((c) => /Test(s|Case)?$/.test(t.slice(c).trim()));
}

function declareType(kind: SymbolKind): Enter {
  return (s, n) => {
    const t = s.tree;
    const name = t.field(n, 'name');
    s.symbol(n, {
      kind,
      name: t.slice(name),
      nameNode: name,
      body: t.field(n, 'body'),
      modifiers: modifierBits(t, n) | (name === NONE ? 0 : Mod.exported),
    });
    for (const clause of namedChildren(t, n)) {
      const relation = t.is(clause, 'base_clause')
        ? 'extends'
        : t.is(clause, 'class_interface_clause')
          ? 'implements'
          : null;
      if (relation === null) continue;
      for (const b of namedChildren(t, clause)) {
        if (!t.is(b, 'comment')) s.base(simpleName(t.slice(b)), relation, b);
      }
    }
    const body = t.field(n, 'body');
    for (const use of body === NONE ? [] : childrenOfKind(t, body, 'use_declaration')) {
      for (const b of namedChildren(t, use)) {
        if (!t.is(b, 'use_list') && !t.is(b, 'comment')) s.base(simpleName(t.slice(b)), 'mixin', b);
      }
    }
  };
}

function declareNamespace(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  if (name === NONE) return;
  s.symbol(n, { kind: 'namespace', name: t.slice(name).replace(/\s+/g, ''), nameNode: name, body: t.field(n, 'body') });
}

function declareClosure(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const body = t.field(n, 'body');
  s.symbol(n, {
    kind: 'lambda',
    name: '',
    nameNode: NONE,
    body,
    modifiers: t.field(n, 'static_modifier') === NONE ? 0 : Mod.static,
    returns: t.slice(t.field(n, 'return_type')),
  });
  parameters(s, n);
  if (t.is(n, 'arrow_function') && body !== NONE) s.returning(body, body);
}

/** `get` and `set` hooks are accessors named after their property. */
function declareHook(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const body = t.field(n, 'body');
  const owner = t.parent(t.parent(n));
  const element = t.child(owner, 'property_element');
  const name = t.field(element === NONE ? owner : element, 'name');
  const getter = t.slice(t.child(n, 'name')).toLowerCase() === 'get';
  s.symbol(n, {
    kind: getter ? 'getter' : 'setter',
    name: t.slice(name).replace(/^[&\s]*\$/, ''),
    nameNode: name,
    body,
    modifiers: memberModifiers(t, owner) | (body === NONE ? Mod.declared : 0),
    returns: getter ? t.slice(t.field(owner, 'type')) : '',
  });
  parameters(s, n);
  if (getter && body !== NONE && !t.is(body, 'compound_statement')) s.returning(body, body);
}

function declareProperty(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const declaration = t.parent(n);
  const target = t.field(n, 'name');
  s.binding(n, {
    kind: 'field',
    target,
    name: t.slice(target).replace(/^\$/, ''),
    value: t.field(n, 'default_value'),
    type: t.slice(t.field(declaration, 'type')),
    modifiers: memberModifiers(t, declaration),
  });
}

function declareConstant(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const [target, value] = namedChildren(t, n).filter((c) => !t.is(c, 'comment'));
  if (target === undefined) return;
  s.binding(n, {
    kind: 'constant',
    target,
    value: value ?? NONE,
    type: t.slice(t.field(t.parent(n), 'type')),
    modifiers: memberModifiers(t, t.parent(n)) | Mod.constant,
  });
}

/** Handlers of everything that declares something. */
export const declarations: Readonly<Record<string, Enter>> = {
  namespace_definition: declareNamespace,
  function_definition: declareFunction,
  method_declaration: declareMethod,
  class_declaration: declareType('class'),
  anonymous_class: declareType('class'),
  interface_declaration: declareType('interface'),
  trait_declaration: declareType('trait'),
  enum_declaration: declareType('enum'),
  anonymous_function: declareClosure,
  arrow_function: declareClosure,
  property_hook: declareHook,
  property_element: declareProperty,
  const_element: declareConstant,
};
