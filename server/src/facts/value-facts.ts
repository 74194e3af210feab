import { type BindingFact, HandlerFlag, Mod, NONE, type NodeIndex } from '@drift/grammars';
import type { DecoratorFacts } from './decorator-facts.ts';
import { MAX_PATH } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Rows of values on their way: bindings, returns and throws. Notes for calls and strings inside what takes them. */
export class ValueFacts {
  private readonly walk: WalkState;
  private readonly decorators: DecoratorFacts;

  constructor(walk: WalkState, decorators: DecoratorFacts) {
    this.walk = walk;
    this.decorators = decorators;
  }

  binding(n: NodeIndex, fact: BindingFact): void {
    const { expressions, out, scope, targets, uses } = this.walk;
    const target = (fact.name ?? expressions.pathOf(fact.target)).slice(0, MAX_PATH);
    const value = expressions.read(fact.value);
    out.add('bindings', {
      kind: fact.kind,
      target,
      type: (fact.type ?? '').slice(0, MAX_PATH),
      shape: value.shape,
      text: value.text,
      modifiers: (fact.modifiers ?? 0) | this.valueModifiers(fact),
      symbol: scope.symbol,
      call: fact.kind === 'pair' || fact.kind === 'keyword' ? scope.call : -1,
      start: this.walk.start(n),
      end: this.walk.end(n),
      targetStart: this.walk.start(fact.target),
      targetEnd: this.walk.end(fact.target),
      valueStart: this.walk.start(fact.value),
      valueEnd: this.walk.end(fact.value),
    });
    if (fact.key !== undefined)
      out.add('elementKeys', {
        name: fact.key.slice(0, MAX_PATH),
        start: this.walk.start(fact.target),
        end: this.walk.end(fact.target),
      });
    const keyed = fact.kind === 'pair' || fact.kind === 'keyword';
    if (!keyed) this.decorators.drop();
    if (fact.value === NONE) return;
    if (!keyed) uses.set(fact.value, 'assigned');
    const context = keyed ? 'property' : 'assignment';
    targets.set(expressions.unwrap(fact.value), { context, target });
  }

  private valueModifiers(fact: BindingFact): number {
    const cast = this.walk.expressions.numberCast(fact.value) === '' ? 0 : Mod.number;
    return cast | this.augments(this.walk.end(fact.target), this.walk.start(fact.value));
  }

  /** `x += v` and its kin, told by what stands between target and value. */
  private augments(from: number, to: number): number {
    const between = from < 0 || to - from > MAX_OPERATOR ? '' : this.walk.tree.text.slice(from, to);
    return AUGMENTS.test(between) ? Mod.augments : 0;
  }

  /** The binding a node is by its kind alone. */
  boundBy(n: NodeIndex, id: number): void {
    const { compiled, expressions, tree } = this.walk;
    const shape = compiled.bindings[id];
    if (shape === undefined) return;
    const target = tree.field(n, shape.target);
    if (target === NONE) return;
    const keyed = shape.kind === 'pair' || shape.kind === 'keyword';
    this.binding(n, {
      kind: shape.kind,
      target,
      value: tree.field(n, shape.value),
      ...(keyed ? { name: expressions.keyText(target) } : {}),
    });
  }

  returning(n: NodeIndex, value: NodeIndex): void {
    const { expressions, out, scope, targets, uses } = this.walk;
    const read = expressions.read(value);
    out.add('returns', {
      shape: read.shape,
      text: read.text,
      symbol: scope.symbol,
      start: this.walk.start(n),
      end: this.walk.end(n),
    });
    uses.set(value, 'returned');
    targets.set(expressions.unwrap(value), { context: 'return', target: '' });
    this.walk.flagHandler(HandlerFlag.returns);
  }

  throwing(n: NodeIndex, value: NodeIndex, cause = NONE): void {
    const { expressions, out, scope, uses } = this.walk;
    const read = expressions.read(value);
    out.add('throws', {
      shape: read.shape,
      text: read.text,
      symbol: scope.symbol,
      handler: scope.handler,
      start: this.walk.start(n),
      end: this.walk.end(n),
      cause: cause === NONE ? '' : this.walk.tree.slice(cause).slice(0, MAX_PATH),
    });
    uses.set(value, 'thrown');
    this.walk.flagHandler(HandlerFlag.rethrows);
  }
}

const AUGMENTS = /^\s*(?:[-+*/%.|&^~]|\?\?|\|\||&&|\*\*|\/\/|<<|>>>?)=\s*$/;
/** Longest text between target and value that can be an operator, in code units. */
const MAX_OPERATOR = 16;
