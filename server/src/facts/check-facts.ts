import { firstNamed, NONE, type NodeIndex, namedChildren, type Shape } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import { MAX_CONDITION_NODES, MAX_PATH } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Shapes of what a value can be compared with so that it is known afterwards. */
const CONSTANT: ReadonlySet<Shape> = new Set(['number', 'regex', 'array', 'object']);
/** Operators whose right side is a collection or a pattern, whatever it is called. */
const MEMBERSHIP: ReadonlySet<string> = new Set(['in', 'not in', '!in', 'instanceof', '=~', '!~', '===']);
/** Names of constants: in capitals, or the member of a type. */
const CONSTANT_PATH = /^[\p{Lu}][\p{Lu}\p{N}_]+$|(?:^|\.)\p{Lu}[\p{L}\p{N}_]*\.\p{L}[\p{L}\p{N}_]*$/u;

/** Rows of what code asks about values, and of what depends on the answer. */
export class CheckFacts {
  private readonly walk: WalkState;

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  /** A comparison of something that has a path with something constant. */
  comparison(n: NodeIndex): void {
    const { compiled, expressions } = this.walk;
    const { comparisonOperators } = compiled.pack;
    const operator = expressions.operatorOf(n);
    const isOrder = ORDER.has(operator);
    if (!isOrder && !comparisonOperators.includes(operator) && !MEMBERSHIP.has(operator)) return;
    const left = expressions.operand(n, 'left');
    const right = expressions.operand(n, 'right');
    if (this.isConstant(right, isOrder ? '<' : operator)) this.row(n, left);
    else if (this.isConstant(left, '==')) this.row(n, right);
  }

  /** The value that a `switch` or its kin asks about. */
  inspection(n: NodeIndex, field: string): void {
    const { tree } = this.walk;
    const value = field === '' ? firstNamed(tree, n) : tree.field(n, field);
    this.row(n, value);
  }

  /** A region that runs under a condition; keys looked up in the condition are asked about too. */
  branch(n: NodeIndex): void {
    const { expressions, out, scope, tree } = this.walk;
    const test = this.conditionOf(n);
    const [testStart, testEnd] = [this.walk.start(test), this.walk.end(test)];
    out.add('branches', { symbol: scope.symbol, start: this.walk.start(n), end: this.walk.end(n), testStart, testEnd });
    const first = tree.field(n, 'initializer') === NONE ? test : tree.field(n, 'initializer');
    if (test === NONE) return;
    const end = Math.min(tree.after(test), first + MAX_CONDITION_NODES);
    for (let i = first; i < end; i++) {
      if (!(expressions.role(i) & Role.index)) continue;
      const children = namedChildren(tree, i);
      const key = children.length > 1 ? children.at(-1) : undefined;
      if (key !== undefined) this.row(i, key);
    }
  }

  private conditionOf(n: NodeIndex): NodeIndex {
    const { tree } = this.walk;
    const named = tree.field(n, 'condition');
    if (named !== NONE || !tree.is(n, 'conditional_expression')) return named;
    // `a if b else c` has no fields.
    return namedChildren(tree, n)[1] ?? NONE;
  }

  private row(n: NodeIndex, value: NodeIndex): void {
    const { expressions, out, scope } = this.walk;
    const at = expressions.unwrap(value);
    if (at === NONE || !(expressions.role(at) & PATHS)) return;
    const subject = expressions.pathOf(at).slice(0, MAX_PATH);
    if (!subject.startsWith('?'))
      out.add('checks', { subject, symbol: scope.symbol, start: this.walk.start(n), end: this.walk.end(n) });
  }

  private isConstant(n: NodeIndex, operator: string): boolean {
    if (n === NONE) return false;
    if (MEMBERSHIP.has(operator) && operator !== '===') return true;
    const { shape, text } = this.walk.expressions.read(n);
    if (CONSTANT.has(shape)) return true;
    if (shape === 'string') return text !== '';
    return (shape === 'identifier' || shape === 'member') && CONSTANT_PATH.test(text);
  }
}

const ORDER: ReadonlySet<string> = new Set(['<', '>', '<=', '>=']);
/** Expressions that have a path. */
const PATHS = Role.identifier | Role.member | Role.index | Role.call;
