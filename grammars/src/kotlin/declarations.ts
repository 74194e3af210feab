// Kotlin declarations: packages, imports, types, callables, properties.
import type { Enter, FactSink } from '../pack.ts';
import { bareTypeName, hasToken } from '../reading.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { Mod, type SymbolKind } from '../vocabulary.ts';
import { nameOf, peel } from './calls.ts';
import { hasModifier, modifiersOf } from './modifiers.ts';

/** First named child after a token of this text, or `NONE`. */
export function afterToken(t: TreeView, n: NodeIndex, token: string): NodeIndex {
  let seen = false;
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) {
    if (seen && t.isNamed(c) && !t.is(c, 'line_comment') && !t.is(c, 'block_comment')) return c;
    if (t.is(c, token)) seen = true;
  }
  return NONE;
}

/** Text without the back-ticks of a quoted name. */
function plainName(t: TreeView, n: NodeIndex): string {
  return t.slice(n).replace(/^`|`$/g, '');
}

/** The block of a function, or the node of its expression body. */
function bodyOf(t: TreeView, n: NodeIndex): NodeIndex {
  const body = t.child(n, 'function_body');
  const block = t.child(body === NONE ? n : body, 'block');
  return block === NONE ? body : block;
}

/** `fun f() = value` returns its value. */
function expressionBody(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const body = t.child(n, 'function_body');
  const value = body === NONE ? NONE : afterToken(t, body, '=');
  if (value !== NONE) s.returning(value, peel(t, value));
}

function parameters(s: FactSink, list: NodeIndex): void {
  const t = s.tree;
  let rest = false;
  for (let c = t.firstChild(list); c !== NONE; c = t.nextSibling(c)) {
    if (t.is(c, 'parameter_modifiers')) rest = /\bvararg\b/.test(t.slice(c));
    if (!t.is(c, 'parameter')) continue;
    const name = firstNamed(t, c);
    const equals = t.nextSibling(c);
    const value = t.is(equals, '=') ? t.nextSibling(equals) : NONE;
    const type = t.slice(afterToken(t, c, ':'));
    s.parameter({ name: plainName(t, name), nameNode: name, type, defaultValue: peel(t, value), rest });
    rest = false;
  }
}

/** Bases of a class-like declaration: with a constructor call it is the superclass; an interface extends interfaces. */
function bases(s: FactSink, n: NodeIndex, isInterface: boolean): void {
  const t = s.tree;
  const list = t.child(n, 'delegation_specifiers');
  for (const specifier of list === NONE ? [] : childrenOfKind(t, list, 'delegation_specifier')) {
    const invocation = t.child(specifier, 'constructor_invocation');
    const delegation = t.child(specifier, 'explicit_delegation');
    const holder = invocation !== NONE ? invocation : delegation !== NONE ? delegation : specifier;
    const name = bareTypeName(t.slice(t.child(holder, 'user_type')));
    if (name !== '') s.base(name, invocation !== NONE || isInterface ? 'extends' : 'implements', specifier);
  }
}

function classBody(t: TreeView, n: NodeIndex): NodeIndex {
  const body = t.child(n, 'class_body');
  return body === NONE ? t.child(n, 'enum_class_body') : body;
}

function declareClass(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const isInterface = hasToken(t, n, 'interface');
  const kind: SymbolKind = isInterface ? 'interface' : hasModifier(t, n, 'enum') ? 'enum' : 'class';
  s.symbol(n, {
    kind,
    name: plainName(t, name),
    nameNode: name,
    body: classBody(t, n),
    modifiers: modifiersOf(s, n),
  });
  bases(s, n, isInterface);
  promotedFields(s, t.child(n, 'primary_constructor'));
}

function classParameters(t: TreeView, primary: NodeIndex): NodeIndex[] {
  const list = primary === NONE ? NONE : t.child(primary, 'class_parameters');
  return list === NONE ? [] : childrenOfKind(t, list, 'class_parameter');
}

/** `val` and `var` parameters of the primary constructor are properties of the class. */
function promotedFields(s: FactSink, primary: NodeIndex): void {
  const t = s.tree;
  for (const p of classParameters(t, primary)) {
    const constant = hasToken(t, p, 'val');
    if (!constant && !hasToken(t, p, 'var')) continue;
    s.binding(p, {
      kind: 'field',
      target: t.child(p, 'identifier'),
      value: peel(t, afterToken(t, p, '=')),
      type: t.slice(afterToken(t, p, ':')),
      modifiers: modifiersOf(s, p) | (constant ? Mod.constant : 0),
    });
  }
}

