// Methods, blocks, classes, modules and what they declare.
import type { Enter, FactSink } from '../pack.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { Mod, type Relation, type SymbolKind } from '../vocabulary.ts';
import { argumentsOf, containerOf, nameArgument, visibilityOf } from './names.ts';

const FIXED_NAME =
  /^(initialize(_copy|_dup|_clone)?|method_missing|respond_to_missing\?|respond_to\?|to_(s|str|a|ary|h|hash|i|int|f|r|c|sym|proc|enum|path|io|regexp)|inspect|hash|eql\?|equal\?|each|call|coerce|succ|inherited|included|extended|prepended|(singleton_)?method_(added|removed|undefined)|const_missing|marshal_(dump|load)|_dump|_load|deconstruct(_keys)?|setup|teardown|before_setup|after_teardown)$/;
const TEST_BLOCKS: ReadonlySet<string> = new Set(['it', 'specify', 'scenario', 'test']);
const MIXINS: ReadonlySet<string> = new Set(['include', 'extend', 'prepend']);
const CLASS_MAKERS: Readonly<Record<string, SymbolKind>> = {
  Struct: 'struct',
  Data: 'struct',
  Class: 'class',
  Module: 'namespace',
};
/** Last statements whose value says nothing about what is returned. */
const NO_VALUE: ReadonlySet<string> = new Set(
  (
    'return if unless case case_match while until for begin if_modifier unless_modifier while_modifier until_modifier ' +
    'rescue ensure else comment method singleton_method class module alias undef'
  ).split(' '),
);

function parameters(s: FactSink, n: NodeIndex): void {
  const list = s.tree.field(n, 'parameters');
  if (list === NONE) return;
  for (const p of namedChildren(s.tree, list)) if (s.tree.fieldOf(p) !== 'locals') parameter(s, p);
}

function parameter(s: FactSink, p: NodeIndex): void {
  const t = s.tree;
  const kind = t.kind(p);
  if (kind === 'comment' || kind === 'ERROR') return;
  const name = kind === 'identifier' ? p : t.field(p, 'name');
  const rest = kind === 'splat_parameter' || kind === 'hash_splat_parameter' || kind === 'forward_parameter';
  const nameNode = name === NONE ? p : name;
  s.parameter({ name: t.slice(name), nameNode, defaultValue: t.field(p, 'value'), rest });
}

/** What a method evaluates to is its last statement. */
function implicitReturn(s: FactSink, body: NodeIndex): void {
  const t = s.tree;
  if (body === NONE) return;
  if (!t.is(body, 'body_statement')) return s.returning(body, body);
  const last = namedChildren(t, body)
    .filter((c) => !t.is(c, 'comment'))
    .at(-1);
  if (last !== undefined && !NO_VALUE.has(t.kind(last))) s.returning(last, last);
}

function inCallable(kind: SymbolKind | null): boolean {
  return kind === 'function' || kind === 'method' || kind === 'constructor' || kind === 'setter';
}

function isTestClass(t: TreeView, n: NodeIndex): boolean {
  const owner = t.parent(containerOf(t, n));
  return t.is(owner, 'class') && /Test/.test(t.slice(t.field(owner, 'name')) + t.slice(t.field(owner, 'superclass')));
}

function declareMethod(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const own = t.field(n, 'name');
  const setter = t.is(own, 'setter');
  const nameNode = setter ? t.field(own, 'name') : own;
  const name = t.slice(nameNode);
  const singleton = t.is(n, 'singleton_method');
  const object = singleton ? t.field(n, 'object') : NONE;
  const outer = s.enclosingKind();
  const inSingletonClass = t.is(t.parent(containerOf(t, n)), 'singleton_class');
  const visibility = visibilityOf(s, n, setter ? `${name}=` : name);
  const hidden = (visibility & (Mod.private | Mod.protected)) !== 0 || inCallable(outer);
  const body = t.field(n, 'body');
  const isConstructor = name === 'initialize' && outer !== null && !singleton;
  s.symbol(n, {
    kind: isConstructor ? 'constructor' : setter ? 'setter' : outer === null && !singleton ? 'function' : 'method',
    name,
    nameNode,
    body,
    modifiers:
      visibility |
      (hidden ? 0 : Mod.exported) |
      (singleton || inSingletonClass ? Mod.static : 0) |
      (t.is(own, 'operator') || FIXED_NAME.test(name) ? Mod.fixedName : 0) |
      (/^test_/.test(name) && isTestClass(t, n) ? Mod.test : 0),
    owner: t.is(object, 'constant') || t.is(object, 'scope_resolution') ? s.pathOf(object) : '',
  });
  parameters(s, n);
  if (!setter && !isConstructor) implicitReturn(s, body);
}

