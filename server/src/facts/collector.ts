import type {
  BindingFact,
  CallParts,
  ExportKind,
  FactSink,
  HandlerFact,
  ImportFact,
  NodeIndex,
  ParameterFact,
  Relation,
  SymbolFact,
  SymbolKind,
} from '@drift/grammars';
import { ERROR_KIND, type FlatTree, WORDS_PER_NODE } from '../syntax/flat-tree.ts';
import { CallFacts } from './call-facts.ts';
import { CheckFacts } from './check-facts.ts';
import { CommentFacts } from './comment-facts.ts';
import { type CompiledPack, Role } from './compiled-pack.ts';
import { DecoratorFacts } from './decorator-facts.ts';
import type { FactsBuilder } from './facts-builder.ts';
import type { Frame } from './frames.ts';
import { HandlerFacts } from './handler-facts.ts';
import { ModuleFacts } from './module-facts.ts';
import { StringFacts } from './string-facts.ts';
import { SymbolFacts } from './symbol-facts.ts';
import { ValueFacts } from './value-facts.ts';
import { WalkState } from './walk-state.ts';

/** Roles that make the walk stop at a node; the others only tell how a node is read from elsewhere. */
const VISITED =
  Role.enter |
  Role.call |
  Role.string |
  Role.binding |
  Role.comment |
  Role.loop |
  Role.branch |
  Role.binary |
  Role.inspection |
  Role.try |
  Role.await |
  Role.discard |
  Role.transparent |
  Role.argumentWrapper;

/** Collects the facts of one file in one pre-order pass over its flattened tree. */
export class Collector implements FactSink {
  readonly tree: FlatTree;
  private readonly walk: WalkState;
  private readonly comments: CommentFacts;
  private readonly decorators: DecoratorFacts;
  private readonly symbols: SymbolFacts;
  private readonly values: ValueFacts;
  private readonly calls: CallFacts;
  private readonly strings: StringFacts;
  private readonly modules: ModuleFacts;
  private readonly handlers: HandlerFacts;
  private readonly checks: CheckFacts;

  constructor(tree: FlatTree, compiled: CompiledPack, out: FactsBuilder) {
    const walk = new WalkState(tree, compiled, out);
    this.tree = tree;
    this.walk = walk;
    this.comments = new CommentFacts(walk);
    this.decorators = new DecoratorFacts(walk);
    this.symbols = new SymbolFacts(walk, this.comments, this.decorators);
    this.values = new ValueFacts(walk, this.decorators);
    this.calls = new CallFacts(walk);
    this.strings = new StringFacts(walk);
    this.modules = new ModuleFacts(walk);
    this.handlers = new HandlerFacts(walk);
    this.checks = new CheckFacts(walk);
  }

  /** Walks the whole tree; returns the hash of what other files can see. */
  run(): number {
    const { frames, out } = this.walk;
    const { roles } = this.walk.compiled;
    const { size, words, hasError } = this.tree;
    for (let n = 0; n < size; n++) {
      const kind = (words[n * WORDS_PER_NODE] ?? 0) & 0xffff;
      const role = (roles[kind] ?? 0) & VISITED;
      // Most nodes are names and marks that say nothing by themselves: they cost one look.
      if (role !== 0 || this.handlers.anyWaiting) {
        for (let top = frames.at(-1); top !== undefined && top.end <= n; top = frames.at(-1)) this.leave(top);
        const handler = this.handlers.startingAt(n);
        if (handler !== undefined) this.handlers.enter(n, handler);
        if (role !== 0) this.visit(n, role);
      }
      if (hasError && (kind === ERROR_KIND || this.tree.isMissing(n))) {
        out.add('damage', { start: this.tree.start(n), end: this.tree.end(n) });
      }
    }
    for (let top = frames.at(-1); top !== undefined; top = frames.at(-1)) this.leave(top);
    return this.walk.interfaceHash;
  }

