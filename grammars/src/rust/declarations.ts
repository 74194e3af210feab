// Functions, types, implementations and modules of Rust.
import type { Enter, FactSink } from '../pack.ts';
import { hasToken, typeText } from '../reading.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { Mod, type SymbolKind } from '../vocabulary.ts';
import { previousSibling, testBit, visibilityOf } from './attributes.ts';

/** Wrappers a type may have around its name; deeper ones are not read. */
const MAX_TYPE_DEPTH = 8;
/** Field of the inner type of each kind that wraps one. */
const TYPE_WRAPPERS: Readonly<Record<string, string>> = {
  reference_type: 'type',
  pointer_type: 'type',
  generic_type: 'type',
  scoped_type_identifier: 'name',
  scoped_identifier: 'name',
  higher_ranked_trait_bound: 'type',
  dynamic_type: 'trait',
  qualified_type: 'type',
};
/** Kinds a block may end with that are no value. */
const STATEMENTS = /(_item|_declaration|_definition|statement|_comment)$/;

/** The node that names a type: its last segment, without references and type arguments. */
export function typeNameOf(t: TreeView, n: NodeIndex): NodeIndex {
  let at = n;
  for (let k = 0; k < MAX_TYPE_DEPTH; k++) {
    const field = TYPE_WRAPPERS[t.kind(at)];
    const inner = field === undefined ? NONE : t.field(at, field);
    if (inner === NONE) return at;
    at = inner;
  }
  return at;
}

function nameOfType(t: TreeView, n: NodeIndex): string {
  return t.slice(n).replace(/\s+/g, ' ');
}

function parameters(s: FactSink, list: NodeIndex): void {
  const t = s.tree;
  for (let p = t.firstChild(list); p !== NONE; p = t.nextSibling(p)) {
    const kind = t.kind(p);
    if (kind === 'parameter') {
      const pattern = t.field(p, 'pattern');
      const name = t.is(pattern, 'mut_pattern') ? (namedChildren(t, pattern).at(-1) ?? NONE) : pattern;
      const plain = t.is(name, 'identifier') || t.slice(name) === '_';
      s.parameter({ name: plain ? t.slice(name) : '', nameNode: name, type: t.slice(t.field(p, 'type')) });
    } else if (kind === 'variadic_parameter') s.parameter({ name: '', nameNode: p, type: '...', rest: true });
    else if (kind === 'identifier' || kind === '_') s.parameter({ name: t.slice(p), nameNode: p });
    else if (/_pattern$/.test(kind)) s.parameter({ name: '', nameNode: p });
  }
}

/** The expression a block ends with, or `NONE`. */
function tailOf(t: TreeView, block: NodeIndex): NodeIndex {
  const last = namedChildren(t, block)
    .filter((c) => !/_comment$/.test(t.kind(c)))
    .at(-1);
  return last === undefined || STATEMENTS.test(t.kind(last)) || t.is(last, 'macro_definition') ? NONE : last;
}

/** Bits a member takes from the trait or the implementation it stands in. */
function memberBits(t: TreeView, n: NodeIndex): number {
  const holder = t.parent(t.parent(n));
  if (t.is(holder, 'trait_item')) return visibilityOf(t, holder);
  if (t.is(holder, 'impl_item') && t.field(holder, 'trait') !== NONE) return Mod.override | Mod.fixedName;
  return visibilityOf(t, n);
}

/** True for items of an `impl` or a `trait`. */
function isMember(t: TreeView, n: NodeIndex): boolean {
  const list = t.parent(n);
  if (!t.is(list, 'declaration_list')) return false;
  return t.is(t.parent(list), 'impl_item') || t.is(t.parent(list), 'trait_item');
}

/** `fn name(…) {…}` and signatures without a body. */
export const declareFunction: Enter = (s, n) => {
  const t = s.tree;
  const nameNode = t.field(n, 'name');
  const body = t.field(n, 'body');
  const list = t.field(n, 'parameters');
  const member = isMember(t, n);
  const bits = t.child(n, 'function_modifiers');
  const bare = list === NONE || t.child(list, 'self_parameter') === NONE;
  s.symbol(n, {
    kind: member ? 'method' : 'function',
    name: t.slice(nameNode),
    nameNode,
    body,
    modifiers:
      (member ? memberBits(t, n) : visibilityOf(t, n)) |
      testBit(t, n) |
      (bits !== NONE && hasToken(t, bits, 'async') ? Mod.async : 0) |
      (member && bare ? Mod.static : 0) |
      (body === NONE ? Mod.declared | (member ? Mod.abstract : 0) : 0) |
      (!member && t.slice(nameNode) === 'main' && t.is(t.parent(n), 'source_file') ? Mod.fixedName : 0),
    returns: t.slice(t.field(n, 'return_type')),
  });
  parameters(s, list);
  const tail = body !== NONE && t.field(n, 'return_type') !== NONE ? tailOf(t, body) : NONE;
  if (tail !== NONE) s.returning(tail, tail);
};

