// `use` trees of Rust, flattened.
import type { Enter, FactSink } from '../pack.ts';
import { hasToken } from '../reading.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { ImportFlag } from '../vocabulary.ts';
import { attributesBefore } from './attributes.ts';

/** Leaves of one `use` that are read. */
const MAX_LEAVES = 2_000;

interface Branch {
  readonly node: NodeIndex;
  /** Path in front of the node, with its `::`. */
  readonly prefix: string;
}

function pathText(t: TreeView, n: NodeIndex): string {
  return t.slice(n).replace(/\s+/g, '').replace(/^::/, '');
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1);
}

/** One imported name, module or wildcard. */
function leaf(s: FactSink, use: NodeIndex, at: Branch, flags: number): void {
  const t = s.tree;
  const renamed = t.is(at.node, 'use_as_clause');
  const wildcard = t.is(at.node, 'use_wildcard');
  const inner = renamed ? t.field(at.node, 'path') : wildcard ? firstNamed(t, at.node) : at.node;
  const own = t.is(inner, 'self') && at.prefix !== '' ? '' : pathText(t, inner);
  const source = own === '' ? at.prefix.replace(/::$/, '') : at.prefix + own;
  const name = wildcard ? '*' : lastSegment(source);
  const alias = renamed ? t.slice(t.field(at.node, 'alias')) : '';
  const reexport = t.child(use, 'visibility_modifier') !== NONE;
  const whole = t.is(t.parent(at.node), 'use_declaration');
  s.importing(whole ? use : at.node, {
    kind: reexport ? 'reexport' : 'static',
    source,
    flags,
    sourceNode: at.node,
    specifiers: [{ kind: wildcard ? 'wildcard' : own === '' ? 'namespace' : 'named', name, alias, node: at.node }],
  });
  if (reexport)
    s.exporting(at.node, { name: alias === '' ? name : alias, kind: wildcard ? 'all' : 'reexport', source });
}

/** `use a::{b, c as d, e::*}`: one import for each leaf. */
export const useDeclaration: Enter = (s, n) => {
  const t = s.tree;
  const argument = t.field(n, 'argument');
  const conditional = attributesBefore(t, n).some((a) => t.slice(firstNamed(t, a)) === 'cfg');
  const flags = conditional ? ImportFlag.conditional : 0;
  const stack: Branch[] = argument === NONE ? [] : [{ node: argument, prefix: '' }];
  for (let k = 0; k < MAX_LEAVES; k++) {
    const at = stack.pop();
    if (at === undefined) return;
    if (t.is(at.node, 'scoped_use_list') || t.is(at.node, 'use_list')) {
      const scoped = t.is(at.node, 'scoped_use_list');
      const path = scoped ? pathText(t, t.field(at.node, 'path')) : '';
      const list = scoped ? t.field(at.node, 'list') : at.node;
      const prefix = path === '' ? at.prefix : `${at.prefix}${path}::`;
      for (const node of namedChildren(t, list).reverse()) stack.push({ node, prefix });
    } else if (!/_comment$/.test(t.kind(at.node))) leaf(s, n, at, flags);
  }
};

/** `extern crate name as alias;` */
export const externCrate: Enter = (s, n) => {
  const t = s.tree;
  const sourceNode = t.field(n, 'name');
  const alias = t.slice(t.field(n, 'alias'));
  const name = t.slice(sourceNode);
  s.importing(n, {
    kind: hasToken(t, n, 'visibility_modifier') ? 'reexport' : 'static',
    source: name,
    sourceNode,
    specifiers: [{ kind: 'namespace', name, alias, node: sourceNode }],
  });
};

/** `include!("file.rs")` takes the text of another file. */
export function includeMacro(s: FactSink, n: NodeIndex, tokens: NodeIndex): void {
  const t = s.tree;
  const path = firstNamed(t, tokens);
  if (t.is(path, 'string_literal') || t.is(path, 'raw_string_literal'))
    s.importing(n, { kind: 'include', source: s.textOf(path), sourceNode: path, specifiers: [] });
}
