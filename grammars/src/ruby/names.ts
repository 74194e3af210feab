// Who may use a Ruby name, and how names are written in arguments.
import type { FactSink } from '../pack.ts';
import { NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { Mod } from '../vocabulary.ts';

/** Calls that switch the visibility of what follows or of what they are given. */
const SWITCHES: Readonly<Record<string, number>> = {
  public: 0,
  private: Mod.private,
  protected: Mod.protected,
  module_function: Mod.static,
  private_class_method: Mod.private,
  private_constant: Mod.private,
  public_class_method: 0,
};

interface Section {
  readonly byNode: Map<NodeIndex, number>;
  readonly byName: Map<string, number>;
}
const sections = new WeakMap<TreeView, Map<NodeIndex, Section>>();

/** Name of a symbol, string or hash key used as a name in an argument; `''` for anything else. */
export function nameArgument(s: FactSink, n: NodeIndex): string {
  const t = s.tree;
  if (t.is(n, 'simple_symbol')) return t.slice(n).slice(1);
  if (t.is(n, 'hash_key_symbol')) return t.slice(n);
  return t.is(n, 'string') || t.is(n, 'delimited_symbol') ? s.textOf(n) : '';
}

/** Arguments of a call without comments. */
export function argumentsOf(t: TreeView, call: NodeIndex): NodeIndex[] {
  const list = t.field(call, 'arguments');
  return list === NONE ? [] : namedChildren(t, list).filter((c) => !t.is(c, 'comment'));
}

/** The body a definition stands in, looking through `private def …`. */
export function containerOf(t: TreeView, n: NodeIndex): NodeIndex {
  let parent = t.parent(n);
  while (t.is(parent, 'argument_list') && t.is(t.parent(parent), 'call')) parent = t.parent(t.parent(parent));
  return parent;
}

/** Visibility bits of a definition or constant; read once per body. `0` means public. */
export function visibilityOf(s: FactSink, n: NodeIndex, name: string): number {
  const container = containerOf(s.tree, n);
  let known = sections.get(s.tree);
  if (known === undefined) {
    known = new Map();
    sections.set(s.tree, known);
  }
  let section = known.get(container);
  if (section === undefined) {
    section = readSection(s, container);
    known.set(container, section);
  }
  return section.byName.get(name) ?? section.byNode.get(n) ?? 0;
}

function readSection(s: FactSink, container: NodeIndex): Section {
  const t = s.tree;
  const section: Section = { byNode: new Map(), byName: new Map() };
  let mode = 0;
  for (const c of container === NONE ? [] : namedChildren(t, container)) {
    const kind = t.kind(c);
    if (kind === 'method') section.byNode.set(c, mode);
    else if (kind === 'identifier') mode = SWITCHES[t.slice(c)] ?? mode;
    else if (kind === 'call' && t.field(c, 'receiver') === NONE) {
      const bits = SWITCHES[t.slice(t.field(c, 'method'))];
      for (const arg of argumentsOf(t, c)) given(s, section, arg, bits ?? mode);
    }
  }
  return section;
}

/** An argument of a switch, or of a call that wraps a definition: `private :a`, `private def b`, `memoize def c`. */
function given(s: FactSink, section: Section, arg: NodeIndex, bits: number): void {
  const t = s.tree;
  const call = t.parent(t.parent(arg));
  const switches = SWITCHES[t.slice(t.field(call, 'method'))] !== undefined;
  if (t.is(arg, 'method') || (switches && t.is(arg, 'singleton_method'))) section.byNode.set(arg, bits);
  else if (!switches) return;
  else if (t.is(arg, 'call')) for (const inner of argumentsOf(t, arg)) named(s, section, inner, bits);
  else named(s, section, arg, bits);
}

/** `private attr_reader :a` names what it makes just as `private :a` does. */
function named(s: FactSink, section: Section, arg: NodeIndex, bits: number): void {
  if (s.tree.is(arg, 'method')) section.byNode.set(arg, bits);
  const name = nameArgument(s, arg);
  if (name !== '') section.byName.set(name, bits);
}
