// Types, members and parameters of C#.
import type { Enter, FactSink } from '../pack.ts';
import { bareTypeName, hasToken } from '../reading.ts';
import { childrenOfKind, fieldChildren, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { Mod, type SymbolKind } from '../vocabulary.ts';

const MODIFIER_BITS: Readonly<Record<string, number>> = {
  public: Mod.exported,
  private: Mod.private,
  protected: Mod.protected,
  internal: Mod.internal,
  file: Mod.private,
  static: Mod.static,
  abstract: Mod.abstract,
  override: Mod.override,
  async: Mod.async,
  const: Mod.constant,
  readonly: Mod.constant,
  partial: Mod.partial,
};
const VISIBILITY = Mod.exported | Mod.private | Mod.protected | Mod.internal;

/** Attributes whose only meaning is "this is a test". */
const TEST_ATTRIBUTES = new Set([
  'Fact',
  'Theory',
  'Test',
  'TestCase',
  'TestCaseSource',
  'TestMethod',
  'DataTestMethod',
]);
const TYPE_DECLARATIONS = new Set(['class_declaration', 'struct_declaration', 'record_declaration']);

/** Name of a type without its qualifiers, type arguments and nullability. */
export function simpleTypeName(text: string): string {
  const bare = bareTypeName(text).replace(/\?$/, '');
  return bare.slice(Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(':')) + 1);
}

/** Bits of the written modifiers and, where no visibility is written, of the one the language supplies. */
export function modifiersOf(t: TreeView, n: NodeIndex): number {
  let bits = 0;
  for (const c of childrenOfKind(t, n, 'modifier')) bits |= MODIFIER_BITS[t.slice(c)] ?? 0;
  if ((bits & VISIBILITY) !== 0) return bits;
  if (t.child(n, 'explicit_interface_specifier') !== NONE) return bits | Mod.override;
  const owner = ownerOf(t, n);
  if (t.is(owner, 'interface_declaration')) return bits | Mod.exported;
  return bits | (TYPE_DECLARATIONS.has(t.kind(owner)) ? Mod.private : Mod.internal);
}

/** The declaration a member is written in, through conditional compilation and damage. */
function ownerOf(t: TreeView, n: NodeIndex): NodeIndex {
  let at = t.parent(n);
  while (at > 0 && /^(preproc_|declaration_list$|ERROR$)/.test(t.kind(at))) at = t.parent(at);
  return Math.max(at, 0);
}

function isTest(t: TreeView, n: NodeIndex): boolean {
  return childrenOfKind(t, n, 'attribute_list').some((list) =>
    childrenOfKind(t, list, 'attribute').some((a) => TEST_ATTRIBUTES.has(simpleTypeName(t.slice(t.field(a, 'name'))))),
  );
}

/** Declares the parameters of a list on the last symbol; `params` ones hang in the list itself. */
export function parameters(s: FactSink, list: NodeIndex): void {
  const t = s.tree;
  if (t.is(list, 'implicit_parameter')) return s.parameter({ name: t.slice(list), nameNode: list });
  if (list === NONE) return;
  for (const p of childrenOfKind(t, list, 'parameter')) {
    const name = t.field(p, 'name');
    s.parameter({
      name: t.slice(name),
      nameNode: name,
      type: t.slice(t.field(p, 'type')),
      defaultValue: hasToken(t, p, '=') ? (namedChildren(t, p).at(-1) ?? NONE) : NONE,
    });
  }
  const types = fieldChildren(t, list, 'type');
  fieldChildren(t, list, 'name').forEach((name, i) => {
    s.parameter({ name: t.slice(name), nameNode: name, type: t.slice(types[i] ?? NONE), rest: true });
  });
}

/** The expression of an expression body, or the block. */
function returnArrow(s: FactSink, body: NodeIndex): void {
  if (!s.tree.is(body, 'arrow_expression_clause')) return;
  const value = namedChildren(s.tree, body).at(-1) ?? NONE;
  if (value !== NONE) s.returning(value, value);
}