  private visit(n: NodeIndex, role: number): void {
    const { compiled } = this.walk;
    const id = this.tree.kindId(n);
    if (role & Role.comment) return this.comments.comment(n);
    if (role & Role.enter) compiled.enter[id]?.(this, n);
    if (role & Role.binding) this.values.boundBy(n, id);
    if (role & Role.call) {
      const parts = compiled.calls[id]?.(this.tree, n);
      if (parts !== undefined && parts !== null) this.calling(n, parts);
    }
    if (role & Role.string) this.strings.string(n, compiled.strings[id]);
    if (role & Role.binary) this.checks.comparison(n);
    if (role & Role.inspection) this.checks.inspection(n, compiled.inspections[id] ?? '');
    if (role & (Role.loop | Role.try | Role.branch)) this.region(n, id, role);
    if (role & (Role.await | Role.discard | Role.transparent | Role.argumentWrapper)) this.calls.passUse(n, role);
  }

  private leave(frame: Frame): void {
    const { scope } = this.walk;
    this.walk.frames.pop();
    switch (frame.kind) {
      case 'symbol':
        return this.symbols.close(frame);
      case 'loop':
        scope.loopDepth--;
        scope.nesting--;
        return;
      case 'try':
        scope.tryDepth--;
        scope.nesting--;
        return;
      case 'branch':
        scope.nesting--;
        return;
      case 'handler':
        scope.handler = this.walk.enclosing('handler');
        return;
      case 'call':
        scope.call = this.walk.enclosing('call');
        return;
      case 'opaque':
        return;
    }
  }

  private region(n: NodeIndex, id: number, role: number): void {
    const { scope } = this.walk;
    scope.nesting++;
    scope.maxNesting = Math.max(scope.maxNesting, scope.nesting);
    if (role & Role.loop) {
      const kind = this.walk.compiled.loops[id] ?? 'for';
      const row = this.walk.out.add('loops', { kind, symbol: scope.symbol, ...this.walk.range(n) });
      scope.loopDepth++;
      scope.branches++;
      this.walk.open('loop', n, row);
    } else if (role & Role.try) {
      scope.tryDepth++;
      this.walk.open('try', n, -1);
    } else {
      scope.branches++;
      this.checks.branch(n);
      this.walk.open('branch', n, -1);
    }
  }

  // What packs tell and ask

  symbol(n: NodeIndex, fact: SymbolFact): void {
    this.symbols.symbol(n, fact);
  }

  base(name: string, relation: Relation, n: NodeIndex): void {
    this.symbols.base(name, relation, n);
  }

  parameter(fact: ParameterFact): void {
    this.symbols.parameter(fact);
  }

  decorator(n: NodeIndex, name: string, args: NodeIndex): void {
    this.decorators.decorator(n, name, args);
  }

  binding(n: NodeIndex, fact: BindingFact): void {
    this.values.binding(n, fact);
  }

  returning(n: NodeIndex, value: NodeIndex): void {
    this.values.returning(n, value);
  }

  throwing(n: NodeIndex, value: NodeIndex): void {
    this.values.throwing(n, value);
  }

  calling(n: NodeIndex, parts: CallParts): void {
    this.calls.calling(n, parts);
  }

  importing(n: NodeIndex, fact: ImportFact): void {
    this.modules.importing(n, fact);
  }

  exporting(n: NodeIndex, fact: { readonly name: string; readonly kind: ExportKind; readonly source?: string }): void {
    this.modules.exporting(n, fact);
  }

  handler(n: NodeIndex, fact: HandlerFact): void {
    this.handlers.handler(n, fact);
  }

  pathOf(n: NodeIndex): string {
    return this.walk.expressions.pathOf(n);
  }

  textOf(n: NodeIndex): string {
    return this.walk.expressions.textOf(n);
  }

  atModuleLevel(): boolean {
    return this.walk.scope.symbol < 0;
  }

  enclosingKind(): SymbolKind | null {
    const { symbol } = this.walk.scope;
    return symbol < 0 ? null : this.walk.out.symbolKind(symbol);
  }
}
