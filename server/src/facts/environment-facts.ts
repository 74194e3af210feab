import { NONE, type NodeIndex } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import { MAX_PATH } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Rows of environment variables that are members or elements of what holds them all. */
export class EnvironmentFacts {
  private readonly walk: WalkState;

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  /** Looks at a member or element access. */
  reading(n: NodeIndex, id: number): void {
    const { compiled, expressions, out, scope, tree } = this.walk;
    const holders = compiled.pack.environment?.holders ?? [];
    const [field, named] = compiled.members[id] ?? [compiled.indexes[id] ?? '', null];
    const object = field === '' ? this.firstNamed(n) : tree.field(n, field);
    // Nearly every access has another length: no text is cut out for those.
    const length = tree.end(object) - tree.start(object);
    if (!holders.some((h) => h.length === length && tree.text.startsWith(h, tree.start(object)))) return;
    let name = '';
    if (named !== null) name = tree.slice(named === '' ? expressions.operand(n, 'right') : tree.field(n, named));
    else {
      const key = expressions.unwrap(expressions.operand(n, 'right'));
      if (expressions.role(key) & Role.string && expressions.read(key).shape === 'string')
        name = expressions.textOf(key);
    }
    out.add('environment', {
      name: name.slice(0, MAX_PATH),
      symbol: scope.symbol,
      start: this.walk.start(n),
      end: this.walk.end(n),
    });
  }

  private firstNamed(n: NodeIndex): NodeIndex {
    const { tree } = this.walk;
    for (let c = tree.firstChild(n); c !== NONE; c = tree.nextSibling(c)) if (tree.isNamed(c)) return c;
    return NONE;
  }
}
