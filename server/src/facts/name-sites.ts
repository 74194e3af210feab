import type { Span } from '@drift/shared';
import type { FlatTree } from '../syntax/flat-tree.ts';

/** A node around a name, from the inside outwards. */
export interface NodeAround extends Span {
  readonly kind: string;
  /** The field of its own parent in which it stands, or `''`. */
  readonly field: string;
}

/** One place where exactly this name stands as a token of its own, and what stands around it. */
export interface NameSite extends Span {
  /** Kind of the token itself. */
  readonly kind: string;
  /** The field of the nearest node around in which it stands, or `''`. */
  readonly field: string;
  readonly around: readonly NodeAround[];
  /** What the nearest node around says before the name, at most `MAX_PREFIX` code units of it: `this.`, `a?.`. */
  readonly prefix: string;
  /** The token after the name, or `''`. */
  readonly next: string;
}

/** Code units kept of what stands before a name. */
const MAX_PREFIX = 120;

/** Every token of the tree with exactly this text, in order. Linear in the tree. */
export function nameSites(tree: FlatTree, name: string): NameSite[] {
  const out: NameSite[] = [];
  for (let n = 0; n < tree.size; n++) {
    if (tree.end(n) - tree.start(n) !== name.length || tree.after(n) !== n + 1 || tree.slice(n) !== name) continue;
    const around = aroundOf(tree, n);
    const from = Math.max(around[0]?.start ?? 0, tree.start(n) - MAX_PREFIX);
    out.push({
      start: tree.start(n),
      end: tree.end(n),
      kind: tree.kind(n),
      field: tree.fieldOf(n),
      around,
      prefix: tree.text.slice(from, tree.start(n)),
      next: nextToken(tree, n),
    });
  }
  return out;
}

function aroundOf(tree: FlatTree, n: number): NodeAround[] {
  const out: NodeAround[] = [];
  for (let at = tree.parent(n); at >= 0; at = tree.parent(at)) {
    out.push({ kind: tree.kind(at), field: tree.fieldOf(at), start: tree.start(at), end: tree.end(at) });
  }
  return out;
}

function nextToken(tree: FlatTree, n: number): string {
  for (let at = n + 1; at < tree.size; at++) {
    if (tree.after(at) === at + 1 && tree.end(at) > tree.start(at)) return tree.slice(at);
  }
  return '';
}