function declareMethod(kind: SymbolKind): Enter {
  return (s, n) => {
    const t = s.tree;
    const name = t.field(n, 'name');
    const returns = t.field(n, 'returns') === NONE ? t.field(n, 'type') : t.field(n, 'returns');
    const body = t.field(n, 'body');
    const bits = kind === 'function' ? modifiersOf(t, n) & ~VISIBILITY : modifiersOf(t, n);
    const isMain = t.slice(name) === 'Main' && (bits & Mod.static) !== 0;
    s.symbol(n, {
      kind,
      name: t.slice(name),
      nameNode: name,
      body,
      modifiers:
        bits | (isMain ? Mod.fixedName : 0) | (isTest(t, n) ? Mod.test : 0) | (body === NONE ? Mod.declared : 0),
      returns: t.slice(returns),
    });
    parameters(s, t.field(n, 'parameters'));
    if (t.slice(returns) !== 'void') returnArrow(s, body);
  };
}

function declareConstructor(prefix: string): Enter {
  return (s, n) => {
    const t = s.tree;
    const name = t.field(n, 'name');
    const body = t.field(n, 'body');
    s.symbol(n, {
      kind: prefix === '' ? 'constructor' : 'method',
      name: `${prefix}${t.slice(name)}`,
      nameNode: name,
      body,
      modifiers: modifiersOf(t, n) | Mod.fixedName | (body === NONE ? Mod.declared : 0),
    });
    parameters(s, t.field(n, 'parameters'));
  };
}

function declareOperator(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const type = t.field(n, 'type');
  const operator = t.field(n, 'operator');
  const name = operator === NONE ? type : operator;
  const body = t.field(n, 'body');
  s.symbol(n, {
    kind: 'method',
    name: `operator ${t.slice(name)}`,
    nameNode: name,
    body,
    modifiers: modifiersOf(t, n) | Mod.fixedName | (body === NONE ? Mod.declared : 0),
    returns: t.slice(type),
  });
  parameters(s, t.field(n, 'parameters'));
  returnArrow(s, body);
}

/** A property: a field when the compiler writes its accessors, a getter when it is one expression. */
function declareProperty(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const value = t.field(n, 'value');
  const type = t.slice(t.field(n, 'type'));
  const accessors = childrenOfKind(t, t.field(n, 'accessors'), 'accessor_declaration');
  if (t.is(value, 'arrow_expression_clause')) return expressionProperty(s, n);
  if (accessors.some((a) => t.field(a, 'body') !== NONE)) return;
  const owner = t.is(ownerOf(t, n), 'interface_declaration') ? Mod.declared : 0;
  const settable = accessors.some((a) => t.slice(t.field(a, 'name')) === 'set');
  const modifiers = modifiersOf(t, n) | owner | (settable ? 0 : Mod.constant);
  s.binding(n, { kind: 'field', target: name, value, type, modifiers });
}

function expressionProperty(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const indexer = t.is(n, 'indexer_declaration');
  const name = indexer ? t.child(n, 'this') : t.field(n, 'name');
  const body = t.field(n, 'value');
  s.symbol(n, {
    kind: 'getter',
    name: indexer ? 'this[]' : t.slice(name),
    nameNode: name,
    body,
    modifiers: modifiersOf(t, n) | (indexer ? Mod.fixedName : 0),
    returns: t.slice(t.field(n, 'type')),
  });
  parameters(s, t.field(n, 'parameters'));
  returnArrow(s, body);
}

