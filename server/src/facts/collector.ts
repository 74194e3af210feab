import {
  type BindingFact,
  type CallParts,
  type ExportKind,
  type FactSink,
  type HandlerFact,
  type ImportFact,
  NONE,
  type NodeIndex,
  type ParameterFact,
  type Relation,
  type SymbolFact,
  type SymbolKind,
} from '@drift/grammars';
import { ERROR_KIND, type FlatTree, WORDS_PER_NODE } from '../syntax/flat-tree.ts';
import { CallFacts } from './call-facts.ts';
import { CheckFacts } from './check-facts.ts';
import { CommentFacts } from './comment-facts.ts';
import { type CompiledPack, Role } from './compiled-pack.ts';
import { DecoratorFacts } from './decorator-facts.ts';
import { EnvironmentFacts } from './environment-facts.ts';
import type { FactsBuilder } from './facts-builder.ts';
import type { Frame } from './frames.ts';
import { HandlerFacts } from './handler-facts.ts';
import { ImportUseFacts } from './import-uses.ts';
import { ModuleFacts } from './module-facts.ts';
import { NullFacts } from './null-facts.ts';
import { PropsFacts } from './props-facts.ts';
import { RegionFacts } from './region-facts.ts';
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
  Role.argumentWrapper |
  Role.optionalAccess |
  Role.nullGuard |
  Role.environment |
  Role.propRead |
  Role.block;

/** Roles of names whose uses as types and values are told apart. */
const NAMES = Role.valueName | Role.typeName;

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
  private readonly importUses: ImportUseFacts;
  private readonly modules: ModuleFacts;
  private readonly handlers: HandlerFacts;
  private readonly nulls: NullFacts;
  private readonly environment: EnvironmentFacts;
  private readonly props: PropsFacts;
  private readonly regions: RegionFacts;
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
    this.importUses = new ImportUseFacts(walk);
    this.modules = new ModuleFacts(walk, this.importUses);
    this.handlers = new HandlerFacts(walk);
    this.nulls = new NullFacts(walk);
    this.environment = new EnvironmentFacts(walk);
    this.props = new PropsFacts(walk);
    this.regions = new RegionFacts(walk);
    this.checks = new CheckFacts(walk);
  }

  /** Walks the whole tree; returns the hash of what other files can see. */
  run(): number {
    const { frames, out } = this.walk;
    const { roles } = this.walk.compiled;
    const { size, words, hasError } = this.tree;
    for (let n = 0; n < size; n++) {
      const kind = (words[n * WORDS_PER_NODE] ?? 0) & 0xffff;
      const all = roles[kind] ?? 0;
      if ((all & NAMES) !== 0 && this.importUses.anyWatched) this.importUses.see(n, all);
      const role = all & VISITED;
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
    out.add('module', { statements: this.walk.scope.statements });
    return this.walk.interfaceHash;
  }

  /** True where something that was walked over may suppress findings. */
  get hasDirectives(): boolean {
    return this.walk.hasDirectives;
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
    if (role & (Role.optionalAccess | Role.nullGuard)) this.nulls.checking(n, role);
    if (role & Role.environment) this.environment.reading(n, id);
    if (role & Role.propRead) this.props.reading(n, id);
    if (role & Role.block) this.regions.block(n);
    if (role & Role.branch) this.checks.branch(n);
    if (role & (Role.loop | Role.try | Role.branch)) this.regions.region(n, id, role);
    if (role & (Role.await | Role.discard | Role.transparent | Role.argumentWrapper)) this.calls.passUse(n, role);
  }

  private leave(frame: Frame): void {
    const { scope } = this.walk;
    this.walk.frames.pop();
    switch (frame.kind) {
      case 'symbol':
        return this.symbols.close(frame);
      case 'loop':
      case 'inlineLoop':
      case 'try':
      case 'branch':
        return this.regions.close(frame.kind);
      case 'handler':
        scope.handler = frame.outer;
        return;
      case 'call':
        scope.call = frame.outer;
        return;
      case 'opaque':
        return;
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

  throwing(n: NodeIndex, value: NodeIndex, cause?: NodeIndex): void {
    this.values.throwing(n, value, cause);
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

  element(n: NodeIndex, fact: { readonly name: NodeIndex; readonly spreads: boolean }): void {
    const { expressions, out, scope } = this.walk;
    out.add('elements', {
      name: fact.name === NONE ? '' : expressions.pathOf(fact.name),
      symbol: scope.symbol,
      spreads: fact.spreads ? 1 : 0,
      start: this.walk.start(n),
      end: this.walk.end(n),
    });
  }

  key(n: NodeIndex, text: string): void {
    this.strings.key(n, text);
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
