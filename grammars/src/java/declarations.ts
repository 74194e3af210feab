// Java declarations: packages, types, callables, fields, annotations.
import type { Enter, FactSink } from '../pack.ts';
import { bareTypeName, hasToken } from '../reading.ts';
import {
  childrenOfKind,
  fieldChildren,
  firstNamed,
  NONE,
  type NodeIndex,
  namedChildren,
  type TreeView,
} from '../tree-view.ts';
import { Mod, type Relation, type SymbolKind } from '../vocabulary.ts';

const MODIFIER_BITS: Readonly<Record<string, number>> = {
  public: Mod.exported,
  private: Mod.private,
  protected: Mod.protected,
  static: Mod.static,
  abstract: Mod.abstract,
  final: Mod.constant,
  native: Mod.declared,
};

const TEST_ANNOTATIONS: ReadonlySet<string> = new Set([
  'Test',
  'ParameterizedTest',
  'RepeatedTest',
  'TestFactory',
  'TestTemplate',
]);

/** Bits of the `modifiers` child; what an interface declares is public unless it says `private`. */
export function modifiersOf(t: TreeView, n: NodeIndex): number {
  const modifiers = t.child(n, 'modifiers');
  let bits = 0;
  for (let c = t.firstChild(modifiers); c !== NONE; c = t.nextSibling(c)) {
    bits |= MODIFIER_BITS[t.kind(c)] ?? 0;
    if (!t.is(c, 'marker_annotation') && !t.is(c, 'annotation')) continue;
    const name = t.slice(t.field(c, 'name'));
    if (name === 'Override') bits |= Mod.override;
    else if (TEST_ANNOTATIONS.has(name.slice(name.lastIndexOf('.') + 1))) bits |= Mod.test;
  }
  const body = t.parent(n);
  const implicit = t.is(body, 'interface_body') || t.is(body, 'annotation_type_body');
  return implicit && !(bits & Mod.private) ? bits | Mod.exported : bits;
}

/** A type as written, with the array dimensions that follow the name. */
function typeOf(t: TreeView, n: NodeIndex): string {
  return `${t.slice(t.field(n, 'type'))}${t.slice(t.field(n, 'dimensions'))}`;
}

/** The type's name without annotations and type arguments. */
export function typeName(t: TreeView, n: NodeIndex): string {
  const inner = t.is(n, 'annotated_type') ? (namedChildren(t, n).at(-1) ?? n) : n;
  return bareTypeName(t.slice(inner));
}

function parameters(s: FactSink, list: NodeIndex): void {
  const t = s.tree;
  if (t.is(list, 'identifier')) return s.parameter({ name: t.slice(list), nameNode: list });
  for (const p of list === NONE ? [] : namedChildren(t, list)) {
    if (t.is(p, 'identifier')) s.parameter({ name: t.slice(p), nameNode: p });
    else if (t.is(p, 'formal_parameter')) {
      const name = t.field(p, 'name');
      s.parameter({ name: t.slice(name), nameNode: name, type: typeOf(t, p) });
    } else if (t.is(p, 'spread_parameter')) {
      const name = t.field(t.child(p, 'variable_declarator'), 'name');
      s.parameter({ name: t.slice(name), nameNode: name, type: t.slice(spreadType(t, p)), rest: true });
    }
  }
}

function spreadType(t: TreeView, p: NodeIndex): NodeIndex {
  return namedChildren(t, p).find((c) => !t.is(c, 'modifiers') && !t.is(c, 'variable_declarator')) ?? NONE;
}

function bases(s: FactSink, clause: NodeIndex, relation: Relation): void {
  const t = s.tree;
  const list = t.child(clause, 'type_list');
  for (const type of clause === NONE ? [] : namedChildren(t, list === NONE ? clause : list)) {
    if (!t.is(type, 'line_comment') && !t.is(type, 'block_comment')) s.base(typeName(t, type), relation, type);
  }
}

function declareType(kind: SymbolKind): Enter {
  return (s, n) => {
    const t = s.tree;
    const name = t.field(n, 'name');
    s.symbol(n, { kind, name: t.slice(name), nameNode: name, body: t.field(n, 'body'), modifiers: modifiersOf(t, n) });
    bases(s, t.field(n, 'superclass'), 'extends');
    bases(s, t.field(n, 'interfaces'), 'implements');
    bases(s, t.child(n, 'extends_interfaces'), 'extends');
    if (kind !== 'record') return;
    parameters(s, t.field(n, 'parameters'));
    recordFields(s, t.field(n, 'parameters'));
  };
}

/** Each component of a record is a final field as well. */
function recordFields(s: FactSink, list: NodeIndex): void {
  const t = s.tree;
  for (const p of list === NONE ? [] : namedChildren(t, list)) {
    const spread = t.is(p, 'spread_parameter');
    if (!spread && !t.is(p, 'formal_parameter')) continue;
    const target = t.field(spread ? t.child(p, 'variable_declarator') : p, 'name');
    const type = spread ? t.slice(spreadType(t, p)) : typeOf(t, p);
    s.binding(p, { kind: 'field', target, value: NONE, type, modifiers: Mod.constant });
  }
}

/** The body of an anonymous class or of an enum constant is a class without a name. */
function declareAnonymous(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const parent = t.parent(n);
  const created = t.is(parent, 'object_creation_expression');
  if (!created && !t.is(parent, 'enum_constant')) return;
  s.symbol(n, { kind: 'class', name: '', nameNode: NONE, body: n });
  if (created) s.base(typeName(t, t.field(parent, 'type')), 'extends', t.field(parent, 'type'));
}

