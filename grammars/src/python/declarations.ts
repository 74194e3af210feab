// Functions, classes and what they declare.
import type { Enter, FactSink } from '../pack.ts';
import { bareTypeName, hasToken, typeText } from '../reading.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { Mod, type SymbolKind } from '../vocabulary.ts';
import { visibilityOf } from './names.ts';

const ENUM_BASE = /^(enum\.)?(Int|Str)?(Enum|Flag)$|^(models\.)?(Integer|Text)?Choices$/;
const ABSTRACT_BASE = /^((abc|typing|typing_extensions)\.)?(ABC|Protocol)$/;
/** Hooks of the standard library whose spelling is not the author's choice. */
const LIBRARY_HOOK =
  /^(setUp|tearDown)(Class|Module|TestData)?$|^(asyncSetUp|asyncTearDown|addCleanup|runTest|maxDiff)$|^do_[A-Z]+$|^visit_[A-Z]\w*$/;

/** True when the statement does nothing: `pass` or `...`. */
export function isNoop(t: TreeView, n: NodeIndex): boolean {
  return t.is(n, 'pass_statement') || (t.is(n, 'expression_statement') && t.is(firstNamed(t, n), 'ellipsis'));
}

/** Statements of a block without comments. */
export function statementsOf(t: TreeView, block: NodeIndex): NodeIndex[] {
  return block === NONE ? [] : namedChildren(t, block).filter((c) => !t.is(c, 'comment'));
}

/** Names of the decorators above a definition, in order, with their nodes. */
function decoratorsOf(s: FactSink, n: NodeIndex): { name: string; node: NodeIndex; args: NodeIndex }[] {
  const t = s.tree;
  const parent = t.parent(n);
  if (!t.is(parent, 'decorated_definition')) return [];
  return childrenOfKind(t, parent, 'decorator').map((node) => {
    const inner = firstNamed(t, node);
    const call = t.is(inner, 'call');
    return {
      name: s.pathOf(call ? t.field(inner, 'function') : inner),
      node,
      args: call ? t.field(inner, 'arguments') : NONE,
    };
  });
}

function decoratorBits(names: readonly string[]): number {
  let bits = 0;
  for (const name of names) {
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (last === 'staticmethod' || last === 'classmethod') bits |= Mod.static;
    else if (last.startsWith('abstract')) bits |= Mod.abstract;
    else if (last === 'override') bits |= Mod.override;
    else if (last === 'overload') bits |= Mod.declared;
  }
  return bits;
}

function functionKind(name: string, inType: boolean, decorators: readonly string[]): SymbolKind {
  if (!inType) return 'function';
  if (name === '__init__' || name === '__new__') return 'constructor';
  for (const d of decorators) {
    if (/(^|\.)(cached_|abstract)?property$|\.getter$/.test(d)) return 'getter';
    if (d.endsWith('.setter')) return 'setter';
  }
  return 'method';
}

/** True when the function itself, not one nested in it, yields. */
function yields(t: TreeView, body: NodeIndex): boolean {
  if (body === NONE) return false;
  for (let i = body + 1, end = t.after(body); i < end; ) {
    const kind = t.kind(i);
    if (kind === 'yield' && t.isNamed(i)) return true;
    i = kind === 'function_definition' || kind === 'class_definition' || kind === 'lambda' ? t.after(i) : i + 1;
  }
  return false;
}

/** A body of `...` alone, a doc string aside, stands for a function without one. */
function isStub(t: TreeView, body: NodeIndex): boolean {
  const statements = statementsOf(t, body);
  const first = statements[0];
  const documented = first !== undefined && t.is(firstNamed(t, first), 'string');
  const rest = documented ? statements.slice(1) : statements;
  return rest.length === 1 && rest[0] !== undefined && t.is(firstNamed(t, rest[0]), 'ellipsis');
}

/** `test_x` in a module or a test class; `testX` in a test class only. */
function isTest(t: TreeView, n: NodeIndex, name: string): boolean {
  if (!/^test(_|[A-Z])/.test(name)) return false;
  let owner = t.parent(n);
  if (t.is(owner, 'decorated_definition')) owner = t.parent(owner);
  if (t.is(owner, 'module')) return name.startsWith('test_');
  const type = t.parent(owner);
  return (
    t.is(type, 'class_definition') &&
    /Test/.test(t.slice(t.field(type, 'name')) + t.slice(t.field(type, 'superclasses')))
  );
}

