import { NONE, type NodeIndex } from '@drift/grammars';
import { MAX_PATH, MAX_VALUE_TEXT } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Marks that tell tools to be silent about a declaration. */
export const SUPPRESSING = /^(?:java\.lang\.|kotlin\.)?(?:SuppressWarnings|Suppress)$/;

/** Rows of decorators: each belongs to the symbol it stands in, or waits for the next one beside it. */
export class DecoratorFacts {
  private readonly walk: WalkState;
  private pending: { row: number; limit: number }[] = [];

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  decorator(n: NodeIndex, name: string, args: NodeIndex): void {
    const { frames, lastSymbol, out, tree } = this.walk;
    const text = args === NONE ? '' : tree.slice(args).slice(0, MAX_VALUE_TEXT);
    const opened = frames.at(-1)?.kind === 'symbol' && this.walk.lastSymbolNode === frames.at(-1)?.node;
    const nameStart = opened ? out.get('symbols', lastSymbol, 'nameStart') : -1;
    const inside = opened && tree.start(n) < nameStart;
    const row = out.add('decorators', {
      name: name.slice(0, MAX_PATH),
      text,
      symbol: inside ? lastSymbol : -1,
      start: this.walk.start(n),
      end: this.walk.end(n),
    });
    if (SUPPRESSING.test(name)) this.walk.hasDirectives = true;
    const parent = tree.parent(n);
    if (!inside) this.pending.push({ row, limit: parent === NONE ? tree.size : tree.after(parent) });
  }

  /** Gives the waiting decorators to the symbol that starts at `n`. */
  adopt(n: NodeIndex, symbol: number): void {
    for (const waiting of this.pending) {
      if (n < waiting.limit) this.walk.out.set('decorators', waiting.row, 'symbol', symbol);
    }
    this.pending = [];
  }

  /** Lets the waiting decorators belong to no symbol. */
  drop(): void {
    this.pending = [];
  }
}
