import {
  type BindingFact,
  CALLABLE_KINDS,
  CallFlag,
  type CallParts,
  type CallUse,
  type ExportKind,
  type FactSink,
  type HandlerFact,
  HandlerFlag,
  type ImportFact,
  NONE,
  type NodeIndex,
  type ParameterFact,
  type Relation,
  type StringContext,
  type StringShape,
  type SymbolFact,
  type SymbolKind,
} from '@drift/grammars';
import type { FlatTree } from '../syntax/flat-tree.ts';
import { type CompiledPack, Role } from './compiled-pack.ts';
import { Expressions } from './expressions.ts';
import type { FactsBuilder } from './facts-builder.ts';
import { type Frame, moduleScope, type Scope } from './frames.ts';
import { hashText, mix, TokenHashes } from './hashes.ts';
import {
  MAX_ARGUMENTS,
  MAX_HANDLER_NODES,
  MAX_PATH,
  MAX_STRING_TEXT,
  MAX_VALUE_TEXT,
  MIN_STRING_TEXT,
} from './parameters.ts';

/** Comments whose text later steps read: suppressions of Drift and of other tools. */
const DIRECTIVE =
  /drift-|eslint-disable|biome-ignore|noqa|nosec|nosonar|nolint|nosemgrep|rubocop:disable|phpcs:ignore|noinspection|SuppressWarnings|pragma warning|allow\(/i;

/** Collects the facts of one file in one pre-order pass over its flattened tree. */
export class Collector implements FactSink {
  readonly tree: FlatTree;
  private readonly compiled: CompiledPack;
  private readonly out: FactsBuilder;
  private readonly expressions: Expressions;
  private readonly hashes: TokenHashes;
  private readonly frames: Frame[] = [];
  private readonly scopes: Scope[] = [];
  private scope: Scope = moduleScope();
  private readonly uses = new Map<NodeIndex, CallUse>();
  private readonly targets = new Map<NodeIndex, { context: StringContext; target: string }>();
  private pendingDecorators: { row: number; limit: number }[] = [];
  private readonly pendingHandlers = new Map<NodeIndex, number>();
  private lastSymbol = -1;
  private lastSymbolNode = NONE;
  private lastComment = { start: -1, end: -1 };
  private interfaceHash = 0;

  constructor(tree: FlatTree, compiled: CompiledPack, out: FactsBuilder) {
    this.tree = tree;
    this.compiled = compiled;
    this.out = out;
    this.expressions = new Expressions(tree, compiled);
    this.hashes = new TokenHashes(tree, compiled);
  }

  /** Walks the whole tree; returns the hash of what other files can see. */
  run(): number {
    const { roles } = this.compiled;
    const { pendingHandlers } = this;
    for (let n = 0; n < this.tree.size; n++) {
      for (let top = this.frames.at(-1); top !== undefined && top.end <= n; top = this.frames.at(-1)) this.leave(top);
      const role = roles[this.tree.kindId(n)] ?? 0;
      const handler = pendingHandlers.size === 0 ? undefined : pendingHandlers.get(n);
      if (handler !== undefined) this.enterHandler(n, handler);
      if (role !== 0) this.visit(n, role);
      if (this.tree.hasError && (this.tree.isMissing(n) || this.tree.kind(n) === 'ERROR')) {
        this.out.add('damage', { start: this.tree.start(n), end: this.tree.end(n) });
      }
    }
    for (let top = this.frames.at(-1); top !== undefined; top = this.frames.at(-1)) this.leave(top);
    return this.interfaceHash;
  }

  private visit(n: NodeIndex, role: number): void {
    const id = this.tree.kindId(n);
    if (role & Role.comment) return this.comment(n);
    if (role & Role.enter) this.compiled.enter[id]?.(this, n);
    if (role & Role.binding) this.boundBy(n, id);
    if (role & Role.call) {
      const parts = this.compiled.calls[id]?.(this.tree, n);
      if (parts !== undefined && parts !== null) this.calling(n, parts);
    }
    if (role & Role.string) this.string(n, this.compiled.strings[id]);
    if (role & (Role.loop | Role.try | Role.branch)) this.region(n, id, role);
    if (role & (Role.await | Role.discard | Role.transparent | Role.argumentWrapper)) this.passUse(n, role);
  }

  // What encloses what

  private open(kind: Frame['kind'], n: NodeIndex, row: number): void {
    this.frames.push({ kind, node: n, end: this.tree.after(n), row });
  }

  private leave(frame: Frame): void {
    this.frames.pop();
    switch (frame.kind) {
      case 'symbol':
        return this.closeSymbol(frame);
      case 'loop':
        this.scope.loopDepth--;
        this.scope.nesting--;
        return;
      case 'try':
        this.scope.tryDepth--;
        this.scope.nesting--;
        return;
      case 'branch':
        this.scope.nesting--;
        return;
      case 'handler':
        this.scope.handler = this.enclosing('handler');
        return;
      case 'call':
        this.scope.call = this.enclosing('call');
        return;
      case 'opaque':
        return;
    }
  }

  /** Row of the innermost enclosing frame of a kind within the current symbol. */
  private enclosing(kind: Frame['kind']): number {
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const frame = this.frames[i];
      if (frame === undefined || frame.kind === 'symbol') return -1;
      if (frame.kind === kind) return frame.row;
    }
    return -1;
  }

  private region(n: NodeIndex, id: number, role: number): void {
    this.scope.nesting++;
    this.scope.maxNesting = Math.max(this.scope.maxNesting, this.scope.nesting);
    if (role & Role.loop) {
      const kind = this.compiled.loops[id] ?? 'for';
      const row = this.out.add('loops', { kind, symbol: this.scope.symbol, ...this.range(n) });
      this.scope.loopDepth++;
      this.scope.branches++;
      this.open('loop', n, row);
    } else if (role & Role.try) {
      this.scope.tryDepth++;
      this.open('try', n, -1);
    } else {
      this.scope.branches++;
      this.open('branch', n, -1);
    }
  }

  private range(n: NodeIndex): { start: number; end: number } {
    return n === NONE ? { start: -1, end: -1 } : { start: this.tree.start(n), end: this.tree.end(n) };
  }

  // Symbols

  symbol(n: NodeIndex, fact: SymbolFact): void {
    const { start, end } = this.range(n);
    const name = this.range(fact.nameNode);
    const body = this.range(fact.body);
    const path = [this.scope.path, fact.owner ?? '', fact.name === '' ? '<anonymous>' : fact.name]
      .filter((p) => p !== '')
      .join('.');
    const summaryHash = hashText(`${fact.kind} ${fact.modifiers ?? 0} ${this.headerText(n, fact)}`);
    const row = this.out.add('symbols', {
      kind: fact.kind,
      name: fact.name,
      path: path.slice(0, MAX_PATH),
      owner: fact.owner ?? '',
      returns: (fact.returns ?? '').slice(0, MAX_PATH),
      parent: this.scope.symbol,
      start,
      end,
      nameStart: name.start,
      nameEnd: name.end,
      bodyStart: body.start,
      bodyEnd: body.end,
      modifiers: fact.modifiers ?? 0,
      parameters: 0,
      nesting: 0,
      branches: 0,
      bodyHash: fact.body === NONE ? 0 : this.hashes.range(fact.body, this.tree.after(fact.body)),
      summaryHash,
      docStart: this.docBefore(start),
    });
    if (!this.scope.isCallable && fact.kind !== 'lambda') this.interfaceHash = mix(this.interfaceHash, summaryHash);
    this.adoptDecorators(n, row);
    this.scopes.push(this.scope);
    this.scope = { ...moduleScope(), symbol: row, path, isCallable: CALLABLE_KINDS.has(fact.kind) };
    this.lastSymbol = row;
    this.lastSymbolNode = n;
    this.open('symbol', n, row);
  }

  /** The declaration without its body, on one line. */
  private headerText(n: NodeIndex, fact: SymbolFact): string {
    const from = this.tree.start(n);
    const to = fact.body === NONE ? this.tree.end(n) : this.tree.start(fact.body);
    return this.tree.text.slice(from, Math.max(from, to)).slice(0, 2_000).replace(/\s+/g, ' ');
  }

  private docBefore(start: number): number {
    const { end } = this.lastComment;
    if (end < 0 || end > start || start - end > 200) return -1;
    return /^(?:[\s\w@()]|#?!?\[[^\]]*\])*$/.test(this.tree.text.slice(end, start)) ? this.lastComment.start : -1;
  }

  private closeSymbol(frame: Frame): void {
    this.out.set('symbols', frame.row, 'nesting', this.scope.maxNesting);
    this.out.set('symbols', frame.row, 'branches', this.scope.branches);
    this.scope = this.scopes.pop() ?? moduleScope();
  }

  base(name: string, relation: Relation, n: NodeIndex): void {
    this.out.add('bases', { symbol: this.lastSymbol, name: name.slice(0, MAX_PATH), relation, ...this.range(n) });
  }

  parameter(fact: ParameterFact): void {
    const value = this.expressions.read(fact.defaultValue ?? NONE);
    this.out.add('parameters', {
      symbol: this.lastSymbol,
      name: fact.name.slice(0, MAX_PATH),
      type: (fact.type ?? '').slice(0, MAX_PATH),
      ...this.range(fact.nameNode),
      shape: value.shape,
      text: value.text,
      rest: fact.rest === true ? 1 : 0,
    });
    this.out.set('symbols', this.lastSymbol, 'parameters', this.out.get('symbols', this.lastSymbol, 'parameters') + 1);
  }

  decorator(n: NodeIndex, name: string, args: NodeIndex): void {
    const text = args === NONE ? '' : this.tree.slice(args).slice(0, MAX_VALUE_TEXT);
    const opened = this.frames.at(-1)?.kind === 'symbol' && this.lastSymbolNode === this.frames.at(-1)?.node;
    const nameStart = opened ? this.out.get('symbols', this.lastSymbol, 'nameStart') : -1;
    const inside = opened && this.tree.start(n) < nameStart;
    const row = this.out.add('decorators', {
      name: name.slice(0, MAX_PATH),
      text,
      symbol: inside ? this.lastSymbol : -1,
      ...this.range(n),
    });
    const parent = this.tree.parent(n);
    if (!inside)
      this.pendingDecorators.push({ row, limit: parent === NONE ? this.tree.size : this.tree.after(parent) });
  }

  private adoptDecorators(n: NodeIndex, symbol: number): void {
    for (const pending of this.pendingDecorators) {
      if (n < pending.limit) this.out.set('decorators', pending.row, 'symbol', symbol);
    }
    this.pendingDecorators = [];
  }

  // Values

  binding(n: NodeIndex, fact: BindingFact): void {
    const target = (fact.name ?? this.expressions.pathOf(fact.target)).slice(0, MAX_PATH);
    const value = this.expressions.read(fact.value);
    const where = this.range(fact.target);
    const at = this.range(fact.value);
    this.out.add('bindings', {
      kind: fact.kind,
      target,
      type: (fact.type ?? '').slice(0, MAX_PATH),
      shape: value.shape,
      text: value.text,
      modifiers: fact.modifiers ?? 0,
      symbol: this.scope.symbol,
      call: fact.kind === 'pair' || fact.kind === 'keyword' ? this.scope.call : -1,
      ...this.range(n),
      targetStart: where.start,
      targetEnd: where.end,
      valueStart: at.start,
      valueEnd: at.end,
    });
    const keyed = fact.kind === 'pair' || fact.kind === 'keyword';
    if (!keyed) this.pendingDecorators = [];
    if (fact.value === NONE) return;
    if (!keyed) this.uses.set(fact.value, 'assigned');
    const context = keyed ? 'property' : 'assignment';
    this.targets.set(this.expressions.unwrap(fact.value), { context, target });
  }

  private boundBy(n: NodeIndex, id: number): void {
    const shape = this.compiled.bindings[id];
    if (shape === undefined) return;
    const target = this.tree.field(n, shape.target);
    if (target === NONE) return;
    const keyed = shape.kind === 'pair' || shape.kind === 'keyword';
    this.binding(n, {
      kind: shape.kind,
      target,
      value: this.tree.field(n, shape.value),
      ...(keyed ? { name: this.keyText(target) } : {}),
    });
  }

  private keyText(n: NodeIndex): string {
    return this.expressions.role(n) & Role.string ? this.textOf(n) : this.expressions.nameText(n);
  }

  returning(n: NodeIndex, value: NodeIndex): void {
    const read = this.expressions.read(value);
    this.out.add('returns', { shape: read.shape, text: read.text, symbol: this.scope.symbol, ...this.range(n) });
    this.uses.set(value, 'returned');
    this.targets.set(this.expressions.unwrap(value), { context: 'return', target: '' });
    this.flagHandler(HandlerFlag.returns);
  }

  throwing(n: NodeIndex, value: NodeIndex): void {
    const read = this.expressions.read(value);
    this.out.add('throws', {
      shape: read.shape,
      text: read.text,
      symbol: this.scope.symbol,
      handler: this.scope.handler,
      ...this.range(n),
    });
    this.uses.set(value, 'thrown');
    this.flagHandler(HandlerFlag.rethrows);
  }

  private flagHandler(flag: number): void {
    const row = this.scope.handler;
    if (row >= 0) this.out.set('handlers', row, 'flags', this.out.get('handlers', row, 'flags') | flag);
  }

  // Calls

  calling(n: NodeIndex, parts: CallParts): void {
    const name = parts.nameText ?? (parts.name === NONE ? '' : this.expressions.nameText(parts.name));
    const receiver = parts.receiver === NONE ? '' : this.expressions.pathOf(parts.receiver);
    const callee = receiver === '' ? name : `${receiver}.${name}`;
    const row = this.out.add('calls', {
      name,
      callee: callee.slice(0, MAX_PATH),
      flags: (parts.flags ?? 0) | (parts.trailing === undefined || parts.trailing === NONE ? 0 : CallFlag.hasBlock),
      use: this.uses.get(n) ?? (this.compiled.pack.isDiscarded?.(this.tree, n) === true ? 'discarded' : 'other'),
      symbol: this.scope.symbol,
      loopDepth: this.scope.loopDepth,
      tryDepth: this.scope.handler >= 0 ? Math.max(0, this.scope.tryDepth - 1) : this.scope.tryDepth,
      firstArgument: this.out.count('arguments'),
      arguments: 0,
      ...this.range(n),
      nameStart: parts.name === NONE ? this.tree.start(n) : this.tree.start(parts.name),
      nameEnd: parts.name === NONE ? this.tree.start(n) : this.tree.end(parts.name),
    });
    if (parts.receiver !== NONE) this.uses.set(this.expressions.unwrap(parts.receiver), 'chained');
    this.out.set('calls', row, 'arguments', this.arguments(row, callee, parts));
    if (this.scope.handler >= 0) {
      this.out.set('handlers', this.scope.handler, 'calls', this.out.get('handlers', this.scope.handler, 'calls') + 1);
    }
    this.scope.call = row;
    this.open('call', n, row);
  }

  private arguments(call: number, callee: string, parts: CallParts): number {
    let count = 0;
    if (parts.args !== NONE) {
      for (
        let c = this.tree.firstChild(parts.args);
        c !== NONE && count < MAX_ARGUMENTS;
        c = this.tree.nextSibling(c)
      ) {
        if (!this.tree.isNamed(c) || this.expressions.role(c) & Role.comment) continue;
        this.argument(call, callee, c);
        count++;
      }
    }
    if (parts.trailing !== undefined && parts.trailing !== NONE) {
      this.out.add('arguments', { call, keyword: '', shape: 'function', text: '', ...this.range(parts.trailing) });
      count++;
    }
    return count;
  }

  private argument(call: number, callee: string, n: NodeIndex): void {
    let keyword = '';
    let value = n;
    const named = this.compiled.keywordArguments[this.tree.kindId(n)];
    if (named !== undefined) {
      const around = named[0] === '' && this.tree.child(n, '=') !== NONE;
      const name = around ? this.expressions.operand(n, 'left') : this.tree.field(n, named[0]);
      const inner = around ? this.expressions.operand(n, 'right') : this.tree.field(n, named[1]);
      if (name !== NONE) keyword = this.keyText(name);
      if (inner !== NONE) value = inner;
    }
    const read = this.expressions.read(value);
    this.out.add('arguments', { call, keyword, shape: read.shape, text: read.text, ...this.range(value) });
    const inner = this.expressions.unwrap(value);
    if (!this.uses.has(inner)) this.uses.set(inner, 'argument');
    if (!this.targets.has(inner))
      this.targets.set(inner, { context: 'argument', target: keyword === '' ? callee : keyword });
  }

  /** Hands the use of a wrapping node to what it wraps. */
  private passUse(n: NodeIndex, role: number): void {
    const inner = this.expressions.unwrap(role & (Role.await | Role.discard) ? this.firstExpression(n) : n);
    if (inner === NONE || inner === n || this.uses.has(inner)) return;
    const use = role & Role.await ? 'awaited' : role & Role.discard ? 'discarded' : this.uses.get(n);
    if (use !== undefined) this.uses.set(inner, use);
  }

  private firstExpression(n: NodeIndex): NodeIndex {
    for (let c = this.tree.firstChild(n); c !== NONE; c = this.tree.nextSibling(c)) {
      if (this.tree.isNamed(c) && !(this.expressions.role(c) & Role.comment)) return c;
    }
    return NONE;
  }

  // Strings and comments

  private string(n: NodeIndex, shape: StringShape | undefined): void {
    if (shape === undefined) return;
    const content = this.expressions.stringContent(n, shape);
    if (content.text.length < MIN_STRING_TEXT) return;
    const { context, target } = this.stringPlace(n);
    this.out.add('strings', {
      kind: shape.kind,
      context,
      text: shape.kind === 'doc' ? '' : content.text.slice(0, MAX_STRING_TEXT),
      target: target.slice(0, MAX_PATH),
      dynamic: content.dynamic ? 1 : 0,
      symbol: this.scope.symbol,
      ...this.range(n),
      contentStart: content.start,
    });
  }

  /** What a string flows into directly, through parentheses and concatenation only. */
  private stringPlace(n: NodeIndex): { context: StringContext; target: string } {
    let at = n;
    for (let k = 0; k < 5 && at !== NONE; k++) {
      const known = this.targets.get(at);
      if (known !== undefined) return known;
      at = this.tree.parent(at);
      const role = this.expressions.role(at);
      if (role & Role.binary && this.compiled.pack.comparisonOperators.includes(this.expressions.operatorOf(at))) {
        return { context: 'comparison', target: this.expressions.pathOf(this.expressions.operand(at, 'left')) };
      }
      if (!(role & (Role.binary | Role.transparent | Role.argumentWrapper))) break;
    }
    return { context: 'other', target: '' };
  }

  private comment(n: NodeIndex): void {
    const { start, end } = this.range(n);
    const text = this.tree.text.slice(start, Math.min(end, start + MAX_STRING_TEXT));
    this.out.add('comments', { text: DIRECTIVE.test(text) ? text : '', start, end });
    this.lastComment =
      /^\s*$/.test(this.tree.text.slice(Math.max(0, this.lastComment.end), start)) && this.lastComment.end >= 0
        ? { start: this.lastComment.start, end }
        : { start, end };
  }

  // Modules

  importing(n: NodeIndex, fact: ImportFact): void {
    const source = this.range(fact.sourceNode);
    const row = this.out.add('imports', {
      kind: fact.kind,
      source: fact.source.slice(0, MAX_PATH),
      flags: fact.flags ?? 0,
      symbol: this.scope.symbol,
      ...this.range(n),
      sourceStart: source.start,
      sourceEnd: source.end,
    });
    this.targets.set(fact.sourceNode, { context: 'import', target: '' });
    for (const s of fact.specifiers) {
      this.out.add('specifiers', {
        import: row,
        kind: s.kind,
        name: s.name.slice(0, MAX_PATH),
        alias: s.alias,
        ...this.range(s.node),
      });
    }
  }

  exporting(n: NodeIndex, fact: { readonly name: string; readonly kind: ExportKind; readonly source?: string }): void {
    this.out.add('exports', { kind: fact.kind, name: fact.name, source: fact.source ?? '', ...this.range(n) });
    this.interfaceHash = mix(this.interfaceHash, hashText(`${fact.kind} ${fact.name} ${fact.source ?? ''}`));
  }

  // Errors

  handler(n: NodeIndex, fact: HandlerFact): void {
    const binding = fact.binding === NONE ? '' : this.expressions.nameText(fact.binding);
    const body = fact.body === NONE ? { statements: 1, flags: 0 } : this.inspectBody(fact.body, binding);
    const place = this.range(fact.body);
    const named = this.range(fact.binding);
    const row = this.out.add('handlers', {
      kind: fact.kind,
      binding,
      types: fact.types.join(' ').slice(0, MAX_PATH),
      flags: body.flags,
      statements: body.statements,
      calls: 0,
      symbol: this.scope.symbol,
      ...this.range(n),
      bodyStart: place.start,
      bodyEnd: place.end,
      bindingStart: named.start,
      bindingEnd: named.end,
    });
    // Only the body handles: a condition or an else branch around it does not.
    if (fact.body === NONE || fact.body <= n) this.enterHandler(n, row);
    else this.pendingHandlers.set(fact.body, row);
  }

  private enterHandler(n: NodeIndex, row: number): void {
    this.pendingHandlers.delete(n);
    this.scope.handler = row;
    this.open('handler', n, row);
  }

  private inspectBody(body: NodeIndex, binding: string): { statements: number; flags: number } {
    let statements = 0;
    let flags = 0;
    for (let c = this.tree.firstChild(body); c !== NONE; c = this.tree.nextSibling(c)) {
      const role = this.expressions.role(c);
      if (role & Role.comment) continue;
      if (role & Role.blockWrapper) statements += this.countNamed(c);
      else if (this.tree.isNamed(c)) statements++;
    }
    // Bounded, because nested handlers would make it quadratic: past the bound the variable counts as used.
    const end = this.tree.after(body);
    const limit = Math.min(end, body + MAX_HANDLER_NODES);
    if (limit < end && binding !== '') flags |= HandlerFlag.usesBinding;
    for (let i = body; i < limit; i++) {
      if (this.expressions.role(i) & Role.comment) flags |= HandlerFlag.hasComment;
      else if (binding !== '' && this.tree.after(i) === i + 1 && this.tree.slice(i) === binding)
        flags |= HandlerFlag.usesBinding;
      else if (binding !== '' && this.hasHole(i, binding)) flags |= HandlerFlag.usesBinding;
    }
    return { statements, flags: statements === 0 ? flags | HandlerFlag.empty : flags };
  }

  /** True when a string interpolates this name in a way the grammar shows as content. */
  private hasHole(n: NodeIndex, name: string): boolean {
    const holes = this.compiled.strings[this.tree.kindId(n)]?.holes;
    const found: readonly string[] = holes === undefined ? [] : (this.tree.slice(n).match(holes) ?? []);
    return found.includes(`$${name}`);
  }

  private countNamed(n: NodeIndex): number {
    let count = 0;
    for (let c = this.tree.firstChild(n); c !== NONE; c = this.tree.nextSibling(c)) {
      if (this.tree.isNamed(c) && !(this.expressions.role(c) & Role.comment)) count++;
    }
    return count;
  }

  // Questions packs ask

  pathOf(n: NodeIndex): string {
    return this.expressions.pathOf(n);
  }

  textOf(n: NodeIndex): string {
    if (n === NONE) return '';
    const shape = this.compiled.strings[this.tree.kindId(n)];
    return shape === undefined ? this.tree.slice(n) : this.expressions.stringContent(n, shape).text;
  }

  atModuleLevel(): boolean {
    return this.scope.symbol < 0;
  }

  enclosingKind(): SymbolKind | null {
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const frame = this.frames[i];
      if (frame?.kind === 'symbol') return this.out.symbolKind(frame.row);
    }
    return null;
  }
}
