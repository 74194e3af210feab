import { NONE, type NodeIndex, SpecifierFlag } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import type { WalkState } from './walk-state.ts';

/** Steps up a dotted path. */
const MAX_PATH_STEPS = 24;

/** Tells of imported names whether they are used as values, as types, or both, in a language that tells the two apart. */
export class ImportUseFacts {
  /** True once a name is imported whose uses count. */
  anyWatched = false;
  private readonly walk: WalkState;
  private readonly rows = new Map<string, number>();
  /** First letter and length of the watched names: most other names are told apart without reading them. */
  private readonly marks = new Set<number>();

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  /** Watches the local name of a specifier. */
  watch(local: string, specifier: number): void {
    if (this.walk.compiled.pack.importUses === undefined || local === '') return;
    this.anyWatched = true;
    this.rows.set(local, specifier);
    this.marks.add(markOf(local.charCodeAt(0), local.length));
  }

  /** Takes note of a name node that the walk comes by. */
  see(n: NodeIndex, role: number): void {
    const { out, tree } = this.walk;
    const start = tree.start(n);
    if (!this.marks.has(markOf(tree.text.charCodeAt(start), tree.end(n) - start))) return;
    const row = this.rows.get(tree.slice(n));
    if (row === undefined) return;
    const use = this.useOf(n, role);
    if (use !== 0) out.set('specifiers', row, 'flags', out.get('specifiers', row, 'flags') | use);
  }

  private useOf(n: NodeIndex, role: number): number {
    const { compiled, tree } = this.walk;
    const uses = compiled.pack.importUses;
    if (uses === undefined) return 0;
    let parent = tree.parent(n);
    if (uses.declaring.includes(tree.kind(parent))) return 0;
    if ((role & Role.typeName) !== 0) return SpecifierFlag.usedAsType;
    for (let k = 0; k < MAX_PATH_STEPS && parent !== NONE && uses.paths.includes(tree.kind(parent)); k++)
      parent = tree.parent(parent);
    const isType = parent !== NONE && uses.typePlaces.includes(tree.kind(parent));
    return isType ? SpecifierFlag.usedAsType : SpecifierFlag.usedAsValue;
  }
}

function markOf(first: number, length: number): number {
  return first * 256 + Math.min(length, 255);
}
