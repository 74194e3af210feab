import { CallFlag, type CallParts, NONE, type NodeIndex } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import { MAX_ARGUMENTS, MAX_PATH } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Rows of calls and their arguments, with what becomes of the result. */
export class CallFacts {
  private readonly walk: WalkState;

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  calling(n: NodeIndex, parts: CallParts): void {
    const name = parts.nameText ?? (parts.name === NONE ? '' : this.walk.expressions.nameText(parts.name));
    const receiver = parts.receiver === NONE ? '' : this.walk.expressions.pathOf(parts.receiver);
    const callee = receiver === '' ? name : `${receiver}.${name}`;
    const row = this.walk.out.add('calls', {
      name,
      callee: callee.slice(0, MAX_PATH),
      flags: (parts.flags ?? 0) | (parts.trailing === undefined || parts.trailing === NONE ? 0 : CallFlag.hasBlock),
      use:
        this.walk.uses.get(n) ??
        (this.walk.compiled.pack.isDiscarded?.(this.walk.tree, n) === true ? 'discarded' : 'other'),
      symbol: this.walk.scope.symbol,
      loopDepth: this.walk.scope.loopDepth,
      tryDepth: this.walk.scope.handler >= 0 ? Math.max(0, this.walk.scope.tryDepth - 1) : this.walk.scope.tryDepth,
      firstArgument: this.walk.out.count('arguments'),
      arguments: 0,
      ...this.walk.range(n),
      nameStart: parts.name === NONE ? this.walk.tree.start(n) : this.walk.tree.start(parts.name),
      nameEnd: parts.name === NONE ? this.walk.tree.start(n) : this.walk.tree.end(parts.name),
    });
    if (parts.receiver !== NONE) this.walk.uses.set(this.walk.expressions.unwrap(parts.receiver), 'chained');
    this.walk.out.set('calls', row, 'arguments', this.arguments(row, callee, parts));
    if (this.walk.scope.handler >= 0) {
      this.walk.out.set(
        'handlers',
        this.walk.scope.handler,
        'calls',
        this.walk.out.get('handlers', this.walk.scope.handler, 'calls') + 1,
      );
    }
    this.walk.scope.call = row;
    this.walk.open('call', n, row);
  }

  private arguments(call: number, callee: string, parts: CallParts): number {
    let count = 0;
    if (parts.args !== NONE) {
      for (
        let c = this.walk.tree.firstChild(parts.args);
        c !== NONE && count < MAX_ARGUMENTS;
        c = this.walk.tree.nextSibling(c)
      ) {
        if (!this.walk.tree.isNamed(c) || this.walk.expressions.role(c) & Role.comment) continue;
        this.argument(call, callee, c);
        count++;
      }
    }
    if (parts.trailing !== undefined && parts.trailing !== NONE) {
      this.walk.out.add('arguments', {
        call,
        keyword: '',
        shape: 'function',
        text: '',
        ...this.walk.range(parts.trailing),
      });
      count++;
    }
    return count;
  }

  private argument(call: number, callee: string, n: NodeIndex): void {
    let keyword = '';
    let value = n;
    const named = this.walk.compiled.keywordArguments[this.walk.tree.kindId(n)];
    if (named !== undefined) {
      const around = named[0] === '' && this.walk.tree.child(n, '=') !== NONE;
      const name = around ? this.walk.expressions.operand(n, 'left') : this.walk.tree.field(n, named[0]);
      const inner = around ? this.walk.expressions.operand(n, 'right') : this.walk.tree.field(n, named[1]);
      if (name !== NONE) keyword = this.walk.expressions.keyText(name);
      if (inner !== NONE) value = inner;
    }
    const read = this.walk.expressions.read(value);
    this.walk.out.add('arguments', { call, keyword, shape: read.shape, text: read.text, ...this.walk.range(value) });
    const inner = this.walk.expressions.unwrap(value);
    if (!this.walk.uses.has(inner)) this.walk.uses.set(inner, 'argument');
    if (!this.walk.targets.has(inner))
      this.walk.targets.set(inner, { context: 'argument', target: keyword === '' ? callee : keyword });
  }

  /** Hands the use of a wrapping node to what it wraps. */
  passUse(n: NodeIndex, role: number): void {
    const inner = this.walk.expressions.unwrap(role & (Role.await | Role.discard) ? this.firstExpression(n) : n);
    if (inner === NONE || inner === n || this.walk.uses.has(inner)) return;
    const use = role & Role.await ? 'awaited' : role & Role.discard ? 'discarded' : this.walk.uses.get(n);
    if (use !== undefined) this.walk.uses.set(inner, use);
  }

  private firstExpression(n: NodeIndex): NodeIndex {
    for (let c = this.walk.tree.firstChild(n); c !== NONE; c = this.walk.tree.nextSibling(c)) {
      if (this.walk.tree.isNamed(c) && !(this.walk.expressions.role(c) & Role.comment)) return c;
    }
    return NONE;
  }
}
