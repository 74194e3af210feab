import { NONE, type NodeIndex, type NullCheckKind, type NullChecks, type Shape } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import type { WalkState } from './walk-state.ts';

/**
 * Rows of checks that something is there. Only expressions count whose check and use stand side by side, because only
 * those can be written in each of the ways a language has; a check before a block of statements cannot.
 */
export class NullFacts {
  private readonly walk: WalkState;

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  /** Looks at a node that is an optional access, or may be a check with the use it guards. */
  checking(n: NodeIndex, role: number): void {
    const { compiled, tree } = this.walk;
    const checks = compiled.pack.nullChecks;
    if (checks === undefined) return;
    if (role & Role.optionalAccess) return this.add('optional', n);
    if (this.isEquality(n, role, checks)) return this.add('equality', n);
    const conditional = compiled.conditionals[tree.kindId(n)];
    if (conditional === undefined) return this.conjunction(n, checks);
    const parts = conditional(tree, n);
    if (checks.otherwise !== 'any' && !this.isOneOf(parts.otherwise, checks.otherwise)) return;
    const guard = this.guardOf(parts.condition, checks);
    if (guard !== null && this.accesses(parts.met, guard.subject)) this.add(guard.kind, n);
  }

  /** True for `a == nil`; a call on the left may be the start of another language: `a.should == nil`. */
  private isEquality(n: NodeIndex, role: number, checks: NullChecks): boolean {
    const { expressions } = this.walk;
    if (checks.equal === undefined || !(role & Role.binary)) return false;
    if (expressions.operatorOf(n) !== checks.equal) return false;
    return this.isAbsent(expressions.operand(n, 'right'), checks) && !this.isAmongComparisons(n, checks.equal);
  }

  /** `a == nil || a == true`: the same value compared twice is compared alike. */
  private isAmongComparisons(n: NodeIndex, operator: string): boolean {
    const { expressions, tree } = this.walk;
    const around = tree.parent(n);
    if (around === NONE || !(expressions.role(around) & Role.binary)) return false;
    const compared = `${tree.slice(expressions.operand(n, 'left'))} ${operator} `;
    return tree.slice(around).slice(0, MAX_PART).split(compared).length > 2;
  }

  private conjunction(n: NodeIndex, checks: NullChecks): void {
    const { expressions } = this.walk;
    if (!checks.and.includes(expressions.operatorOf(n))) return;
    const guard = this.guardOf(expressions.operand(n, 'left'), checks);
    if (guard === null || !this.guards(expressions.operand(n, 'right'), guard.subject, checks)) return;
    // One guard for several uses says it once for all of them; optional access would have to say it at each.
    const isShared = this.isUsedFurther(n, guard.subject, checks) || this.isGuardedBefore(n, guard.subject, checks);
    const isBare = !(expressions.role(expressions.unwrap(expressions.operand(n, 'right'))) & Role.binary);
    if (
      checks.optional.length > 0 &&
      (isShared || (isBare && checks.sameValue !== true && !this.isCondition(n, checks)))
    )
      return;
    this.add(guard.kind, n);
  }

  /**
   * True where nothing but the truth of a conjunction counts: as a value, optional access gives another one for what is
   * absent, and where types are checked another type.
   */
  private isCondition(n: NodeIndex, checks: NullChecks): boolean {
    const { expressions, tree } = this.walk;
    let inner = n;
    for (let k = 0, at = tree.parent(n); at !== NONE && k < MAX_PARTS; k++, inner = at, at = tree.parent(at)) {
      if (tree.fieldOf(inner) === 'condition') return true;
      const role = expressions.role(at);
      if (role & Role.transparent) continue;
      if (role & Role.binary && checks.and.includes(expressions.operatorOf(at))) continue;
      if (role & Role.binary && OR.has(expressions.operatorOf(at))) continue;
      return tree.text.slice(tree.start(at), tree.start(inner)).trim() === '!';
    }
    return false;
  }

  /** True where a later part of the condition around a conjunction uses a member of the subject too. */
  private isUsedFurther(n: NodeIndex, subject: NodeIndex, checks: NullChecks): boolean {
    const { expressions, tree } = this.walk;
    const name = tree.slice(subject);
    let at = tree.parent(n);
    for (let k = 0; at !== NONE && k < MAX_PARTS; k++, at = tree.parent(at)) {
      const role = expressions.role(at);
      if (role & Role.transparent) continue;
      if (!(role & Role.binary) || !checks.and.includes(expressions.operatorOf(at))) return false;
      const right = expressions.operand(at, 'right');
      if (tree.start(right) >= tree.end(n) && mentions(tree.slice(right).slice(0, MAX_PART), name)) return true;
    }
    return false;
  }

  /** True where an earlier guard of the condition, for a part between them as well, guards the subject's owner. */
  private isGuardedBefore(n: NodeIndex, subject: NodeIndex, checks: NullChecks): boolean {
    const { expressions, tree } = this.walk;
    const parts: NodeIndex[] = [];
    let at = expressions.unwrap(expressions.operand(n, 'left'));
    while (parts.length < MAX_PARTS && expressions.role(at) & Role.binary) {
      if (!checks.and.includes(expressions.operatorOf(at))) break;
      parts.push(expressions.operand(at, 'right'));
      at = expressions.unwrap(expressions.operand(at, 'left'));
    }
    const name = tree.slice(subject);
    return [...parts, at].slice(2).some((part) => {
      const owner = this.guardOf(part, checks)?.subject ?? NONE;
      return owner !== NONE && name.startsWith(tree.slice(owner)) && ACCESS.test(name.slice(tree.slice(owner).length));
    });
  }

