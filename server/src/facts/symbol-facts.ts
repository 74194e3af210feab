import {
  CALLABLE_KINDS,
  NONE,
  type NodeIndex,
  type ParameterFact,
  type Relation,
  type SymbolFact,
} from '@drift/grammars';
import type { CommentFacts } from './comment-facts.ts';
import type { DecoratorFacts } from './decorator-facts.ts';
import { type Frame, moduleScope } from './frames.ts';
import { hashText, mix } from './hashes.ts';
import { MAX_PATH } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Rows of declarations: symbols with their bases and parameters. Each opens a scope that its end closes. */
export class SymbolFacts {
  private readonly walk: WalkState;
  private readonly comments: CommentFacts;
  private readonly decorators: DecoratorFacts;

  constructor(walk: WalkState, comments: CommentFacts, decorators: DecoratorFacts) {
    this.walk = walk;
    this.comments = comments;
    this.decorators = decorators;
  }

  symbol(n: NodeIndex, fact: SymbolFact): void {
    const { out, scope, tree } = this.walk;
    const start = tree.start(n);
    const path = [scope.path, fact.owner ?? '', fact.name === '' ? '<anonymous>' : fact.name]
      .filter((p) => p !== '')
      .join('.');
    const summaryHash = hashText(`${fact.kind} ${fact.modifiers ?? 0} ${this.headerText(n, fact)}`);
    const row = out.add('symbols', {
      kind: fact.kind,
      name: fact.name,
      path: path.slice(0, MAX_PATH),
      owner: fact.owner ?? '',
      returns: (fact.returns ?? '').slice(0, MAX_PATH),
      parent: scope.symbol,
      start,
      end: tree.end(n),
      nameStart: this.walk.start(fact.nameNode),
      nameEnd: this.walk.end(fact.nameNode),
      bodyStart: this.walk.start(fact.body),
      bodyEnd: this.walk.end(fact.body),
      modifiers: fact.modifiers ?? 0,
      parameters: 0,
      nesting: 0,
      branches: 0,
      bodyHash: fact.body === NONE ? 0 : this.walk.hashes.range(fact.body, tree.after(fact.body)),
      summaryHash,
      docStart: this.comments.docBefore(start),
      form: fact.form ?? 'none',
      statements: 0,
      arms: 0,
      tries: 0,
    });
    if (!scope.isCallable && fact.kind !== 'lambda')
      this.walk.interfaceHash = mix(this.walk.interfaceHash, summaryHash);
    this.decorators.adopt(n, row);
    this.walk.scopes.push(scope);
    this.walk.scope = {
      ...moduleScope(),
      symbol: row,
      path: path.slice(0, MAX_PATH),
      isCallable: CALLABLE_KINDS.has(fact.kind),
    };
    this.walk.lastSymbol = row;
    this.walk.lastSymbolNode = n;
    this.walk.open('symbol', n, row);
  }

  /** The declaration without its body, on one line. */
  private headerText(n: NodeIndex, fact: SymbolFact): string {
    const { tree } = this.walk;
    const from = tree.start(n);
    const to = fact.body === NONE ? tree.end(n) : tree.start(fact.body);
    return tree.text.slice(from, Math.max(from, to)).slice(0, 2_000).replace(/\s+/g, ' ');
  }

  /** Restores the scope around the symbol that ends. */
  close(frame: Frame): void {
    const { out, scope } = this.walk;
    out.set('symbols', frame.row, 'nesting', scope.maxNesting);
    out.set('symbols', frame.row, 'branches', scope.branches);
    out.set('symbols', frame.row, 'statements', scope.statements);
    out.set('symbols', frame.row, 'arms', scope.arms);
    out.set('symbols', frame.row, 'tries', scope.tries);
    this.walk.scope = this.walk.scopes.pop() ?? moduleScope();
  }

  base(name: string, relation: Relation, n: NodeIndex): void {
    this.walk.out.add('bases', {
      symbol: this.walk.lastSymbol,
      name: name.slice(0, MAX_PATH),
      relation,
      start: this.walk.start(n),
      end: this.walk.end(n),
    });
  }

  parameter(fact: ParameterFact): void {
    const { expressions, lastSymbol, out } = this.walk;
    const value = expressions.read(fact.defaultValue ?? NONE);
    out.add('parameters', {
      symbol: lastSymbol,
      name: fact.name.slice(0, MAX_PATH),
      type: (fact.type ?? '').slice(0, MAX_PATH),
      start: this.walk.start(fact.nameNode),
      end: this.walk.end(fact.nameNode),
      shape: value.shape,
      text: value.text,
      rest: fact.rest === true ? 1 : 0,
    });
    out.set('symbols', lastSymbol, 'parameters', out.get('symbols', lastSymbol, 'parameters') + 1);
  }
}
