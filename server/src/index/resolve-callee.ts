import { Mod, TYPE_KINDS } from '@drift/grammars';
import type { FileId, LanguageId } from '@drift/shared';
import type { Row } from '../facts/schema.ts';
import { exportedSymbol } from './exported-symbol.ts';
import { FileScope, type ImportedName } from './file-scope.ts';
import { groupKey } from './groups.ts';
import { agreed, isScopeName, type Lookup, onlyDeclaration } from './lookup.ts';
import { declaredNamespaces, dotted, scopedSymbols } from './module-scope.ts';
import { basename, dirname, stemOf } from './paths.ts';
import type { SymbolRef } from './target.ts';

/** How the current object, or its type, is called. */
const SELF: Readonly<Record<LanguageId, readonly string[]>> = {
  csharp: ['this'],
  go: [],
  java: ['this'],
  javascript: ['this'],
  kotlin: ['this'],
  php: ['$this', 'self', 'static'],
  python: ['self', 'cls'],
  ruby: ['self'],
  rust: ['self', 'Self'],
  typescript: ['this'],
};
/** A plain call in a type may mean one of its methods. */
const IMPLICIT_SELF: ReadonlySet<LanguageId> = new Set<LanguageId>(['csharp', 'java', 'kotlin', 'ruby']);
/** A type may be written in several files. */
const IN_PARTS: ReadonlySet<LanguageId> = new Set<LanguageId>(['csharp', 'ruby', 'rust']);
/** A function without a name keeps the object around it. Elsewhere it may bring its own. */
const LAMBDA_KEEPS_SELF: ReadonlySet<LanguageId> = new Set<LanguageId>(['csharp', 'java', 'php', 'python', 'rust']);

/** What a name means at a place: a symbol of the file, an import, or nothing that is certain. */
type Meaning =
  | { readonly kind: 'symbol'; readonly row: Row<'symbols'> }
  | { readonly kind: 'import'; readonly name: ImportedName }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'undeclared' };
const UNKNOWN: Meaning = { kind: 'unknown' };

/** Tells what calls mean where exactly one symbol is possible. Keeps the scope of the last file it was asked about. */
export class CalleeResolver {
  private readonly lookup: Lookup;
  private last: { readonly file: FileId; readonly scope: FileScope } | null = null;

  constructor(lookup: Lookup) {
    this.lookup = lookup;
  }

  /** The symbol a call runs (a type, where it is constructed), or `null` where that is not certain. */
  resolve(file: FileId, callIndex: number): SymbolRef | null {
    const scope = this.scopeOf(file);
    const call = scope?.facts.table('calls').get(callIndex) ?? null;
    if (scope === null || call === null || call.name === '') return null;
    if (call.callee === call.name) return this.plain(file, scope, call);
    if (!call.callee.endsWith(call.name)) return null;
    const receiver = call.callee.slice(0, -call.name.length).replace(/(?:\.|::|->)$/, '');
    if (SELF[scope.facts.language].includes(receiver)) {
      return this.wholeType(file, scope, ownMethod(scope, call));
    }
    return this.throughName(file, scope, { call, receiver });
  }

  private scopeOf(file: FileId): FileScope | null {
    const facts = this.lookup.facts(file);
    if (facts === null) return null;
    if (this.last?.file !== file || this.last.scope.facts !== facts) this.last = { file, scope: new FileScope(facts) };
    return this.last.scope;
  }

  private plain(file: FileId, scope: FileScope, call: Row<'calls'>): SymbolRef | null {
    const meaning = meaningOf(scope, call.symbol, call.name);
    if (meaning.kind === 'symbol') return this.wholeType(file, scope, meaning.row);
    if (meaning.kind === 'import') return this.imported(file, meaning.name);
    if (meaning.kind === 'undeclared' && scope.facts.language === 'go') return this.samePackage(file, scope, call.name);
    return null;
  }

