// Functions, types, fields and imports of Go.
import type { Enter, FactSink, SpecifierFact } from '../pack.ts';
import {
  childrenOfKind,
  fieldChildren,
  firstNamed,
  NONE,
  type NodeIndex,
  namedChildren,
  type TreeView,
} from '../tree-view.ts';
import { Mod, type SymbolKind } from '../vocabulary.ts';

/** Wrappers a type may have around its name; deeper ones are not read. */
const MAX_TYPE_DEPTH = 8;
/** Code units of a struct tag that are searched for keys. */
const MAX_TAG = 400;
/** What the testing package hands to test functions. */
const TEST_PARAMETER = /^\*\s*testing\.[TBFM]$/;
const TEST_NAME = /^(Test|Benchmark|Fuzz)(?![a-z])/;

/** Go exports by the case of the first letter; everything else is seen by its package only. */
export function visibilityOf(name: string): number {
  return /^\p{Lu}/u.test(name) ? Mod.exported : name === '_' ? 0 : Mod.internal;
}

/** The named type inside pointers, parentheses and type arguments, or `NONE`. */
export function namedTypeOf(t: TreeView, n: NodeIndex): NodeIndex {
  let at = n;
  for (let k = 0; k < MAX_TYPE_DEPTH && at !== NONE; k++) {
    if (t.is(at, 'type_identifier') || t.is(at, 'qualified_type')) return at;
    if (t.is(at, 'generic_type')) at = t.field(at, 'type');
    else if (t.is(at, 'pointer_type') || t.is(at, 'parenthesized_type')) at = firstNamed(t, at);
    else return NONE;
  }
  return NONE;
}

function parameters(s: FactSink, list: NodeIndex): void {
  const t = s.tree;
  for (const p of namedChildren(t, list)) {
    const rest = t.is(p, 'variadic_parameter_declaration');
    if (!rest && !t.is(p, 'parameter_declaration')) continue;
    const type = t.slice(t.field(p, 'type'));
    const names = fieldChildren(t, p, 'name').filter((n) => t.isNamed(n));
    if (names.length === 0) s.parameter({ name: '', nameNode: NONE, type, rest });
    for (const name of names) s.parameter({ name: t.slice(name), nameNode: name, type, rest });
  }
}

function isTest(t: TreeView, name: string, list: NodeIndex): boolean {
  if (!TEST_NAME.test(name)) return false;
  const [only, more] = namedChildren(t, list);
  return only !== undefined && more === undefined && TEST_PARAMETER.test(t.slice(t.field(only, 'type')));
}

/** `func name(…)`. */
export const declareFunction: Enter = (s, n) => {
  const t = s.tree;
  const nameNode = t.field(n, 'name');
  const name = t.slice(nameNode);
  const body = t.field(n, 'body');
  const list = t.field(n, 'parameters');
  s.symbol(n, {
    kind: 'function',
    name,
    nameNode,
    body,
    modifiers:
      visibilityOf(name) |
      (name === 'init' || name === 'main' ? Mod.fixedName : 0) |
      (isTest(t, name, list) ? Mod.test : 0) |
      (body === NONE ? Mod.declared : 0),
    returns: t.slice(t.field(n, 'result')),
  });
  parameters(s, list);
};

/** `func (r T) name(…)`, and the methods an interface lists. */
export const declareMethod: Enter = (s, n) => {
  const t = s.tree;
  const nameNode = t.field(n, 'name');
  const body = t.field(n, 'body');
  const receiver = t.field(n, 'receiver');
  const owner = receiver === NONE ? NONE : namedTypeOf(t, t.field(firstNamed(t, receiver), 'type'));
  s.symbol(n, {
    kind: 'method',
    name: t.slice(nameNode),
    nameNode,
    body,
    modifiers: visibilityOf(t.slice(nameNode)) | (body === NONE ? Mod.declared : 0),
    returns: t.slice(t.field(n, 'result')),
    ...(owner === NONE ? {} : { owner: t.slice(owner) }),
  });
  parameters(s, t.field(n, 'parameters'));
};