/** Inside an unreadable region: `fn name(…)` whose body could not be found. */
export const lostFunction: Enter = (s, n) => {
  const t = s.tree;
  if (!t.is(t.parent(n), 'ERROR')) return;
  const nameNode = previousSibling(t, n);
  const keyword = previousSibling(t, nameNode === NONE ? n : nameNode);
  if (!t.is(nameNode, 'identifier') || !t.is(keyword, 'fn')) return;
  s.symbol(n, { kind: 'function', name: t.slice(nameNode), nameNode, body: NONE });
  parameters(s, n);
};

/** `|a| …`, named after the `let` that holds it. */
export const declareClosure: Enter = (s, n) => {
  const t = s.tree;
  const holder = t.parent(n);
  const pattern = t.is(holder, 'let_declaration') ? t.field(holder, 'pattern') : NONE;
  const nameNode = t.is(pattern, 'identifier') ? pattern : NONE;
  const body = t.field(n, 'body');
  s.symbol(n, {
    kind: nameNode === NONE ? 'lambda' : 'function',
    name: t.slice(nameNode),
    nameNode,
    body,
    modifiers: hasToken(t, n, 'async') ? Mod.async : 0,
    returns: typeText(t, t.field(n, 'return_type')),
  });
  parameters(s, t.field(n, 'parameters'));
  const value = t.is(body, 'block') ? tailOf(t, body) : body;
  if (value !== NONE) s.returning(value, value);
};

/** Types that are declared with a name and a body. */
export function declareType(kind: SymbolKind): Enter {
  return (s, n) => {
    const t = s.tree;
    const nameNode = t.field(n, 'name');
    const body = t.field(n, 'body');
    s.symbol(n, {
      kind,
      name: t.slice(nameNode),
      nameNode,
      body: body === NONE ? t.field(n, 'type') : body,
      modifiers: isMember(t, n) ? memberBits(t, n) : visibilityOf(t, n),
    });
    const bounds = kind === 'trait' ? t.field(n, 'bounds') : NONE;
    for (const bound of bounds === NONE ? [] : namedChildren(t, bounds)) {
      if (/^(lifetime|removed_trait_bound|use_bounds)$/.test(t.kind(bound)) || /_comment$/.test(t.kind(bound)))
        continue;
      s.base(nameOfType(t, typeNameOf(t, bound)), 'extends', bound);
    }
  };
}

/** `type Name;` of a trait: each implementation gives it a value. */
export const declareAssociatedType: Enter = (s, n) => {
  const t = s.tree;
  const nameNode = t.field(n, 'name');
  s.symbol(n, {
    kind: 'typeAlias',
    name: t.slice(nameNode),
    nameNode,
    body: NONE,
    modifiers: memberBits(t, n) | Mod.declared | Mod.abstract,
  });
};

/** `impl Type` and `impl Trait for Type`. */
export const declareImpl: Enter = (s, n) => {
  const t = s.tree;
  const trait = t.field(n, 'trait');
  const nameNode = typeNameOf(t, t.field(n, 'type'));
  s.symbol(n, { kind: 'impl', name: nameOfType(t, nameNode), nameNode, body: t.field(n, 'body') });
  if (trait !== NONE && !hasToken(t, n, '!')) s.base(nameOfType(t, typeNameOf(t, trait)), 'implements', trait);
};

/** `mod name {…}` and `mod name;`. */
export const declareModule: Enter = (s, n) => {
  const t = s.tree;
  const nameNode = t.field(n, 'name');
  const body = t.field(n, 'body');
  const modifiers = visibilityOf(t, n) | testBit(t, n) | (body === NONE ? Mod.declared : 0);
  s.symbol(n, { kind: 'namespace', name: t.slice(nameNode), nameNode, body, modifiers });
};

/** Fields of structs, unions and variants. */
export const declareField: Enter = (s, n) => {
  const t = s.tree;
  const target = t.field(n, 'name');
  const inVariant = t.is(t.parent(t.parent(n)), 'enum_variant');
  s.binding(n, {
    kind: 'field',
    target,
    value: NONE,
    name: t.slice(target),
    type: t.slice(t.field(n, 'type')),
    modifiers: inVariant ? 0 : visibilityOf(t, n),
  });
};

