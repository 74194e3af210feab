// What the two ECMAScript grammars call functions, types and variables.
import type { Enter, FactSink } from '../pack.ts';
import { bareTypeName, hasToken, typeText } from '../reading.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { Mod, type SymbolKind } from '../vocabulary.ts';
import { requireOf } from './modules.ts';

/** Name of a function expression taken from what it is assigned to. */
function inferredName(s: FactSink, n: NodeIndex): { name: string; node: NodeIndex } {
  const t = s.tree;
  let parent = t.parent(n);
  while (t.is(parent, 'parenthesized_expression')) parent = t.parent(parent);
  const target =
    t.is(parent, 'variable_declarator') || t.is(parent, 'public_field_definition')
      ? t.field(parent, 'name')
      : t.is(parent, 'field_definition')
        ? t.field(parent, 'property')
        : t.is(parent, 'pair')
          ? t.field(parent, 'key')
          : t.is(parent, 'assignment_expression')
            ? lastSegment(t, t.field(parent, 'left'))
            : NONE;
  const ok = target !== NONE && /^[\w$#\u0080-\uffff]+$/.test(t.slice(target));
  return ok ? { name: t.slice(target), node: target } : { name: '', node: NONE };
}

function lastSegment(t: TreeView, n: NodeIndex): NodeIndex {
  return t.is(n, 'member_expression') ? t.field(n, 'property') : n;
}

/** True when the declaration stands directly under an `export`. */
export function isExported(t: TreeView, n: NodeIndex): boolean {
  let parent = t.parent(n);
  if (t.is(parent, 'lexical_declaration') || t.is(parent, 'variable_declaration')) parent = t.parent(parent);
  if (t.is(parent, 'ambient_declaration')) parent = t.parent(parent);
  return t.is(parent, 'export_statement');
}

/** Bits of the modifier tokens that stand directly below a declaration. */
export function modifiersOf(t: TreeView, n: NodeIndex): number {
  let bits = 0;
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) {
    switch (t.kind(c)) {
      case 'async':
        bits |= Mod.async;
        break;
      case 'static':
        bits |= Mod.static;
        break;
      case 'abstract':
        bits |= Mod.abstract;
        break;
      case 'readonly':
        bits |= Mod.constant;
        break;
      case '*':
        bits |= Mod.generator;
        break;
      case 'override_modifier':
        bits |= Mod.override;
        break;
      case 'accessibility_modifier':
        bits |= t.slice(c) === 'private' ? Mod.private : t.slice(c) === 'protected' ? Mod.protected : 0;
        break;
      case 'private_property_identifier':
        bits |= Mod.private;
        break;
      default:
        break;
    }
  }
  return bits;
}

function parameters(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const single = t.field(n, 'parameter');
  if (single !== NONE) return s.parameter({ name: t.slice(single), nameNode: single });
  for (const p of namedChildren(t, t.field(n, 'parameters'))) parameter(s, p);
}

function parameter(s: FactSink, p: NodeIndex): void {
  const t = s.tree;
  const typed = t.is(p, 'required_parameter') || t.is(p, 'optional_parameter');
  const pattern = typed ? t.field(p, 'pattern') : t.is(p, 'assignment_pattern') ? t.field(p, 'left') : p;
  const rest = t.is(pattern, 'rest_pattern');
  const name = rest ? firstNamed(t, pattern) : pattern;
  if (t.is(p, 'comment') || t.is(p, 'decorator')) return;
  const plain = t.is(name, 'identifier') || t.is(name, 'this');
  s.parameter({
    name: plain ? t.slice(name) : '',
    nameNode: name,
    type: typed ? typeText(t, t.field(p, 'type')) : '',
    defaultValue: typed ? t.field(p, 'value') : t.is(p, 'assignment_pattern') ? t.field(p, 'right') : NONE,
    rest,
  });
}

/** Handler for functions of every spelling; an anonymous one takes its name from what it is assigned to. */
export function declareFunction(kind: SymbolKind): Enter {
  return (s, n) => {
    const t = s.tree;
    const own = t.field(n, 'name');
    const inferred = own === NONE ? inferredName(s, n) : { name: t.slice(own), node: own };
    const body = t.field(n, 'body');
    promiseHandler(s, n);
    s.symbol(n, {
      kind: inferred.name === '' ? 'lambda' : own === NONE && inMember(t, n) ? 'method' : kind,
      name: inferred.name,
      nameNode: inferred.node,
      body,
      modifiers:
        modifiersOf(t, n) |
        (isExported(t, own === NONE ? t.parent(n) : n) ? Mod.exported : 0) |
        (body === NONE ? Mod.declared : 0),
      returns: typeText(t, t.field(n, 'return_type')),
    });
    parameters(s, n);
    if (t.is(n, 'arrow_function') && !t.is(body, 'statement_block')) s.returning(body, body);
  };
}