/** An accessor with a body is a symbol named after its property, indexer or event. */
function declareAccessor(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const body = t.field(n, 'body');
  const owner = t.parent(t.parent(n));
  if (body === NONE || owner < 0) return;
  const indexer = t.is(owner, 'indexer_declaration');
  const name = indexer ? t.child(owner, 'this') : t.field(owner, 'name');
  const getter = t.slice(t.field(n, 'name')) === 'get';
  const own = childrenOfKind(t, n, 'modifier').length > 0 ? modifiersOf(t, n) : modifiersOf(t, owner);
  s.symbol(n, {
    kind: getter ? 'getter' : 'setter',
    name: indexer ? 'this[]' : t.slice(name),
    nameNode: name,
    body,
    modifiers: own | (indexer || t.is(owner, 'event_declaration') ? Mod.fixedName : 0),
    returns: getter ? t.slice(t.field(owner, 'type')) : '',
  });
  if (indexer) parameters(s, t.field(owner, 'parameters'));
  if (getter) returnArrow(s, body);
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
      modifiers: modifiersOf(t, n),
      returns: t.is(n, 'delegate_declaration') ? t.slice(t.field(n, 'type')) : '',
    });
    const list = t.is(n, 'delegate_declaration') ? t.field(n, 'parameters') : t.child(n, 'parameter_list');
    parameters(s, list);
    if (kind !== 'enum') bases(s, n, kind);
    if (kind !== 'record' || list === NONE) return;
    for (const p of childrenOfKind(t, list, 'parameter')) {
      const target = t.field(p, 'name');
      const type = t.slice(t.field(p, 'type'));
      s.binding(p, { kind: 'field', target, value: NONE, type, modifiers: Mod.exported | Mod.constant });
    }
  };
}

/** The first base of a class is its superclass unless it is named like an interface. */
function bases(s: FactSink, n: NodeIndex, kind: SymbolKind): void {
  const t = s.tree;
  const list = t.child(n, 'base_list');
  if (list === NONE) return;
  const valueType = kind === 'struct' || hasToken(t, n, 'struct');
  const entries = namedChildren(t, list).filter((b) => !t.is(b, 'argument_list') && !t.is(b, 'comment'));
  entries.forEach((b, i) => {
    const type = t.is(b, 'primary_constructor_base_type') ? t.field(b, 'type') : b;
    const name = simpleTypeName(t.slice(type));
    const isClass = i === 0 && !valueType && !/^I[A-Z]/.test(name);
    s.base(name, kind === 'interface' || isClass ? 'extends' : 'implements', b);
  });
}

function declareNamespace(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  s.symbol(n, { kind: 'namespace', name: t.slice(name).replace(/\s+/g, ''), nameNode: name, body: t.field(n, 'body') });
}

function declareLambda(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const field = t.field(n, 'body');
  const body = field === NONE ? t.child(n, 'block') : field;
  s.symbol(n, {
    kind: 'lambda',
    name: '',
    nameNode: NONE,
    body,
    modifiers: modifiersOf(t, n) & (Mod.async | Mod.static),
    returns: t.slice(t.field(n, 'type')),
  });
  parameters(s, t.field(n, 'parameters'));
  if (body !== NONE && !t.is(body, 'block')) s.returning(body, body);
}

/** Handlers of everything that declares a symbol. */
export const declarations: Readonly<Record<string, Enter>> = {
  namespace_declaration: declareNamespace,
  file_scoped_namespace_declaration: declareNamespace,
  class_declaration: declareType('class'),
  struct_declaration: declareType('struct'),
  record_declaration: declareType('record'),
  interface_declaration: declareType('interface'),
  enum_declaration: declareType('enum'),
  delegate_declaration: declareType('typeAlias'),
  method_declaration: declareMethod('method'),
  local_function_statement: declareMethod('function'),
  constructor_declaration: declareConstructor(''),
  destructor_declaration: declareConstructor('~'),
  operator_declaration: declareOperator,
  conversion_operator_declaration: declareOperator,
  property_declaration: declareProperty,
  indexer_declaration: (s, n) => {
    if (s.tree.is(s.tree.field(n, 'value'), 'arrow_expression_clause')) expressionProperty(s, n);
  },
  accessor_declaration: declareAccessor,
  lambda_expression: declareLambda,
  anonymous_method_expression: declareLambda,
};
