import { type HandlerFact, HandlerFlag, NONE, type NodeIndex } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import { MAX_HANDLER_NODES, MAX_PATH } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Rows of error handlers; each governs its body only, which may begin later than the handler. */
export class HandlerFacts {
  private readonly walk: WalkState;
  private readonly pending = new Map<NodeIndex, number>();

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  handler(n: NodeIndex, fact: HandlerFact): void {
    const { expressions, out, scope } = this.walk;
    const binding = fact.binding === NONE ? '' : expressions.nameText(fact.binding);
    const body = fact.body === NONE ? { statements: 1, flags: 0 } : this.inspectBody(fact.body, binding);
    const region = this.regionOf(n);
    const row = out.add('handlers', {
      kind: fact.kind,
      binding,
      types: fact.types.join(' ').slice(0, MAX_PATH),
      flags: body.flags | this.around(n, fact, region, binding),
      statements: body.statements,
      calls: 0,
      symbol: scope.symbol,
      tryStart: this.walk.start(region),
      start: this.walk.start(n),
      end: this.walk.end(n),
      bodyStart: this.walk.start(fact.body),
      bodyEnd: this.walk.end(fact.body),
      bindingStart: this.walk.start(fact.binding),
      bindingEnd: this.walk.end(fact.binding),
    });
    // Only the body handles: a condition or an else branch around it does not.
    if (fact.body === NONE || fact.body <= n) this.enter(n, row);
    else this.pending.set(fact.body, row);
  }

  /** True while a handler's body has not been reached yet. */
  get anyWaiting(): boolean {
    return this.pending.size > 0;
  }

  /** The handler whose body begins at a node, if one waits for it. */
  startingAt(n: NodeIndex): number | undefined {
    return this.pending.size === 0 ? undefined : this.pending.get(n);
  }

  /** Makes a handler the one that governs the subtree of `n`. */
  enter(n: NodeIndex, row: number): void {
    this.pending.delete(n);
    const { scope } = this.walk;
    this.walk.open('handler', n, row, scope.handler);
    scope.handler = row;
  }

  /** What the code around a handler says of it. */
  private around(n: NodeIndex, fact: HandlerFact, region: NodeIndex, binding: string): number {
    const isRead = fact.scope !== undefined && binding !== '' && this.isReadAfter(n, fact.scope, binding);
    return (
      (isRead ? HandlerFlag.usesBinding : 0) |
      (fact.hasElse === true ? HandlerFlag.hasElse : 0) |
      (this.isExplained(region) ? HandlerFlag.hasComment : 0)
    );
  }

  /** The region whose errors are handled. */
  private regionOf(n: NodeIndex): NodeIndex {
    const { expressions, tree } = this.walk;
    let region = tree.parent(n);
    for (let k = 0; k < MAX_TRY_DEPTH && !(expressions.role(region) & Role.try); k++) region = tree.parent(region);
    return expressions.role(region) & Role.try ? region : NONE;
  }

  /** True when a comment stands right above a region. */
  private isExplained(region: NodeIndex): boolean {
    if (region === NONE) return false;
    const { tree } = this.walk;
    const above = tree.text.slice(Math.max(0, tree.start(region) - MAX_COMMENT_ABOVE), tree.start(region));
    return COMMENT_ABOVE.test(above) && !above.includes('drift-ignore');
  }

  /** True when the rest of a scope names the variable; past the bound it counts as named. */
  private isReadAfter(n: NodeIndex, scope: NodeIndex, binding: string): boolean {
    const { tree } = this.walk;
    const end = scope === NONE ? tree.size : tree.after(scope);
    const limit = Math.min(end, tree.after(n) + MAX_HANDLER_NODES);
    for (let i = tree.after(n); i < limit; i++)
      if ((tree.after(i) === i + 1 && tree.slice(i) === binding) || this.hasHole(i, binding)) return true;
    return limit < end;
  }

  private inspectBody(body: NodeIndex, binding: string): { statements: number; flags: number } {
    const { expressions, tree } = this.walk;
    let statements = 0;
    let flags = 0;
    for (let c = tree.firstChild(body); c !== NONE; c = tree.nextSibling(c)) {
      const role = expressions.role(c);
      if (role & Role.comment) continue;
      if (role & Role.blockWrapper) statements += this.countNamed(c);
      else if (tree.isNamed(c)) statements++;
    }
    // Bounded, because nested handlers would make it quadratic: past the bound the variable counts as used.
    const end = tree.after(body);
    const limit = Math.min(end, body + MAX_HANDLER_NODES);
    if (limit < end && binding !== '') flags |= HandlerFlag.usesBinding;
    for (let i = body; i < limit; i++) {
      if (expressions.role(i) & Role.comment) {
        // A directive to Drift explains nothing by itself.
        if (!tree.slice(i).includes('drift-ignore')) flags |= HandlerFlag.hasComment;
      } else if (binding !== '' && tree.after(i) === i + 1 && tree.slice(i) === binding)
        flags |= HandlerFlag.usesBinding;
      else if (binding !== '' && this.hasHole(i, binding)) flags |= HandlerFlag.usesBinding;
    }
    return { statements, flags: statements === 0 ? flags | HandlerFlag.empty : flags };
  }

  /** True when a string interpolates this name in a way the grammar shows as content. */
  private hasHole(n: NodeIndex, name: string): boolean {
    const { compiled, tree } = this.walk;
    const holes = compiled.strings[tree.kindId(n)]?.holes;
    const found: readonly string[] = holes === undefined ? [] : (tree.slice(n).match(holes) ?? []);
    return found.includes(`$${name}`);
  }

  private countNamed(n: NodeIndex): number {
    const { expressions, tree } = this.walk;
    let count = 0;
    for (let c = tree.firstChild(n); c !== NONE; c = tree.nextSibling(c)) {
      if (tree.isNamed(c) && !(expressions.role(c) & Role.comment)) count++;
    }
    return count;
  }
}

/** Levels between a handler and the region it belongs to. */
const MAX_TRY_DEPTH = 2;
/** Code units before a region in which a comment is looked for. */
const MAX_COMMENT_ABOVE = 240;
/** A line that is a comment, or the end of one, and then the region, which may give its value to a name. */
const COMMENT_ABOVE = /(?:^|\n)[ \t]*(?:\/\/|#|\*)[^\n]*\n[^\n#]{0,80}$/;
