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
    const { compiled, expressions, out, scope, tree, uses } = this.walk;
    const name = parts.nameText ?? (parts.name === NONE ? '' : expressions.nameText(parts.name));
    const receiver = parts.receiver === NONE ? '' : expressions.pathOf(parts.receiver);
    const callee = receiver === '' ? name : `${receiver}.${name}`;
    const row = out.add('calls', {
      name,
      callee: callee.slice(0, MAX_PATH),
      flags: (parts.flags ?? 0) | (parts.trailing === undefined || parts.trailing === NONE ? 0 : CallFlag.hasBlock),
      use: uses.get(n) ?? (compiled.pack.isDiscarded?.(tree, n) === true ? 'discarded' : 'other'),
      symbol: scope.symbol,
      loopDepth: scope.loopDepth,
      tryDepth: scope.handler >= 0 ? Math.max(0, scope.tryDepth - 1) : scope.tryDepth,
      firstArgument: out.count('arguments'),
      arguments: 0,
      start: this.walk.start(n),
      end: this.walk.end(n),
      nameStart: parts.name === NONE ? tree.start(n) : tree.start(parts.name),
      nameEnd: parts.name === NONE ? tree.start(n) : tree.end(parts.name),
    });
    if (parts.receiver !== NONE) uses.set(expressions.unwrap(parts.receiver), 'chained');
    out.set('calls', row, 'arguments', this.arguments(row, callee, parts));
    if (scope.handler >= 0) {
      out.set('handlers', scope.handler, 'calls', out.get('handlers', scope.handler, 'calls') + 1);
    }
    this.walk.open('call', n, row, scope.call);
    scope.call = row;
  }

  private arguments(call: number, callee: string, parts: CallParts): number {
    const { expressions, out, tree } = this.walk;
    let count = 0;
    if (parts.args !== NONE) {
      for (let c = tree.firstChild(parts.args); c !== NONE && count < MAX_ARGUMENTS; c = tree.nextSibling(c)) {
        if (!tree.isNamed(c) || expressions.role(c) & Role.comment) continue;
        this.argument(call, callee, c);
        count++;
      }
    }
    if (parts.trailing !== undefined && parts.trailing !== NONE) {
      out.add('arguments', {
        call,
        keyword: '',
        shape: 'function',
        text: '',
        start: this.walk.start(parts.trailing),
        end: this.walk.end(parts.trailing),
      });
      count++;
    }
    return count;
  }

  private argument(call: number, callee: string, n: NodeIndex): void {
    const { compiled, expressions, out, targets, tree, uses } = this.walk;
    let keyword = '';
    let value = n;
    const named = compiled.keywordArguments[tree.kindId(n)];
    if (named !== undefined) {
      const around = named[0] === '' && tree.child(n, '=') !== NONE;
      const name = around ? expressions.operand(n, 'left') : tree.field(n, named[0]);
      const inner = around ? expressions.operand(n, 'right') : tree.field(n, named[1]);
      if (name !== NONE) keyword = expressions.keyText(name);
      if (inner !== NONE) value = inner;
    }
    const read = expressions.read(value);
    out.add('arguments', {
      call,
      keyword,
      shape: read.shape,
      text: read.text,
      start: this.walk.start(value),
      end: this.walk.end(value),
    });
    const inner = expressions.unwrap(value);
    if (!uses.has(inner)) uses.set(inner, 'argument');
    if (!targets.has(inner)) targets.set(inner, { context: 'argument', target: keyword === '' ? callee : keyword });
  }

  /** Hands the use of a wrapping node to what it wraps. */
  passUse(n: NodeIndex, role: number): void {
    const { expressions, uses } = this.walk;
    const inner = expressions.unwrap(role & (Role.await | Role.discard) ? this.firstExpression(n) : n);
    if (inner === NONE || inner === n || uses.has(inner)) return;
    const use = role & Role.await ? 'awaited' : role & Role.discard ? 'discarded' : uses.get(n);
    if (use !== undefined) uses.set(inner, use);
  }

  private firstExpression(n: NodeIndex): NodeIndex {
    const { expressions, tree } = this.walk;
    for (let c = tree.firstChild(n); c !== NONE; c = tree.nextSibling(c)) {
      if (tree.isNamed(c) && !(expressions.role(c) & Role.comment)) return c;
    }
    return NONE;
  }
}
