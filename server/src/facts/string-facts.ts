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
    const { expressions, out, scope } = this.walk;
    if (shape === undefined) return;
    const content = expressions.stringContent(n, shape);
    if (content.text.length < (this.isStatement(n) ? 1 : MIN_STRING_TEXT)) return;
    const { context, target } = this.stringPlace(n);
    out.add('strings', {
      kind: shape.kind,
      context,
      text: shape.kind === 'doc' ? '' : content.text.slice(0, MAX_STRING_TEXT),
      target: target.slice(0, MAX_PATH),
      dynamic: content.dynamic ? 1 : 0,
      symbol: scope.symbol,
      start: this.walk.start(n),
      end: this.walk.end(n),
      contentStart: content.start,
    });
  }

  /** The text of a key that is written as a name. */
  key(n: NodeIndex, text: string): void {
    if (text.length < MIN_STRING_TEXT) return;
    this.walk.out.add('strings', {
      kind: 'literal',
      context: 'other',
      text: text.slice(0, MAX_STRING_TEXT),
      target: '',
      dynamic: 0,
      symbol: this.walk.scope.symbol,
      start: this.walk.start(n),
      end: this.walk.end(n),
      contentStart: this.walk.end(n) - text.length,
    });
  }

  /** True for a text that flows nowhere: it is there for readers, however short. */
  private isStatement(n: NodeIndex): boolean {
    const { expressions, tree } = this.walk;
    return (expressions.role(tree.parent(n)) & Role.discard) !== 0;
  }

  /** What a string flows into directly, through parentheses and concatenation only. */
  private stringPlace(n: NodeIndex): { context: StringContext; target: string } {
    const { compiled, expressions, targets, tree } = this.walk;
    let at = n;
    for (let k = 0; k < 5 && at !== NONE; k++) {
      const known = targets.get(at);
      if (known !== undefined) return known;
      at = tree.parent(at);
      const role = expressions.role(at);
      if (role & Role.binary && compiled.pack.comparisonOperators.includes(expressions.operatorOf(at))) {
        return {
          context: 'comparison',
          target: expressions.pathOf(expressions.operand(at, 'left')),
        };
      }
      if (!(role & (Role.binary | Role.transparent | Role.argumentWrapper))) break;
    }
    return { context: 'other', target: '' };
  }
}