function inMember(t: TreeView, n: NodeIndex): boolean {
  const parent = t.parent(n);
  return t.is(parent, 'pair') || t.is(parent, 'field_definition') || t.is(parent, 'public_field_definition');
}

/** `.catch(error => …)` handles an error just as a catch clause does. */
function promiseHandler(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const call = t.parent(t.parent(n));
  if (!t.is(call, 'call_expression')) return;
  const callee = t.field(call, 'function');
  if (!t.is(callee, 'member_expression') || t.slice(t.field(callee, 'property')) !== 'catch') return;
  if (firstNamed(t, t.field(call, 'arguments')) !== n) return;
  const body = t.field(n, 'body');
  const params = t.field(n, 'parameters');
  const first = params === NONE ? t.field(n, 'parameter') : firstNamed(t, params);
  const binding = t.is(first, 'required_parameter') ? t.field(first, 'pattern') : first;
  if (t.is(body, 'statement_block')) {
    s.handler(n, { kind: 'promiseCatch', binding: t.is(binding, 'identifier') ? binding : NONE, types: [], body });
  }
}

/** Handler for methods, accessors and constructors, with or without a body. */
export function declareMethod(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const text = t.slice(name);
  const kind: SymbolKind =
    text === 'constructor'
      ? 'constructor'
      : hasToken(t, n, 'get')
        ? 'getter'
        : hasToken(t, n, 'set')
          ? 'setter'
          : 'method';
  const computed = t.is(name, 'computed_property_name') || t.is(name, 'string') || t.is(name, 'number');
  const body = t.field(n, 'body');
  s.symbol(n, {
    kind,
    name: text,
    nameNode: name,
    body,
    modifiers:
      modifiersOf(t, n) |
      (t.is(name, 'private_property_identifier') ? Mod.private : 0) |
      (computed || kind === 'constructor' ? Mod.fixedName : 0) |
      (body === NONE ? Mod.declared : 0),
    returns: typeText(t, t.field(n, 'return_type')),
  });
  parameters(s, n);
}

/** Handler for classes, with what they extend and implement. */
export function declareClass(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const own = t.field(n, 'name');
  const named = own === NONE ? inferredName(s, n) : { name: t.slice(own), node: own };
  s.symbol(n, {
    kind: 'class',
    name: named.name,
    nameNode: named.node,
    body: t.field(n, 'body'),
    modifiers: (isExported(t, n) ? Mod.exported : 0) | (t.is(n, 'abstract_class_declaration') ? Mod.abstract : 0),
  });
  const heritage = t.child(n, 'class_heritage');
  for (const h of heritage === NONE ? [] : namedChildren(t, heritage)) {
    if (t.is(h, 'extends_clause')) s.base(bareTypeName(t.slice(t.field(h, 'value'))), 'extends', h);
    else if (t.is(h, 'implements_clause'))
      for (const i of namedChildren(t, h)) s.base(bareTypeName(t.slice(i)), 'implements', i);
    else s.base(bareTypeName(t.slice(h)), 'extends', h);
  }
}

/** True for what only describes code that lies elsewhere, and for additions to types of others. */
function isAmbient(t: TreeView, n: NodeIndex): boolean {
  let parent = t.parent(n);
  if (t.is(parent, 'export_statement')) parent = t.parent(parent);
  if (t.is(parent, 'statement_block')) parent = t.parent(parent);
  return t.is(parent, 'ambient_declaration') || t.is(parent, 'module');
}

/** Handler for interfaces, enums and namespaces. */
export function declareType(kind: SymbolKind): Enter {
  return (s, n) => {
    const t = s.tree;
    const name = t.field(n, 'name');
    s.symbol(n, {
      kind,
      name: t.slice(name),
      nameNode: name,
      body: t.field(n, 'body'),
      modifiers: (isExported(t, n) ? Mod.exported : 0) | (isAmbient(t, n) ? Mod.declared : 0),
    });
    for (const clause of childrenOfKind(t, n, 'extends_type_clause')) {
      for (const b of namedChildren(t, clause)) s.base(bareTypeName(t.slice(b)), 'extends', b);
    }
  };
}

/** Handler for one declarator; `const x = require(…)` is told as an import instead. */
export function declareVariable(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const value = t.field(n, 'value');
  const declaration = t.parent(n);
  const constant = hasToken(t, declaration, 'const');
  if (requireOf(s, n, name, value)) return;
  s.binding(n, {
    kind: 'variable',
    target: name,
    value,
    ...(t.is(name, 'identifier') ? {} : { name: '' }),
    type: typeText(t, t.field(n, 'type')),
    modifiers:
      (constant ? Mod.constant : 0) |
      (isExported(t, n) ? Mod.exported : 0) |
      (t.is(t.parent(declaration), 'ambient_declaration') ? Mod.declared : 0),
  });
}