function declareMethod(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const body = t.field(n, 'body');
  const modifiers = modifiersOf(t, n);
  const isMain = t.slice(name) === 'main' && (modifiers & Mod.static) !== 0;
  s.symbol(n, {
    kind: 'method',
    name: t.slice(name),
    nameNode: name,
    body,
    modifiers: (modifiers & ~Mod.constant) | (body === NONE ? Mod.declared : 0) | (isMain ? Mod.fixedName : 0),
    returns: typeOf(t, n),
  });
  parameters(s, t.field(n, 'parameters'));
}

function declareConstructor(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  s.symbol(n, {
    kind: 'constructor',
    name: t.slice(name),
    nameNode: name,
    body: t.field(n, 'body'),
    modifiers: modifiersOf(t, n) | Mod.fixedName,
  });
  parameters(s, t.field(n, 'parameters'));
}

/** `String value() default "x";` of an annotation type. */
function declareElement(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const modifiers = modifiersOf(t, n) | Mod.declared;
  s.symbol(n, { kind: 'method', name: t.slice(name), nameNode: name, body: NONE, modifiers, returns: typeOf(t, n) });
}

function declareLambda(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const body = t.field(n, 'body');
  exceptionally(s, n, body);
  s.symbol(n, { kind: 'lambda', name: '', nameNode: NONE, body });
  parameters(s, t.field(n, 'parameters'));
  if (body !== NONE && !t.is(body, 'block')) s.returning(body, body);
}

/** `future.exceptionally(e -> { … })` handles an error just as a catch clause does. */
function exceptionally(s: FactSink, n: NodeIndex, body: NodeIndex): void {
  const t = s.tree;
  const call = t.parent(t.parent(n));
  if (!t.is(body, 'block') || !t.is(call, 'method_invocation')) return;
  if (t.slice(t.field(call, 'name')) !== 'exceptionally') return;
  const list = t.field(n, 'parameters');
  const binding = t.is(list, 'identifier') ? list : firstNamed(t, list);
  s.handler(n, { kind: 'promiseCatch', binding: t.is(binding, 'identifier') ? binding : NONE, types: [], body });
}

function declareFields(kind: 'field' | 'variable', extra: number): Enter {
  return (s, n) => {
    const t = s.tree;
    const modifiers = modifiersOf(t, n) | extra;
    for (const d of fieldChildren(t, n, 'declarator')) {
      const type = `${t.slice(t.field(n, 'type'))}${t.slice(t.field(d, 'dimensions'))}`;
      s.binding(kind === 'field' ? n : d, {
        kind,
        target: t.field(d, 'name'),
        value: t.field(d, 'value'),
        type: type === 'var' ? '' : type,
        modifiers,
      });
    }
  };
}

function annotation(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const args = t.field(n, 'arguments');
  s.decorator(n, t.slice(t.field(n, 'name')).replace(/\s+/g, ''), args);
  const only = args === NONE ? NONE : firstNamed(t, args);
  // A lone argument is short for `value = …`.
  if (only !== NONE && !t.is(only, 'element_value_pair') && !t.is(only, 'line_comment') && !t.is(only, 'block_comment'))
    s.binding(only, { kind: 'keyword', target: NONE, value: only, name: 'value' });
}

function declarePackage(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const scoped = t.child(n, 'scoped_identifier');
  const name = scoped === NONE ? t.child(n, 'identifier') : scoped;
  if (name === NONE) return;
  s.symbol(n, {
    kind: 'namespace',
    name: t.slice(name).replace(/\s+/g, ''),
    nameNode: name,
    body: NONE,
    modifiers: Mod.declared,
  });
}

function importDeclaration(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const scoped = t.child(n, 'scoped_identifier');
  const path = scoped === NONE ? t.child(n, 'identifier') : scoped;
  const star = t.child(n, 'asterisk');
  if (path === NONE) return;
  const last = scoped === NONE ? path : t.field(scoped, 'name');
  s.importing(n, {
    kind: 'static',
    source: t.slice(path).replace(/\s+/g, ''),
    sourceNode: path,
    flags: hasToken(t, n, 'static') ? 2 : 0,
    specifiers: [
      star === NONE
        ? { kind: 'named', name: t.slice(last), alias: '', node: last }
        : { kind: 'wildcard', name: '*', alias: '', node: star },
    ],
  });
}

/** `requires java.sql;` of a module declaration. */
function requiresModule(s: FactSink, n: NodeIndex): void {
  const name = s.tree.field(n, 'module');
  s.importing(n, { kind: 'static', source: s.tree.slice(name), sourceNode: name, specifiers: [] });
}

/** Types a catch clause names. */
export function caughtTypes(t: TreeView, parameter: NodeIndex): string[] {
  return childrenOfKind(t, parameter, 'catch_type').flatMap((c) => namedChildren(t, c).map((x) => typeName(t, x)));
}

/** Handlers of everything that declares. */
export const javaDeclarations: Readonly<Record<string, Enter>> = {
  package_declaration: declarePackage,
  import_declaration: importDeclaration,
  module_declaration: declareType('namespace'),
  requires_module_directive: requiresModule,
  class_declaration: declareType('class'),
  interface_declaration: declareType('interface'),
  annotation_type_declaration: declareType('interface'),
  enum_declaration: declareType('enum'),
  record_declaration: declareType('record'),
  class_body: declareAnonymous,
  method_declaration: declareMethod,
  annotation_type_element_declaration: declareElement,
  constructor_declaration: declareConstructor,
  compact_constructor_declaration: declareConstructor,
  lambda_expression: declareLambda,
  field_declaration: declareFields('field', 0),
  constant_declaration: declareFields('field', Mod.constant | Mod.static),
  local_variable_declaration: declareFields('variable', 0),
  enum_constant: (s, n) => s.binding(n, { kind: 'enumMember', target: s.tree.field(n, 'name'), value: NONE }),
  annotation,
  marker_annotation: annotation,
};
