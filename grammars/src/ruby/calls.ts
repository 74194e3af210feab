// Ruby says with calls what other languages have syntax for: imports, raising, accessors.
import type { CallParts, Enter, FactSink, SpecifierFact } from '../pack.ts';
import { firstNamed, NONE, type NodeIndex, type TreeView } from '../tree-view.ts';
import { CallFlag, type ImportKind, Mod } from '../vocabulary.ts';
import { isBareCall } from './locals.ts';
import { argumentsOf, nameArgument, visibilityOf } from './names.ts';

/** Relative and by-path loading differ from `require`, which searches the load path. */
const LOADERS: Readonly<Record<string, ImportKind>> = {
  require: 'require',
  require_dependency: 'require',
  require_relative: 'include',
  load: 'dynamic',
  autoload: 'dynamic',
};
const RAISERS: ReadonlySet<string> = new Set(['raise', 'fail']);
const ACCESSORS = /^(attr|attr_reader|attr_writer|attr_accessor|[cm]attr_(reader|writer|accessor)|class_attribute)$/;
/** Parts of a `call` node. */
export function readCall(t: TreeView, n: NodeIndex): CallParts {
  const method = t.field(n, 'method');
  const receiver = t.field(n, 'receiver');
  const operator = t.field(n, 'operator');
  const isNew = receiver !== NONE && t.slice(method) === 'new';
  const parts: CallParts = {
    name: method === NONE ? operator : method,
    receiver,
    args: t.field(n, 'arguments'),
    trailing: t.field(n, 'block'),
    flags: (isNew ? CallFlag.isNew : 0) | (t.is(operator, '&.') ? CallFlag.isOptional : 0),
  };
  // `f.(x)` calls `call`; an operator is a name like any other: `a&.<(b)`.
  if (method === NONE) return { ...parts, nameText: 'call' };
  return t.is(method, 'operator') ? { ...parts, nameText: t.slice(method) } : parts;
}

function importing(s: FactSink, n: NodeIndex, kind: ImportKind): void {
  const t = s.tree;
  const args = argumentsOf(t, n);
  const source = args.at(-1);
  if (source === undefined || !t.is(source, 'string') || t.child(source, 'interpolation') !== NONE) return;
  const first = args[0];
  const named = args.length === 2 && first !== undefined ? nameArgument(s, first) : '';
  const specifiers: SpecifierFact[] =
    named === '' ? [] : [{ kind: 'named', name: named, alias: '', node: first ?? source }];
  s.importing(n, { kind, source: s.textOf(source), sourceNode: source, specifiers });
}

function accessors(s: FactSink, n: NodeIndex, method: string): void {
  const t = s.tree;
  for (const arg of argumentsOf(t, n)) {
    const name = nameArgument(s, arg);
    if (name === '') continue;
    const hidden = visibilityOf(s, n, name) & (Mod.private | Mod.protected);
    const constant = method.endsWith('reader') ? Mod.constant : 0;
    s.binding(arg, {
      kind: 'field',
      target: arg,
      value: NONE,
      name,
      modifiers: (hidden === 0 ? Mod.exported : hidden) | constant,
    });
  }
}

function call(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const receiver = t.field(n, 'receiver');
  if (receiver !== NONE && t.slice(receiver) !== 'Kernel') return;
  const method = t.slice(t.field(n, 'method'));
  const loader = LOADERS[method];
  if (loader !== undefined) importing(s, n, loader);
  else if (RAISERS.has(method)) s.throwing(n, firstNamed(t, t.field(n, 'arguments')));
  else if (ACCESSORS.test(method)) accessors(s, n, method);
}

/** A name alone that is no local variable. */
function identifier(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  if (!isBareCall(t, n)) return;
  if (RAISERS.has(t.slice(n))) s.throwing(n, NONE);
  s.calling(n, { name: n, receiver: NONE, args: NONE });
}

/** Handlers of calls and of what looks like one. */
export const callEnter: Readonly<Record<string, Enter>> = {
  call,
  identifier,
  super: (s, n) => {
    if (!s.tree.is(s.tree.parent(n), 'call')) s.calling(n, { name: n, receiver: NONE, args: NONE });
  },
  yield: (s, n) => s.calling(n, { name: s.tree.firstChild(n), receiver: NONE, args: s.tree.child(n, 'argument_list') }),
  subshell: (s, n) => s.calling(n, { name: NONE, nameText: '`', receiver: NONE, args: n, flags: CallFlag.isCommand }),
};
