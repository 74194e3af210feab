/** Index of a node in a flattened tree; `NONE` where there is none. */
export type NodeIndex = number;
/** The index of no node. */
export const NONE = -1;

/**
 * A read-only view of a whole flattened tree, in pre-order. All offsets are UTF-16 code units.
 * Every method is O(1) except `field` and `child`, which scan the children of one node.
 */
export interface TreeView {
  readonly text: string;
  readonly size: number;
  /** The grammar's name of the node's kind; anonymous tokens are their text. */
  kind(n: NodeIndex): string;
  is(n: NodeIndex, kind: string): boolean;
  isNamed(n: NodeIndex): boolean;
  isMissing(n: NodeIndex): boolean;
  start(n: NodeIndex): number;
  end(n: NodeIndex): number;
  slice(n: NodeIndex): string;
  parent(n: NodeIndex): NodeIndex;
  firstChild(n: NodeIndex): NodeIndex;
  nextSibling(n: NodeIndex): NodeIndex;
  /** Index after the node's whole subtree. */
  after(n: NodeIndex): NodeIndex;
  /** First child under this field name. */
  field(n: NodeIndex, name: string): NodeIndex;
  /** The field name under which the node hangs below its parent, or `''`. */
  fieldOf(n: NodeIndex): string;
  /** First child of this kind. */
  child(n: NodeIndex, kind: string): NodeIndex;
}

/** Children that are named nodes, in order. */
export function namedChildren(t: TreeView, n: NodeIndex): NodeIndex[] {
  const out: NodeIndex[] = [];
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) if (t.isNamed(c)) out.push(c);
  return out;
}

/** All children under one field name, in order. */
export function fieldChildren(t: TreeView, n: NodeIndex, name: string): NodeIndex[] {
  const out: NodeIndex[] = [];
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) if (t.fieldOf(c) === name) out.push(c);
  return out;
}

/** All children of one kind, in order. */
export function childrenOfKind(t: TreeView, n: NodeIndex, kind: string): NodeIndex[] {
  const out: NodeIndex[] = [];
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) if (t.is(c, kind)) out.push(c);
  return out;
}

/** First named child, or `NONE`. */
export function firstNamed(t: TreeView, n: NodeIndex): NodeIndex {
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) if (t.isNamed(c)) return c;
  return NONE;
}

/** First node of this kind in the subtree below `n` in pre-order, or `NONE`. */
export function descendantOfKind(t: TreeView, n: NodeIndex, kind: string): NodeIndex {
  for (let i = n + 1, end = t.after(n); i < end; i++) if (t.is(i, kind)) return i;
  return NONE;
}