/** A block or a `->` lambda. Named after the variable that takes it, or by `define_method`. */
function declareBlock(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const arrow = t.is(n, 'lambda');
  const call = t.parent(n);
  // The block of `->` belongs to the lambda, the one of `Struct.new` to the class.
  if (!arrow && (t.is(call, 'lambda') || classMaker(s, call) !== null)) return;
  const method = arrow ? '' : t.slice(t.field(call, 'method'));
  const first = arrow ? NONE : firstNamed(t, t.field(call, 'arguments'));
  const body = arrow ? t.field(t.field(n, 'body'), 'body') : t.field(n, 'body');
  const defined = method === 'define_method' ? nameArgument(s, first) : '';
  const target = arrow ? targetOf(t, n) : method === 'lambda' || method === 'proc' ? targetOf(t, call) : NONE;
  const isTest = TEST_BLOCKS.has(method) && t.is(first, 'string') && t.field(call, 'receiver') === NONE;
  const name = defined === '' ? t.slice(target) : defined;
  s.symbol(n, {
    kind: defined === '' ? (target === NONE ? 'lambda' : 'function') : 'method',
    name,
    nameNode: target,
    body,
    modifiers: (isTest ? Mod.test : 0) | (defined !== '' && !inCallable(s.enclosingKind()) ? Mod.exported : 0),
  });
  parameters(s, n);
}

/** The variable or constant a value is assigned to, or `NONE`. */
function targetOf(t: TreeView, value: NodeIndex): NodeIndex {
  const parent = t.parent(value);
  if (!t.is(parent, 'assignment') || t.field(parent, 'right') !== value) return NONE;
  const left = t.field(parent, 'left');
  return t.is(left, 'identifier') || t.is(left, 'constant') ? left : NONE;
}

/** Name node and owner of `A::B`. */
function qualified(s: FactSink, n: NodeIndex): { nameNode: NodeIndex; owner: string } {
  const t = s.tree;
  if (!t.is(n, 'scope_resolution')) return { nameNode: n, owner: '' };
  const scope = t.field(n, 'scope');
  return { nameNode: t.field(n, 'name'), owner: scope === NONE ? '' : s.pathOf(scope) };
}

function declareType(kind: SymbolKind): Enter {
  return (s, n) => {
    const t = s.tree;
    const { nameNode, owner } = qualified(s, t.field(n, 'name'));
    const name = t.slice(nameNode);
    const body = t.field(n, 'body');
    const visibility = visibilityOf(s, n, name);
    s.symbol(n, {
      kind,
      name,
      nameNode,
      body,
      owner,
      modifiers: visibility & Mod.private ? Mod.private : Mod.exported,
    });
    const superclass = t.field(n, 'superclass');
    if (superclass !== NONE) superType(s, firstNamed(t, superclass), 'extends');
    mixins(s, body);
  };
}

/** `Base`, `A::B`, `Migration[7.0]`, `Struct.new(:a)`, and `com.acme.Base` of Java. */
function superType(s: FactSink, n: NodeIndex, relation: Relation): void {
  const t = s.tree;
  if (t.is(n, 'call') && /^[A-Z]/.test(t.slice(t.field(n, 'method')))) return s.base(s.pathOf(n), relation, n);
  const type = t.is(n, 'call') ? t.field(n, 'receiver') : t.is(n, 'element_reference') ? t.field(n, 'object') : n;
  if (t.is(type, 'constant') || t.is(type, 'scope_resolution')) s.base(s.pathOf(type), relation, n);
}

function mixins(s: FactSink, body: NodeIndex): void {
  const t = s.tree;
  for (const c of body === NONE ? [] : namedChildren(t, body)) {
    if (!t.is(c, 'call') || t.field(c, 'receiver') !== NONE) continue;
    if (!MIXINS.has(t.slice(t.field(c, 'method')))) continue;
    for (const arg of argumentsOf(t, c)) superType(s, arg, 'mixin');
  }
}

/** The kind of type that `Struct.new`, `Data.define`, `Class.new` or `Module.new` makes when assigned to a constant. */
function classMaker(s: FactSink, call: NodeIndex): SymbolKind | null {
  const t = s.tree;
  if (!t.is(call, 'call') || !t.is(t.parent(call), 'assignment')) return null;
  const receiver = t.field(call, 'receiver');
  const method = t.slice(t.field(call, 'method'));
  if (!t.is(receiver, 'constant') || (method !== 'new' && method !== 'define')) return null;
  return t.is(t.field(t.parent(call), 'left'), 'constant') ? (CLASS_MAKERS[t.slice(receiver)] ?? null) : null;
}

/** Declares `Point = Struct.new(:x, :y)` as the type it makes; false where the value makes none. */
export function declareMadeClass(s: FactSink, n: NodeIndex): boolean {
  const t = s.tree;
  const value = t.field(n, 'right');
  const kind = classMaker(s, value);
  if (kind === null) return false;
  const nameNode = t.field(n, 'left');
  const block = t.field(value, 'block');
  const body = block === NONE ? NONE : t.field(block, 'body');
  const name = t.slice(nameNode);
  const modifiers = visibilityOf(s, n, name) & Mod.private ? Mod.private : Mod.exported;
  s.symbol(n, { kind, name, nameNode, body, modifiers });
  if (kind === 'class') for (const arg of argumentsOf(t, value)) superType(s, arg, 'extends');
  mixins(s, body);
  for (const arg of kind === 'struct' ? argumentsOf(t, value) : []) {
    if (t.is(arg, 'simple_symbol'))
      s.binding(arg, { kind: 'field', target: arg, value: NONE, name: nameArgument(s, arg) });
  }
  return true;
}

/** Handlers of everything that declares a symbol. */
export const declarationEnter: Readonly<Record<string, Enter>> = {
  method: declareMethod,
  singleton_method: declareMethod,
  block: declareBlock,
  do_block: declareBlock,
  lambda: declareBlock,
  class: declareType('class'),
  module: declareType('namespace'),
};