  /** What the last part of a condition checks, and how. */
  private guardOf(condition: NodeIndex, checks: NullChecks): { kind: NullCheckKind; subject: NodeIndex } | null {
    const { expressions } = this.walk;
    let at = expressions.unwrap(condition);
    while (expressions.role(at) & Role.binary && checks.and.includes(expressions.operatorOf(at)))
      at = expressions.unwrap(expressions.operand(at, 'right'));
    if (!(expressions.role(at) & Role.binary))
      return checks.truthiness && this.isName(at) ? { kind: 'truthiness', subject: at } : null;
    if (!checks.notEqual.includes(expressions.operatorOf(at))) return null;
    const [left, right] = [expressions.operand(at, 'left'), expressions.operand(at, 'right')];
    const subject = this.isAbsent(right, checks) ? left : this.isAbsent(left, checks) ? right : NONE;
    return subject !== NONE && this.isName(subject) ? { kind: 'comparison', subject } : null;
  }

  /** True where the right side is a use that every way to check can guard. */
  private guards(right: NodeIndex, subject: NodeIndex, checks: NullChecks): boolean {
    const { expressions } = this.walk;
    const at = expressions.unwrap(right);
    if (!(expressions.role(at) & Role.binary)) return checks.bare && this.accesses(at, subject);
    if (!checks.comparisons.includes(expressions.operatorOf(at))) return false;
    const other = expressions.operand(at, 'right');
    if (this.isAbsent(other, checks) || !this.accesses(expressions.operand(at, 'left'), subject)) return false;
    // `a && a.b == c` also holds for an absent `a` once the access is optional and `c` is absent too.
    const isOrder = /^[<>]/.test(expressions.operatorOf(at));
    return checks.optional.length === 0 || isOrder || this.isNeverAbsent(other);
  }

  /** True for literals and for what is named as constants and members of enumerations are. */
  private isNeverAbsent(n: NodeIndex): boolean {
    const { shape, text } = this.walk.expressions.read(n);
    return MAYBE_ABSENT.has(shape) ? /^[A-Z][A-Z0-9_]+$|^[A-Z]\w*\.[\w.]*[A-Z]\w*$/.test(text) : true;
  }

  /** True for a member or a method of the subject. */
  private accesses(n: NodeIndex, subject: NodeIndex): boolean {
    const { expressions, tree } = this.walk;
    const at = expressions.unwrap(n);
    if (!(expressions.role(at) & (Role.member | Role.call))) return false;
    const name = tree.slice(subject);
    const start = tree.start(at);
    const rest = start + name.length;
    return tree.text.startsWith(name, start) && ACCESS.test(tree.text.slice(rest, rest + ACCESS_WINDOW));
  }

  /** A plain name or a chain of members: to evaluate it twice does no harm. */
  private isName(n: NodeIndex): boolean {
    const { expressions, tree } = this.walk;
    if (!(expressions.role(n) & (Role.identifier | Role.member))) return false;
    const length = tree.end(n) - tree.start(n);
    return length <= MAX_SUBJECT && NAME.test(tree.slice(n));
  }

  private isAbsent(n: NodeIndex, checks: NullChecks): boolean {
    return this.isOneOf(n, checks.absent);
  }

  private isOneOf(n: NodeIndex, absent: readonly string[]): boolean {
    const { expressions, tree } = this.walk;
    const at = expressions.unwrap(n);
    if (at === NONE) return false;
    return (
      absent.includes(tree.kind(at)) ||
      (tree.end(at) - tree.start(at) <= MAX_NOTHING && absent.includes(tree.slice(at)))
    );
  }

  private add(kind: NullCheckKind, n: NodeIndex): void {
    this.walk.out.add('nullChecks', {
      kind,
      symbol: this.walk.scope.symbol,
      start: this.walk.start(n),
      end: this.walk.end(n),
    });
  }
}

/** Shapes of values that may be nothing. */
const MAYBE_ABSENT: ReadonlySet<Shape> = new Set([
  'identifier',
  'member',
  'call',
  'index',
  'await',
  'fallback',
  'other',
  'none',
]);
/** Levels that are looked through for later parts of a condition. */
const OR: ReadonlySet<string> = new Set(['||', 'or']);
const MAX_PARTS = 16;
/** Code units of a part that are looked through. */
const MAX_PART = 400;
/** Longest word for nothing. */
const MAX_NOTHING = 'undefined'.length;
/** Longest checked expression, in code units. */
const MAX_SUBJECT = 80;
/** A name or members of one, without calls and elements. */
const NAME = /^[$@\w]+(?:(?:\.|->|::)\$?\w+)*$/;
/** What makes the subject's text the owner of what follows. */
const ACCESS = /^\s*(?:\.|->)\s*\w/;
const ACCESS_WINDOW = 40;

/** True where a text takes a member of a name. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const rest = text.slice(at + name.length, at + name.length + ACCESS_WINDOW);
    if (!/[\w$.>]$/.test(text.slice(0, at)) && ACCESS.test(rest)) return true;
  }
  return false;
}