function declareFunction(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const nameNode = t.field(n, 'name');
  const name = t.slice(nameNode);
  const body = t.field(n, 'body');
  const outer = s.enclosingKind();
  const inType = outer === 'class' || outer === 'enum';
  const decorators = decoratorsOf(s, n);
  const names = decorators.map((d) => d.name);
  const fixed = /^__\w+__$/.test(name) || LIBRARY_HOOK.test(name);
  s.symbol(n, {
    kind: functionKind(name, inType, names),
    name,
    nameNode,
    body,
    modifiers:
      decoratorBits(names) |
      visibilityOf(s, name) |
      (hasToken(t, n, 'async') ? Mod.async : 0) |
      (yields(t, body) ? Mod.generator : 0) |
      (fixed ? Mod.fixedName : 0) |
      (inType && name === '__new__' ? Mod.static : 0) |
      (isTest(t, n, name) ? Mod.test : 0) |
      (isStub(t, body) ? Mod.declared : 0),
    returns: typeText(t, t.field(n, 'return_type')),
  });
  for (const d of decorators) s.decorator(d.node, d.name, d.args);
  parameters(s, t.field(n, 'parameters'));
}

function parameters(s: FactSink, list: NodeIndex): void {
  if (list === NONE) return;
  for (const p of namedChildren(s.tree, list)) parameter(s, p);
}

function parameter(s: FactSink, p: NodeIndex): void {
  const t = s.tree;
  const kind = t.kind(p);
  if (kind === 'comment' || kind === 'keyword_separator' || kind === 'positional_separator' || kind === 'ERROR') return;
  const named = t.field(p, 'name');
  const outer = named !== NONE ? named : kind === 'typed_parameter' ? firstNamed(t, p) : p;
  const rest = t.is(outer, 'list_splat_pattern') || t.is(outer, 'dictionary_splat_pattern');
  const name = rest ? firstNamed(t, outer) : outer;
  s.parameter({
    name: t.is(name, 'identifier') ? t.slice(name) : '',
    nameNode: name,
    type: t.slice(t.field(p, 'type')),
    defaultValue: t.field(p, 'value'),
    rest,
  });
}

function declareLambda(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const parent = t.parent(n);
  const target = t.is(parent, 'assignment') && t.field(parent, 'right') === n ? t.field(parent, 'left') : NONE;
  const named = t.is(target, 'identifier');
  const name = named ? t.slice(target) : '';
  const body = t.field(n, 'body');
  s.symbol(n, {
    kind: named ? 'function' : 'lambda',
    name,
    nameNode: named ? target : NONE,
    body,
    modifiers: named ? visibilityOf(s, name) : 0,
  });
  parameters(s, t.field(n, 'parameters'));
  s.returning(body, body);
}

function declareClass(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const nameNode = t.field(n, 'name');
  const name = t.slice(nameNode);
  const list = t.field(n, 'superclasses');
  const bases = list === NONE ? [] : namedChildren(t, list).filter((b) => isBase(t, b));
  const names = bases.map((b) => bareTypeName(t.slice(b)));
  const decorators = decoratorsOf(s, n);
  const abstract = names.some((b) => ABSTRACT_BASE.test(b)) || /metaclass\s*=\s*(abc\.)?ABCMeta\b/.test(t.slice(list));
  s.symbol(n, {
    kind: names.some((b) => ENUM_BASE.test(b)) ? 'enum' : 'class',
    name,
    nameNode,
    body: t.field(n, 'body'),
    modifiers: visibilityOf(s, name) | (abstract ? Mod.abstract : 0),
  });
  for (const [k, b] of bases.entries()) s.base(names[k] ?? '', 'extends', b);
  for (const d of decorators) s.decorator(d.node, d.name, d.args);
}

function isBase(t: TreeView, n: NodeIndex): boolean {
  return t.is(n, 'identifier') || t.is(n, 'attribute') || t.is(n, 'subscript') || t.is(n, 'call');
}

function declareAlias(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const left = t.field(n, 'left');
  let nameNode = firstNamed(t, left);
  while (t.is(nameNode, 'generic_type')) nameNode = firstNamed(t, nameNode);
  const name = t.slice(nameNode);
  s.symbol(n, { kind: 'typeAlias', name, nameNode, body: t.field(n, 'right'), modifiers: visibilityOf(s, name) });
}

/** Handlers of everything that declares a symbol. */
export const declarationEnter: Readonly<Record<string, Enter>> = {
  function_definition: declareFunction,
  lambda: declareLambda,
  class_definition: declareClass,
  type_alias_statement: declareAlias,
};
