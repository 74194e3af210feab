import { CALLABLE_KINDS, type Shape } from '@drift/grammars';
import type { FileId, LanguageId } from '@drift/shared';
import { type FileFacts, RememberingReader, type Table } from '../../facts/file-facts.ts';
import type { Row, TableName } from '../../facts/schema.ts';
import { importedNames } from './imported-names.ts';
import { testRoleOf } from './test-role.ts';

/** What a file is for; rules speak in `source` unless they say otherwise. */
export type FileRole = 'source' | 'test' | 'fixture' | 'generated' | 'vendored' | 'config';

/** A value as far as one file can say: its own shape, or that of the one binding it names. */
export interface Value {
  readonly shape: Shape;
  readonly text: string;
}

/** One file as rules see it: its facts, with the readings many rules share, computed once and on demand. */
export class FileView {
  readonly file: FileId;
  readonly role: FileRole;
  readonly facts: FileFacts;
  readonly language: LanguageId;
  private readonly reader: RememberingReader;
  private forTests: boolean | null = null;
  private names: ReadonlyMap<string, string> | null = null;
  private bound: Map<string, Row<'bindings'>[]> | null = null;

  constructor(file: FileId, role: FileRole, facts: FileFacts) {
    this.file = file;
    this.role = role;
    this.facts = facts;
    this.language = facts.language;
    this.reader = new RememberingReader(facts);
  }

  /** True for tests and what they read, also those of others' code and generated ones, whose role does not tell. */
  get isForTests(): boolean {
    this.forTests ??= testRoleOf(this.file) !== null;
    return this.forTests;
  }

  table<T extends TableName>(name: T): Table<T> {
    return this.reader.table(name);
  }

  /** Local name -> what it stands for: `md5 -> hashlib.md5`, `cp -> child_process`. */
  get imported(): ReadonlyMap<string, string> {
    this.names ??= importedNames(this.facts);
    return this.names;
  }

  /**
   * True when the file imports one of these modules, or something below it, by exact segment match; what lies right below
   * a package that is imported with `*` counts as imported.
   */
  imports(...modules: readonly string[]): boolean {
    for (const row of this.table('imports')) {
      const source = moduleName(row.source);
      if (modules.some((m) => source === m || (source.startsWith(m) && /^[./:\\]/.test(source.slice(m.length)))))
        return true;
      if (this.hasWildcard(row.index) && modules.some((m) => m.slice(0, m.lastIndexOf('.')) === source)) return true;
    }
    return false;
  }

  private wildcards: Set<number> | null = null;

  private hasWildcard(row: number): boolean {
    if (this.wildcards === null) {
      this.wildcards = new Set();
      for (const s of this.table('specifiers')) if (s.kind === 'wildcard') this.wildcards.add(s.import);
    }
    return this.wildcards.has(row);
  }

  /** A dotted path with its first segment replaced by what that name was imported as. */
  canonical(path: string): string {
    let known = this.canonicals.get(path);
    if (known === undefined) {
      known = this.canonicalOf(path);
      this.canonicals.set(path, known);
    }
    return known;
  }

  private readonly canonicals = new Map<string, string>();