/** The single variable a function literal is given to. */
function variableOf(t: TreeView, literal: NodeIndex): NodeIndex {
  const list = t.parent(literal);
  const statement = t.parent(list);
  const alone = firstNamed(t, list) === literal && t.nextSibling(literal) === NONE;
  if (!t.is(list, 'expression_list') || !alone) return NONE;
  if (t.is(statement, 'var_spec')) return t.field(statement, 'name');
  if (!t.is(statement, 'short_var_declaration') && !t.is(statement, 'assignment_statement')) return NONE;
  const target = firstNamed(t, t.field(statement, 'left'));
  return t.is(target, 'identifier') ? target : NONE;
}

/** Where a brace is missing the parser takes the next function for a literal and its name for an error. */
function lostName(t: TreeView, literal: NodeIndex): NodeIndex {
  const error = t.child(literal, 'ERROR');
  const name = firstNamed(t, error);
  return t.is(name, 'identifier') && t.end(name) <= t.start(t.field(literal, 'parameters')) ? name : NONE;
}

/** True for the function of a `defer` that itself calls `recover`. */
function recovers(t: TreeView, literal: NodeIndex, body: NodeIndex): boolean {
  const call = t.parent(literal);
  if (!t.is(call, 'call_expression') || !t.is(t.parent(call), 'defer_statement')) return false;
  return recoverCall(t, body) !== NONE;
}

function recoverCall(t: TreeView, body: NodeIndex): NodeIndex {
  if (body === NONE) return NONE;
  for (let i = body + 1, end = t.after(body); i < end; i++) {
    if (t.is(i, 'func_literal')) i = t.after(i) - 1;
    else if (t.is(i, 'call_expression') && t.slice(t.field(i, 'function')) === 'recover') return i;
  }
  return NONE;
}

/** The variable of `r := recover()`. */
function recovered(t: TreeView, body: NodeIndex): NodeIndex {
  const list = t.parent(recoverCall(t, body));
  const statement = t.is(list, 'expression_list') ? t.parent(list) : NONE;
  if (!t.is(statement, 'short_var_declaration') && !t.is(statement, 'assignment_statement')) return NONE;
  const name = firstNamed(t, t.field(statement, 'left'));
  return t.is(name, 'identifier') && t.slice(name) !== '_' ? name : NONE;
}

/** `func(…) {…}`; deferred ones that recover also handle errors. */
export const declareLiteral: Enter = (s, n) => {
  const t = s.tree;
  const lost = lostName(t, n);
  const nameNode = lost === NONE ? variableOf(t, n) : lost;
  const name = t.slice(nameNode);
  const named = name !== '' && name !== '_';
  const body = t.field(n, 'body');
  const top = t.is(t.parent(t.parent(t.parent(n))), 'var_declaration') && s.atModuleLevel();
  s.symbol(n, {
    kind: named ? 'function' : 'lambda',
    name: named ? name : '',
    nameNode: named ? nameNode : NONE,
    body,
    modifiers: named && (top || lost !== NONE) ? visibilityOf(name) : 0,
    returns: t.slice(t.field(n, 'result')),
  });
  parameters(s, t.field(n, 'parameters'));
  if (recovers(t, n, body)) s.handler(n, { kind: 'deferRecover', binding: recovered(t, body), types: [], body });
};

/** `package name`: the name of the namespace all files of a folder share. */
export const declarePackage: Enter = (s, n) => {
  const nameNode = firstNamed(s.tree, n);
  if (nameNode === NONE) return;
  s.symbol(n, { kind: 'namespace', name: s.tree.slice(nameNode), nameNode, body: NONE, modifiers: Mod.declared });
};