/** `const` and `static` items. */
export const declareConstant: Enter = (s, n) => {
  const t = s.tree;
  const mutable = t.child(n, 'mutable_specifier') !== NONE;
  const value = t.field(n, 'value');
  const declared = value === NONE ? Mod.declared : 0;
  const visibility = isMember(t, n) ? memberBits(t, n) : visibilityOf(t, n);
  s.binding(n, {
    kind: mutable ? 'variable' : 'constant',
    target: t.field(n, 'name'),
    value,
    type: t.slice(t.field(n, 'type')),
    modifiers: visibility | declared | (mutable ? 0 : Mod.constant),
  });
};

/** Names a pattern binds, in order; the first `limit` only. */
function namesIn(t: TreeView, pattern: NodeIndex, limit: number): NodeIndex[] {
  const out: NodeIndex[] = [];
  for (let i = pattern, end = t.after(pattern); i < end && out.length < limit; i++) {
    if (t.is(i, 'scoped_identifier') || t.is(i, 'scoped_type_identifier') || t.is(i, 'generic_pattern'))
      i = t.after(i) - 1;
    else if (t.is(i, 'shorthand_field_identifier')) out.push(i);
    else if (t.is(i, 'identifier') && t.fieldOf(i) !== 'type' && /^[a-z_]/.test(t.slice(i))) out.push(i);
  }
  return out;
}

/** Names of one pattern that become bindings. */
const MAX_NAMES = 32;

/** Links of a chain between a value and the `parse` it comes from. */
const MAX_LINKS = 8;
const PARSED_NUMBER = /^<\s*(?:[iu](?:8|16|32|64|128|size)|f(?:32|64)|bool)\s*>$/;
/** Calls that hand on the result of what they are called on, or a number that stands for it. */
const HANDS_ON = /^(?:unwrap|expect|unwrap_or|unwrap_or_default|unwrap_or_else|ok|map_err)$/;

/** True for `x.parse::<u32>()` and its unwrapped forms. */
function parsesNumber(t: TreeView, value: NodeIndex): boolean {
  let at = value;
  for (let k = 0; k < MAX_LINKS; k++) {
    if (t.is(at, 'try_expression')) {
      at = firstNamed(t, at);
      continue;
    }
    const callee = t.is(at, 'call_expression') ? t.field(at, 'function') : NONE;
    if (t.is(callee, 'generic_function')) {
      const name = t.slice(t.field(t.field(callee, 'function'), 'field'));
      return name === 'parse' && PARSED_NUMBER.test(t.slice(t.field(callee, 'type_arguments')));
    }
    if (!t.is(callee, 'field_expression') || !HANDS_ON.test(t.slice(t.field(callee, 'field')))) return false;
    at = t.field(callee, 'value');
  }
  return false;
}

/** `let pattern = value`: one binding a name, all of the same value. */
export const letDeclaration: Enter = (s, n) => {
  const t = s.tree;
  const pattern = t.field(n, 'pattern');
  const value = t.field(n, 'value');
  const type = t.slice(t.field(n, 'type'));
  const number = parsesNumber(t, value) ? Mod.number : 0;
  const modifiers = number | (t.child(n, 'mutable_specifier') === NONE ? Mod.constant : 0);
  if (t.is(pattern, 'identifier') || t.slice(pattern) === '_') {
    s.binding(n, { kind: 'variable', target: pattern, value, name: t.slice(pattern), type, modifiers });
    return;
  }
  for (const target of namesIn(t, pattern, MAX_NAMES)) {
    const mutable = t.is(previousSibling(t, target), 'mutable_specifier');
    s.binding(n, { kind: 'variable', target, value, modifiers: number | (mutable ? 0 : Mod.constant) });
  }
};

/** Variables of a `for`. */
export const forVariables: Enter = (s, n) => {
  const t = s.tree;
  const pattern = t.field(n, 'pattern');
  for (const target of pattern === NONE ? [] : namesIn(t, pattern, MAX_NAMES))
    s.binding(target, { kind: 'variable', target, value: NONE, modifiers: Mod.constant });
};

/** `name` of `Type { name }`. */
export const shorthandField: Enter = (s, n) => {
  const target = firstNamed(s.tree, n);
  if (s.tree.is(target, 'identifier')) s.binding(n, { kind: 'pair', target, value: target });
};