function primaryConstructor(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  s.symbol(n, {
    kind: 'constructor',
    name: 'constructor',
    nameNode: t.child(n, 'constructor'),
    body: NONE,
    modifiers: modifiersOf(s, n) | Mod.fixedName,
  });
  for (const p of classParameters(t, n)) {
    const name = t.child(p, 'identifier');
    s.parameter({
      name: plainName(t, name),
      nameNode: name,
      type: t.slice(afterToken(t, p, ':')),
      defaultValue: peel(t, afterToken(t, p, '=')),
      rest: hasModifier(t, p, 'vararg'),
    });
  }
}

function secondaryConstructor(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  s.symbol(n, {
    kind: 'constructor',
    name: 'constructor',
    nameNode: t.child(n, 'constructor'),
    body: t.child(n, 'block'),
    modifiers: modifiersOf(s, n) | Mod.fixedName,
  });
  parameters(s, t.child(n, 'function_value_parameters'));
}

function declareObject(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const own = t.field(n, 'name');
  const nameless = own === NONE;
  s.symbol(n, {
    kind: 'class',
    name: nameless ? 'Companion' : plainName(t, own),
    nameNode: nameless ? t.child(n, 'object') : own,
    body: t.child(n, 'class_body'),
    modifiers: modifiersOf(s, n) | Mod.static | (nameless ? Mod.fixedName : 0),
  });
  bases(s, n, false);
}

/** `object : A, B(x) { … }` and the body of an enum entry are classes without a name. */
function declareAnonymous(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const entry = t.is(n, 'class_body');
  if (entry && !t.is(t.parent(n), 'enum_entry')) return;
  s.symbol(n, { kind: 'class', name: '', nameNode: NONE, body: entry ? n : t.child(n, 'class_body') });
  if (!entry) bases(s, n, false);
}

function declareFunction(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const receiver = receiverType(t, n, name);
  const body = bodyOf(t, n);
  const text = plainName(t, name);
  const enclosing = s.enclosingKind();
  s.symbol(n, {
    kind: enclosing !== null && isType(enclosing) ? 'method' : 'function',
    name: text,
    nameNode: name,
    body,
    modifiers:
      modifiersOf(s, n) |
      (body === NONE ? Mod.declared : 0) |
      (text === 'main' && enclosing === null ? Mod.fixedName : 0),
    returns: t.slice(afterToken(t, n, ':')),
    owner: receiver,
  });
  parameters(s, t.child(n, 'function_value_parameters'));
  expressionBody(s, n);
}

function isType(kind: SymbolKind): boolean {
  return kind === 'class' || kind === 'interface' || kind === 'enum';
}

/** The receiver type of an extension: the type between `fun` or `val` and the name. */
function receiverType(t: TreeView, n: NodeIndex, name: NodeIndex): string {
  for (let c = t.firstChild(n); c !== NONE && c < name; c = t.nextSibling(c)) {
    if (t.is(c, 'user_type') || t.is(c, 'nullable_type')) return bareTypeName(t.slice(c)).replace(/\?$/, '');
  }
  return '';
}

function declareLambda(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  resultHandler(s, n);
  s.symbol(n, { kind: 'lambda', name: '', nameNode: NONE, body: n });
  const list = t.child(n, 'lambda_parameters');
  for (const p of list === NONE ? [] : namedChildren(t, list)) {
    const name = t.is(p, 'variable_declaration') ? t.child(p, 'identifier') : NONE;
    if (t.is(p, 'line_comment') || t.is(p, 'block_comment')) continue;
    s.parameter({ name: plainName(t, name), nameNode: name === NONE ? p : name, type: t.slice(afterToken(t, p, ':')) });
  }
}

/** `result.onFailure { … }` handles an error just as a catch clause does. */
function resultHandler(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const call = t.parent(t.parent(n));
  const callee = t.is(call, 'call_expression') ? firstNamed(t, call) : NONE;
  if (!t.is(callee, 'navigation_expression') || t.slice(nameOf(t, callee)) !== 'onFailure') return;
  const list = t.child(n, 'lambda_parameters');
  const declared = list === NONE ? NONE : t.child(list, 'variable_declaration');
  const binding = declared === NONE ? NONE : t.child(declared, 'identifier');
  // With parameters only, the arrow stands for the empty body: the parameters would count as a statement.
  const arrow = t.child(n, '->');
  const empty = arrow !== NONE && t.is(t.nextSibling(arrow), '}');
  s.handler(n, { kind: 'promiseCatch', binding, types: [], body: empty ? arrow : n });
}

function anonymousFunction(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  s.symbol(n, {
    kind: 'lambda',
    name: '',
    nameNode: NONE,
    body: bodyOf(t, n),
    returns: t.slice(afterToken(t, n, ':')),
  });
  parameters(s, t.child(n, 'function_value_parameters'));
  expressionBody(s, n);
}

