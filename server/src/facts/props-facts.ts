import type { NodeIndex } from '@drift/grammars';
import { MAX_PATH } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Rows of members taken of what holds the props of a component. */
export class PropsFacts {
  private readonly walk: WalkState;

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  /** Looks at a member access. */
  reading(n: NodeIndex, id: number): void {
    const { compiled, out, scope, tree } = this.walk;
    const holder = compiled.pack.props ?? '';
    const [object, name] = compiled.members[id] ?? ['', ''];
    const start = tree.start(tree.field(n, object));
    // Nearly every access is one of something else: no text is cut out for those.
    if (tree.end(tree.field(n, object)) - start !== holder.length || !tree.text.startsWith(holder, start)) return;
    out.add('props', {
      name: tree.slice(tree.field(n, name)).slice(0, MAX_PATH),
      symbol: scope.symbol,
      start: this.walk.start(n),
      end: this.walk.end(n),
    });
  }
}