  private imported(file: FileId, { row, specifier }: ImportedName): SymbolRef | null {
    const isModule = specifier.kind === 'namespace' && row.kind === 'require';
    if (specifier.kind !== 'named' && specifier.kind !== 'default' && !isModule) return null;
    const name = specifier.kind === 'named' ? specifier.name : 'default';
    const files = this.filesOf(file, row);
    const exported = agreed(files.map((f) => exportedSymbol(this.lookup, f, name)));
    if (exported !== null) return exported;
    const type = dotted(row.source).split('.').at(-2);
    if (type === undefined || !isJvm(this.lookup.facts(file)?.language)) return null;
    return agreed(files.map((f) => this.staticMember(exportedSymbol(this.lookup, f, type), name)));
  }

  private filesOf(file: FileId, row: Row<'imports'>): readonly FileId[] {
    const target = this.lookup.resolveImport(file, row.index);
    return target.kind === 'file' ? target.files : [];
  }

  /** `module.f()` and `Type.f()`. */
  private throughName(
    file: FileId,
    scope: FileScope,
    { call, receiver }: { call: Row<'calls'>; receiver: string },
  ): SymbolRef | null {
    const meaning = meaningOf(scope, call.symbol, receiver);
    if (meaning.kind === 'symbol') return this.staticMember(ref(file, meaning.row), call.name);
    if (meaning.kind !== 'import') return null;
    const { row, specifier } = meaning.name;
    const files = this.filesOf(file, row);
    if (specifier.kind === 'namespace') return agreed(files.map((f) => exportedSymbol(this.lookup, f, call.name)));
    if (specifier.kind === 'wildcard') return null;
    const modules = files.filter((f) => isModuleNamed(f, specifier.name));
    const { language } = scope.facts;
    if (modules.length > 0 && (language === 'python' || language === 'rust')) {
      return agreed(modules.map((f) => exportedSymbol(this.lookup, f, call.name)));
    }
    return this.staticMember(this.imported(file, meaning.name), call.name);
  }

  /** The static method a type declares exactly once. */
  private staticMember(type: SymbolRef | null, name: string): SymbolRef | null {
    const symbols = type === null ? null : this.lookup.facts(type.file)?.table('symbols');
    if (type === null || symbols === undefined || symbols === null) return null;
    const rows = [...symbols].filter((s) => s.parent === type.symbol && s.name === name);
    const [only] = rows;
    return only !== undefined && rows.length === 1 && (only.modifiers & Mod.static) !== 0 ? ref(type.file, only) : null;
  }

  /** Go: functions of the other files of the package, which need no import. */
  private samePackage(file: FileId, scope: FileScope, name: string): SymbolRef | null {
    const own = declaredNamespaces(scope.facts)[0];
    const rows: SymbolRef[] = [];
    for (const near of this.lookup.members(groupKey('goPackage', dirname(file)))) {
      const facts = near === file || !this.lookup.declares(near, name) ? null : this.lookup.facts(near);
      if (facts === null || declaredNamespaces(facts)[0] !== own) continue;
      for (const { row } of scopedSymbols(facts)) {
        if (row.name === name && isScopeName(row)) rows.push({ file: near, symbol: row.index });
      }
    }
    return rows.length === 1 ? (rows[0] ?? null) : null;
  }

  /** A method, unless its type has further parts in other files that declare the name too. */
  private wholeType(file: FileId, scope: FileScope, method: Row<'symbols'> | null): SymbolRef | null {
    const type = method === null ? null : scope.facts.table('symbols').get(method.parent);
    if (method === null || type === null || !IN_PARTS.has(scope.facts.language)) return ref(file, method);
    const parts = this.lookup.members(groupKey('typePath', type.path));
    return parts.some((f) => f !== file && this.lookup.declares(f, method.name)) ? null : ref(file, method);
  }
}

function ref(file: FileId, row: Row<'symbols'> | null): SymbolRef | null {
  return row === null ? null : { file, symbol: row.index };
}

function isJvm(language: LanguageId | undefined): boolean {
  return language === 'java' || language === 'kotlin';
}

/** Whether a file is the module of that name in its folder. */
function isModuleNamed(file: FileId, name: string): boolean {
  const stem = stemOf(file);
  const own = basename(stem);
  return (own === '__init__' || own === 'mod' ? basename(dirname(stem)) : own) === name;
}

