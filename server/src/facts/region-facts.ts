import { NONE, type NodeIndex } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import type { WalkState } from './walk-state.ts';

/** Code units before a branch in which an `else` is looked for. */
const ELSE_WINDOW = 12;

/** Loops, tries and branches of the current symbol: rows of loops, and the counts its row closes with. */
export class RegionFacts {
  private readonly walk: WalkState;

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  /** Counts the statements that stand directly in a block. */
  block(n: NodeIndex): void {
    const { expressions, scope, tree } = this.walk;
    // The first child of an arm is what it compares with.
    let label = (expressions.role(n) & Role.arm) !== 0;
    for (let c = tree.firstChild(n); c !== NONE; c = tree.nextSibling(c)) {
      if (!tree.isNamed(c) || expressions.role(c) & (Role.comment | Role.blockWrapper)) continue;
      if (!label) scope.statements++;
      label = false;
    }
  }

  /** Opens a loop, a try or a branch. */
  region(n: NodeIndex, id: number, role: number): void {
    const { scope } = this.walk;
    if (role & Role.loop) {
      const kind = this.walk.compiled.loops[id] ?? 'for';
      const row = this.walk.out.add('loops', {
        kind,
        symbol: scope.symbol,
        start: this.walk.start(n),
        end: this.walk.end(n),
      });
      scope.loopDepth++;
      scope.branches++;
      // A comprehension is an expression: it repeats, but nothing nests in it.
      if (kind === 'comprehension') return this.walk.open('inlineLoop', n, row);
      this.nest();
      this.walk.open('loop', n, row);
    } else if (role & Role.try) {
      scope.tryDepth++;
      scope.tries++;
      this.nest();
      this.walk.open('try', n, -1);
    } else {
      scope.branches++;
      const all = this.walk.expressions.role(n);
      const isArm = (all & Role.arm) !== 0;
      const chained = !isArm && (all & Role.inline) === 0 && this.continues(n);
      // `else if` after `else if` is a switch in other words.
      if (isArm || chained) scope.arms++;
      if (all & Role.inline || chained) return;
      this.nest();
      this.walk.open('branch', n, -1);
    }
  }

  /** Leaves a loop, a try or a branch. */
  close(kind: 'loop' | 'inlineLoop' | 'try' | 'branch'): void {
    const { scope } = this.walk;
    if (kind !== 'inlineLoop') scope.nesting--;
    if (kind === 'loop' || kind === 'inlineLoop') scope.loopDepth--;
    else if (kind === 'try') scope.tryDepth--;
  }

  private nest(): void {
    const { scope } = this.walk;
    scope.nesting++;
    scope.maxNesting = Math.max(scope.maxNesting, scope.nesting);
  }

  /** True for the second and later conditions of an `if … else if … else if`: they do not nest in each other. */
  private continues(n: NodeIndex): boolean {
    const { tree } = this.walk;
    if (tree.fieldOf(n) === 'alternative') return true;
    const start = tree.start(n);
    return /\belse\s*$/.test(tree.text.slice(Math.max(0, start - ELSE_WINDOW), start));
  }
}
