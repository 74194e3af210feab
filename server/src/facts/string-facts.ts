import { NONE, type NodeIndex, type StringContext, type StringShape } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import { MAX_PATH, MAX_STRING_TEXT, MIN_STRING_TEXT } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Rows of string literals and templates, with the place each flows into. */
export class StringFacts {
  private readonly walk: WalkState;

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  string(n: NodeIndex, shape: StringShape | undefined): void {
    if (shape === undefined) return;
    const content = this.walk.expressions.stringContent(n, shape);
    if (content.text.length < MIN_STRING_TEXT) return;
    const { context, target } = this.stringPlace(n);
    this.walk.out.add('strings', {
      kind: shape.kind,
      context,
      text: shape.kind === 'doc' ? '' : content.text.slice(0, MAX_STRING_TEXT),
      target: target.slice(0, MAX_PATH),
      dynamic: content.dynamic ? 1 : 0,
      symbol: this.walk.scope.symbol,
      ...this.walk.range(n),
      contentStart: content.start,
    });
  }

  /** What a string flows into directly, through parentheses and concatenation only. */
  private stringPlace(n: NodeIndex): { context: StringContext; target: string } {
    let at = n;
    for (let k = 0; k < 5 && at !== NONE; k++) {
      const known = this.walk.targets.get(at);
      if (known !== undefined) return known;
      at = this.walk.tree.parent(at);
      const role = this.walk.expressions.role(at);
      if (
        role & Role.binary &&
        this.walk.compiled.pack.comparisonOperators.includes(this.walk.expressions.operatorOf(at))
      ) {
        return {
          context: 'comparison',
          target: this.walk.expressions.pathOf(this.walk.expressions.operand(at, 'left')),
        };
      }
      if (!(role & (Role.binary | Role.transparent | Role.argumentWrapper))) break;
    }
    return { context: 'other', target: '' };
  }
}