/** `type Name …` and `type Name = …`. */
export const declareType: Enter = (s, n) => {
  const t = s.tree;
  const nameNode = t.field(n, 'name');
  const type = t.field(n, 'type');
  const alias = t.is(n, 'type_alias');
  const kind: SymbolKind =
    !alias && t.is(type, 'struct_type') ? 'struct' : !alias && t.is(type, 'interface_type') ? 'interface' : 'typeAlias';
  const body = t.child(type, 'field_declaration_list');
  const name = t.slice(nameNode);
  s.symbol(n, {
    kind,
    name,
    nameNode,
    body: body === NONE ? type : body,
    modifiers: s.atModuleLevel() ? visibilityOf(name) : 0,
  });
  if (kind === 'struct') {
    for (const field of namedChildren(t, body)) {
      if (!t.is(field, 'field_declaration') || t.field(field, 'name') !== NONE) continue;
      const embedded = namedTypeOf(t, t.field(field, 'type'));
      if (embedded !== NONE) s.base(t.slice(embedded), 'mixin', field);
    }
  } else if (kind === 'interface') {
    for (const element of childrenOfKind(t, type, 'type_elem')) {
      const [only, more] = namedChildren(t, element);
      const embedded = only === undefined || more !== undefined ? NONE : namedTypeOf(t, only);
      if (embedded !== NONE) s.base(t.slice(embedded), 'extends', element);
    }
  }
};

/** The last segment of a type: what an embedded field is called. */
function embeddedName(t: TreeView, type: NodeIndex): NodeIndex {
  const named = namedTypeOf(t, type);
  return t.is(named, 'qualified_type') ? t.field(named, 'name') : named;
}

/** Path of the field whose type is the nameless struct that holds this one, with a dot. */
function outerField(t: TreeView, field: NodeIndex): string {
  let at = t.parent(t.parent(t.parent(field)));
  for (let k = 0; k < MAX_TYPE_DEPTH && /^(slice|array|pointer|map)_type$/.test(t.kind(at)); k++) at = t.parent(at);
  return t.is(at, 'field_declaration') ? `${t.slice(t.field(at, 'name'))}.` : '';
}

/** Fields of a struct; each key of a tag counts as an annotation. */
export const declareField: Enter = (s, n) => {
  const t = s.tree;
  const type = t.field(n, 'type');
  const tag = t.field(n, 'tag');
  const outer = outerField(t, n);
  const tagged = t.slice(tag).slice(0, MAX_TAG);
  for (const key of tagged.matchAll(/(\w+):\\?"/g)) s.decorator(n, key[1] ?? '', tag);
  const names = fieldChildren(t, n, 'name').filter((c) => t.isNamed(c));
  for (const target of names.length > 0 ? names : [embeddedName(t, type)]) {
    if (target === NONE) continue;
    const name = t.slice(target);
    const modifiers = visibilityOf(name);
    s.binding(n, { kind: 'field', target, value: NONE, name: outer + name, type: t.slice(type), modifiers });
  }
};

/** The name under which a package is known when an import gives none: a guess from its path. */
function packageNameOf(path: string): string {
  const segments = path.split('/');
  let last = segments.at(-1) ?? '';
  if (/^v\d+$/.test(last) && segments.length > 1) last = segments.at(-2) ?? last;
  return last
    .replace(/\.v\d+$/, '')
    .replace(/^go-/, '')
    .replace(/[-.]go$/, '');
}

/** One line of an import block. */
export const importSpec: Enter = (s, n) => {
  const t = s.tree;
  const sourceNode = t.field(n, 'path');
  if (sourceNode === NONE) return;
  const source = s.textOf(sourceNode);
  const local = t.field(n, 'name');
  const name = packageNameOf(source);
  const specifiers: SpecifierFact[] = [];
  if (t.is(local, 'dot')) specifiers.push({ kind: 'wildcard', name: '*', alias: '', node: local });
  else if (!t.is(local, 'blank_identifier')) {
    const alias = local === NONE || t.slice(local) === name ? '' : t.slice(local);
    specifiers.push({ kind: 'namespace', name, alias, node: local === NONE ? sourceNode : local });
  }
  s.importing(n, { kind: 'static', source, sourceNode, specifiers });
};