/** Looks a name up from a scope outwards. */
function meaningOf(scope: FileScope, from: number, name: string): Meaning {
  if (scope.isAssigned(name)) return UNKNOWN;
  const { language } = scope.facts;
  const symbols = scope.facts.table('symbols');
  let inherits = false;
  for (let at = from; ; at = symbols.get(at)?.parent ?? -1) {
    const around = symbols.get(at);
    const isType = around !== null && (TYPE_KINDS.has(around.kind) || around.kind === 'impl');
    if (isType) {
      const member = IMPLICIT_SELF.has(language) ? implicitMember(scope, at, name) : null;
      if (member !== null) return inherits ? UNKNOWN : member;
      inherits ||= scope.hasBases(at) || around.name === '';
    } else {
      const here = meaningIn(scope, at, name);
      if (here !== null) return inherits && IMPLICIT_SELF.has(language) ? UNKNOWN : here;
    }
    if (around === null) return { kind: 'undeclared' };
    if (around.kind === 'lambda' && (language === 'kotlin' || language === 'ruby')) return UNKNOWN;
    // A module of Rust sees nothing of the one around it.
    if (around.kind === 'namespace' && language === 'rust') return UNKNOWN;
    if (around.name === name && around.kind === 'function' && !scope.declaredIn(around.parent, name).length)
      return UNKNOWN;
  }
}

function meaningIn(scope: FileScope, at: number, name: string): Meaning | null {
  const declared = scope.declaredIn(at, name);
  const imported = scope.importedIn(at, name);
  // Java keeps methods and variables apart.
  if (scope.facts.language !== 'java' && scope.hasValue(at, name.split('.')[0] ?? name)) return UNKNOWN;
  if (at >= 0 && scope.isOpaque(at)) return UNKNOWN;
  if (declared.length === 0 && imported.length === 0) return null;
  if (imported.length === 1 && declared.length === 0 && imported[0] !== undefined) {
    return { kind: 'import', name: imported[0] };
  }
  const row = imported.length === 0 ? onlyDeclaration(declared) : null;
  return row === null ? UNKNOWN : { kind: 'symbol', row };
}

function implicitMember(scope: FileScope, type: number, name: string): Meaning | null {
  const rows = scope.membersOf(type, name);
  if (rows.length === 0) return null;
  const [only] = rows;
  return rows.length === 1 && only !== undefined ? { kind: 'symbol', row: only } : UNKNOWN;
}

/** The method of the type around a call that `this.name()` means, where it is declared exactly once. */
function ownMethod(scope: FileScope, call: Row<'calls'>): Row<'symbols'> | null {
  const type = typeAround(scope, call.symbol);
  if (type === null) return null;
  const same = type.kind === 'impl' ? [...scope.facts.table('symbols')].filter((s) => isSameImpl(s, type)) : [type];
  const rows = same.flatMap((t) => scope.membersOf(t.index, call.name));
  const [only] = rows;
  if (only === undefined || rows.length !== 1) return null;
  if (SELF[scope.facts.language].some((self) => scope.isAssigned(`${self}.${call.name}`))) return null;
  const hidden = scope.hasValue(type.index, call.name) && only.nameStart >= only.start;
  return hidden ? null : only;
}

function isSameImpl(row: Row<'symbols'>, type: Row<'symbols'>): boolean {
  return row.kind === 'impl' && row.name === type.name && row.parent === type.parent;
}

/** The type whose method a scope is, or `null` where `this` may be something else. */
function typeAround(scope: FileScope, from: number): Row<'symbols'> | null {
  const symbols = scope.facts.table('symbols');
  for (let at = symbols.get(from); at !== null; at = symbols.get(at.parent)) {
    const outer = symbols.get(at.parent);
    if (outer !== null && (TYPE_KINDS.has(outer.kind) || outer.kind === 'impl'))
      return at.kind === 'lambda' ? null : outer;
    if (at.kind !== 'lambda' || !LAMBDA_KEEPS_SELF.has(scope.facts.language)) return null;
  }
  return null;
}
