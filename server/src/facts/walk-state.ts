import { type CallUse, NONE, type NodeIndex, type StringContext } from '@drift/grammars';
import type { FlatTree } from '../syntax/flat-tree.ts';
import type { CompiledPack } from './compiled-pack.ts';
import { Expressions } from './expressions.ts';
import type { FactsBuilder } from './facts-builder.ts';
import { type Frame, moduleScope, type Scope } from './frames.ts';
import { TokenHashes } from './hashes.ts';

/** What the parts of one walk share: the tree, the record being built, what encloses the current node, and notes ahead. */
export class WalkState {
  readonly tree: FlatTree;
  readonly compiled: CompiledPack;
  readonly out: FactsBuilder;
  readonly expressions: Expressions;
  readonly hashes: TokenHashes;
  readonly frames: Frame[] = [];
  readonly scopes: Scope[] = [];
  scope: Scope = moduleScope();
  /** What becomes of the value of a node that comes later in the walk. */
  readonly uses = new Map<NodeIndex, CallUse>();
  /** What a node that comes later in the walk flows into. */
  readonly targets = new Map<NodeIndex, { context: StringContext; target: string }>();
  lastSymbol = -1;
  lastSymbolNode = NONE;
  interfaceHash = 0;
  /** Something was met that may suppress findings. */
  hasDirectives = false;

  constructor(tree: FlatTree, compiled: CompiledPack, out: FactsBuilder) {
    this.tree = tree;
    this.compiled = compiled;
    this.out = out;
    this.expressions = new Expressions(tree, compiled);
    this.hashes = new TokenHashes(tree, compiled);
  }

  /** Encloses everything in the subtree of `n` in a frame. */
  open(kind: Frame['kind'], n: NodeIndex, row: number, outer = -1): void {
    this.frames.push({ kind, node: n, end: this.tree.after(n), row, outer });
  }

  /** Where a node starts; -1 for an absent one. */
  start(n: NodeIndex): number {
    return n === NONE ? -1 : this.tree.start(n);
  }

  /** Where a node ends; -1 for an absent one. */
  end(n: NodeIndex): number {
    return n === NONE ? -1 : this.tree.end(n);
  }

  /** Adds a flag to the handler around the current node. */
  flagHandler(flag: number): void {
    const row = this.scope.handler;
    if (row >= 0) this.out.set('handlers', row, 'flags', this.out.get('handlers', row, 'flags') | flag);
  }
}