  private canonicalOf(path: string): string {
    const cut = path.search(/[.[(]/);
    const head = cut < 0 ? path : path.slice(0, cut);
    const known = this.imported.get(head);
    if (known === undefined || this.isShadowed(head)) return path;
    return cut < 0 ? known : known + path.slice(cut);
  }

  /**
   * What a call calls, as `canonical` tells it; a module that is loaded in place stands for itself:
   * `require('child_process').exec` is `child_process.exec`.
   */
  calleeOf(call: Row<'calls'>): string {
    const loader = LOADERS.find((l) => call.callee.startsWith(`${l}().`));
    if (loader === undefined) return this.canonical(call.callee);
    const load = this.callsNamed(loader.slice(loader.lastIndexOf('.') + 1)).find(
      (c) => c.start === call.start && c.callee === loader,
    );
    const [module] = load === undefined ? [] : this.argumentsOf(load);
    if (module?.shape !== 'string') return call.callee;
    return moduleName(module.text) + call.callee.slice(loader.length + 2);
  }

  private isShadowed(name: string): boolean {
    return this.bindingsOf(name).some((b) => b.kind === 'variable' && b.shape !== 'none' && b.shape !== 'call');
  }

  private calls: Map<string, Row<'calls'>[]> | null = null;
  private aliases: Map<string, string[]> | null = null;

  /** Calls by the last segment of what is called, imported under another name or not. */
  callsNamed(name: string): readonly Row<'calls'>[] {
    this.calls ??= groupBy(this.table('calls'), (c) => c.name);
    this.aliases ??= aliasesOf(this.imported);
    const direct = this.calls.get(name) ?? [];
    const aliases = this.aliases.get(name);
    if (aliases === undefined) return direct;
    const calls = this.calls;
    return [...direct, ...aliases.flatMap((a) => (calls.get(a) ?? []).filter((c) => c.callee === a))];
  }

  /** Calls that start inside a range, in order. O(log calls + answers). */
  callsStartingIn(start: number, end: number): Row<'calls'>[] {
    const table = this.table('calls');
    const out: Row<'calls'>[] = [];
    for (let c = table.get(table.firstFrom(start)); c !== null && c.start < end; c = table.get(c.index + 1))
      out.push(c);
    return out;
  }

  private symbols: Map<string, Row<'symbols'>[]> | null = null;

  /** Symbols by name, in order. */
  symbolsNamed(name: string): readonly Row<'symbols'>[] {
    this.symbols ??= groupBy(this.table('symbols'), (s) => s.name);
    return this.symbols.get(name) ?? [];
  }

  private named: Map<string, Row<'bindings'>[]> | null = null;

  /** Bindings by the last segment of their target. */
  bindingsNamed(name: string): readonly Row<'bindings'>[] {
    this.named ??= groupBy(this.table('bindings'), (b) => b.target.slice(b.target.lastIndexOf('.') + 1));
    return this.named.get(name) ?? [];
  }

  /** Arguments of a call in order. */
  argumentsOf(call: Row<'calls'>): Row<'arguments'>[] {
    const table = this.table('arguments');
    const out: Row<'arguments'>[] = [];
    for (let i = 0; i < call.arguments; i++) {
      const row = table.get(call.firstArgument + i);
      if (row !== null) out.push(row);
    }
    return out;
  }

  /** Options given to a call by name: keyword arguments and the pairs of object arguments. */
  optionsOf(
    call: Row<'calls'>,
  ): { readonly name: string; readonly value: Value; readonly start: number; readonly end: number }[] {
    const out: { name: string; value: Value; start: number; end: number }[] = [];
    for (const a of this.argumentsOf(call))
      if (a.keyword !== '') out.push({ name: a.keyword, value: a, start: a.start, end: a.end });
    for (const b of this.pairsOf(call.index)) out.push({ name: b.target, value: b, start: b.start, end: b.end });
    return out;
  }

  private byCall: Map<number, Row<'bindings'>[]> | null = null;

  /** Pairs and keywords written inside the arguments of a call. */
  pairsOf(call: number): readonly Row<'bindings'>[] {
    if (call < 0) return [];
    this.byCall ??= groupBy(this.table('bindings'), (b) => b.call);
    return this.byCall.get(call) ?? [];
  }

  /** Every binding whose target is exactly this path. */
  bindingsOf(target: string): readonly Row<'bindings'>[] {
    this.bound ??= groupBy(this.table('bindings'), (b) => b.target);
    return this.bound.get(target) ?? [];
  }

  /**
   * The value an expression has as far as this file can say: an identifier that is bound exactly once where it is
   * visible from `symbol` takes the value of that binding; everything else stands for itself.
   */
  valueOf(value: Value, symbol: number): Value {
    if (value.shape !== 'identifier' && value.shape !== 'member') return value;
    const named = this.bindingsOf(value.text);
    // A name bound this often says nothing certain, and asking for it everywhere would cost the square of that.
    if (named.length > MAX_BINDINGS_FOLLOWED) return value;
    const all = named.filter((b) => b.kind !== 'pair' && b.kind !== 'keyword');
    const visible = all.filter((b) => this.isVisible(b.symbol, symbol));
    const only = visible[0];
    if (only === undefined || visible.length > 1 || this.isParameter(value.text, symbol)) return value;
    return only.shape === 'none' ? value : { shape: only.shape, text: only.text };
  }

  private isVisible(from: number, symbol: number): boolean {
    for (let at = symbol; at >= 0; at = this.table('symbols').get(at)?.parent ?? -1) if (at === from) return true;
    return from < 0 || !CALLABLE_KINDS.has(this.table('symbols').at(from).kind);
  }

  /** True when a function enclosing `symbol` (itself included) has a parameter of this name. */
  isParameter(name: string, symbol: number): boolean {
    const symbols = this.table('symbols');
    for (let at = symbol; at >= 0; at = symbols.get(at)?.parent ?? -1) {
      if (this.parameterNames(at).has(name)) return true;
    }
    return false;
  }

  private parameters: Map<number, Set<string>> | null = null;

  private parameterNames(symbol: number): ReadonlySet<string> {
    if (this.parameters === null) {
      this.parameters = new Map();
      for (const p of this.table('parameters')) {
        const names = this.parameters.get(p.symbol) ?? new Set<string>();
        names.add(p.name);
        this.parameters.set(p.symbol, names);
      }
    }
    return this.parameters.get(symbol) ?? NO_NAMES;
  }

  /** Path of the innermost named symbol whose range holds the offset, or `''`. O(log symbols + depth). */
  symbolPathAt(offset: number): string {
    const symbols = this.table('symbols');
    for (let s = symbols.get(symbols.firstFrom(offset + 1) - 1); s !== null; s = symbols.get(s.parent)) {
      if (offset < s.end && s.kind !== 'lambda') return s.path;
    }
    return '';
  }
}

/**
 * Last segment of what is imported -> the other names it has in this file. A module that is called itself is also
 * found by its whole name: `import limit from '@shop/rate-limit'` by `rate-limit` and by `@shop/rate-limit`.
 */
function aliasesOf(imported: ReadonlyMap<string, string>): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const [local, meaning] of imported) {
    const dotted = meaning.slice(meaning.lastIndexOf('.') + 1);
    for (const last of new Set([dotted, dotted.slice(dotted.lastIndexOf('/') + 1)]))
      if (last !== local) out.set(last, [...(out.get(last) ?? []), local]);
  }
  return out;
}

function groupBy<R, K>(rows: Iterable<R>, key: (row: R) => K): Map<K, R[]> {
  const out = new Map<K, R[]>();
  for (const row of rows) {
    const k = key(row);
    const list = out.get(k);
    if (list === undefined) out.set(k, [row]);
    else list.push(row);
  }
  return out;
}

/** Functions that load a module where it is used. */
const LOADERS = ['require', '__import__', 'import_module', 'importlib.import_module'];
const NO_NAMES: ReadonlySet<string> = new Set();
/** Bindings of one name that are looked through for its value. */
const MAX_BINDINGS_FOLLOWED = 400;

/** A module path without the scheme of built-in modules. */
export function moduleName(source: string): string {
  return source.startsWith('node:') ? source.slice(5) : source;
}