/** `get() …` and `set(v) …` with a body, named after their property. */
function declareAccessor(kind: 'getter' | 'setter'): Enter {
  return (s, n) => {
    const t = s.tree;
    if (t.child(n, 'function_body') === NONE) return;
    const variable = t.child(t.parent(n), 'variable_declaration');
    const name = variable === NONE ? NONE : t.child(variable, 'identifier');
    s.symbol(n, {
      kind,
      name: name === NONE ? t.slice(t.firstChild(n)) : plainName(t, name),
      nameNode: name,
      body: bodyOf(t, n),
      modifiers: modifiersOf(s, name === NONE ? n : t.parent(n)) & ~Mod.constant,
      returns: t.slice(afterToken(t, n, ':')),
    });
    const parameter = kind === 'setter' ? t.child(n, 'identifier') : NONE;
    if (parameter !== NONE) s.parameter({ name: plainName(t, parameter), nameNode: parameter });
    expressionBody(s, n);
  };
}

function declareProperty(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const delegate = t.child(n, 'property_delegate');
  const value = peel(t, delegate === NONE ? afterToken(t, n, '=') : firstNamed(t, delegate));
  const written = modifiersOf(s, n);
  const modifiers = written | (hasToken(t, n, 'val') ? Mod.constant : 0);
  const enclosing = s.enclosingKind();
  const many = t.child(n, 'multi_variable_declaration');
  if (many !== NONE) {
    s.binding(n, { kind: 'variable', target: many, value, name: '', modifiers });
    for (const v of childrenOfKind(t, many, 'variable_declaration')) variable(s, v, modifiers);
    return;
  }
  const declared = t.child(n, 'variable_declaration');
  const target = declared === NONE ? NONE : t.child(declared, 'identifier');
  if (target === NONE) return;
  s.binding(n, {
    kind: written & Mod.constant ? 'constant' : enclosing !== null && isType(enclosing) ? 'field' : 'variable',
    target,
    value,
    name: plainName(t, target),
    type: t.slice(afterToken(t, declared, ':')),
    modifiers,
  });
}

/** A variable without a value of its own: of a loop, of a destructuring declaration. */
function variable(s: FactSink, n: NodeIndex, modifiers: number): void {
  const t = s.tree;
  const target = t.child(n, 'identifier');
  if (target === NONE || t.slice(target) === '_') return;
  const type = t.slice(afterToken(t, n, ':'));
  s.binding(n, { kind: 'variable', target, value: NONE, name: plainName(t, target), type, modifiers });
}

/** The variables of `for (x in …)`, `for ((a, b) in …)` and `when (val x = …)`. */
export function introduced(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const many = t.child(n, 'multi_variable_declaration');
  const holder = many === NONE ? n : many;
  for (const v of childrenOfKind(t, holder, 'variable_declaration')) {
    const target = t.child(v, 'identifier');
    if (!t.is(n, 'when_subject')) variable(s, v, Mod.constant);
    else s.binding(n, { kind: 'variable', target, value: peel(t, afterToken(t, n, '=')), modifiers: Mod.constant });
  }
}

function declareAlias(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'type');
  const body = afterToken(t, n, '=');
  s.symbol(n, { kind: 'typeAlias', name: plainName(t, name), nameNode: name, body, modifiers: modifiersOf(s, n) });
}

function declarePackage(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.child(n, 'qualified_identifier');
  if (name === NONE) return;
  const text = t.slice(name).replace(/[`\s]+/g, '');
  s.symbol(n, { kind: 'namespace', name: text, nameNode: name, body: NONE, modifiers: Mod.declared });
}

function importHeader(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const path = t.child(n, 'qualified_identifier');
  const alias = t.child(n, 'identifier');
  const star = t.child(n, '*');
  if (path === NONE) return;
  const last = namedChildren(t, path).at(-1) ?? path;
  s.importing(n, {
    kind: 'static',
    source: t.slice(path).replace(/[`\s]+/g, ''),
    sourceNode: path,
    specifiers: [
      star === NONE
        ? { kind: 'named', name: plainName(t, last), alias: alias === NONE ? '' : plainName(t, alias), node: last }
        : { kind: 'wildcard', name: '*', alias: '', node: star },
    ],
  });
}

/** Handlers of everything that declares. */
export const kotlinDeclarations: Readonly<Record<string, Enter>> = {
  package_header: declarePackage,
  import: importHeader,
  class_declaration: declareClass,
  primary_constructor: primaryConstructor,
  secondary_constructor: secondaryConstructor,
  object_declaration: declareObject,
  companion_object: declareObject,
  object_literal: declareAnonymous,
  class_body: declareAnonymous,
  function_declaration: declareFunction,
  lambda_literal: declareLambda,
  anonymous_function: anonymousFunction,
  getter: declareAccessor('getter'),
  setter: declareAccessor('setter'),
  property_declaration: declareProperty,
  for_statement: introduced,
  when_subject: introduced,
  type_alias: declareAlias,
  enum_entry: (s, n) => s.binding(n, { kind: 'enumMember', target: s.tree.child(n, 'identifier'), value: NONE }),
};
