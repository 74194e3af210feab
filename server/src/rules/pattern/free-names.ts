// Which names their author could have chosen otherwise: only those take part in naming conventions.
import { CALLABLE_KINDS, Mod, TYPE_KINDS } from '@drift/grammars';
import type { Row } from '../../facts/schema.ts';
import type { Observation } from '../engine/convention.ts';
import type { FileView } from '../engine/file-view.ts';
import { isOneWord, styleOf } from '../engine/identifier-style.ts';

/** Attributes that bind a declaration to a name given elsewhere, or to a role with a style of its own. */
const BINDING_ATTRIBUTES: ReadonlySet<string> = new Set([
  'DllImport',
  'LibraryImport',
  'ComImport',
  'StructLayout',
  'UnmanagedFunctionPointer',
  'MarshalAs',
  'JvmName',
  'JsName',
  'ObjCName',
  'CName',
  'UnmanagedCallersOnly',
  'def_extern',
  'JSExport',
  'Composable',
  // Names of nested test classes are shown as sentences.
  'Nested',
]);

/** Comments by which a Go function is bound to the name foreign code calls it by. */
const BINDING_COMMENT = /^\/\/(?:export|go:linkname)\s+(\w+)/;

/** Decorators that say which interface a class implements. */
const CONTRACT_DECORATORS: ReadonlySet<string> = new Set(['implementer', 'implementer_only', 'provider', 'implements']);

/** Languages in which a method that overrides another need not say so. */
const SILENT_OVERRIDES: ReadonlySet<string> = new Set([
  'javascript',
  'typescript',
  'python',
  'ruby',
  'php',
  'java',
  'csharp',
]);

/** The style a name counts for in a language: in Go the first letter shows visibility, so it says nothing about style. */
export function nameStyle(view: FileView, name: string): string | null {
  const style = styleOf(name);
  if (view.language !== 'go' || style === null) return style;
  if (style === 'pascal') return isOneWord(name) ? null : 'mixedCaps';
  return style === 'camel' ? 'mixedCaps' : style;
}

/** True for names that never count: too short, marked by a sign as private, unused or magic, made by a tool (yacc, Ragel), marked as optional for Closure, or taken from Win32. */
export function isMarked(view: FileView, name: string): boolean {
  const bare = view.language === 'php' ? name.replace(/^\$/, '') : name;
  return (
    bare.length < 2 ||
    /^#?[_$]|^(?:experimental|unstable|UNSAFE)_|^(?:yy|dw|lpsz|lp)[A-Z]|^testEof$|^opt_|^(?:yy|jj)_/.test(bare) ||
    isBundled(view, bare)
  );
}

/** Bundlers call the main export of a module `order_store_default`. */
function isBundled(view: FileView, name: string): boolean {
  return (view.language === 'javascript' || view.language === 'typescript') && name.endsWith('_default');
}

const MIN_FOREIGN = 4;
/** Languages of camelCase into which code of others is copied with its names. */
const CARRIES_COPIES: ReadonlySet<string> = new Set(['javascript', 'typescript', 'kotlin', 'java']);

/**
 * Passes on what a file shows, unless it looks copied from elsewhere: scripts of others lie among one's own without a
 * mark, and a third of snake_case names in languages of camelCase gives them away.
 */
export function reportOwn(
  view: FileView,
  shown: readonly Observation[],
  report: (observation: Observation) => void,
): void {
  const snake = shown.filter((o) => o.value === 'snake').length;
  if (CARRIES_COPIES.has(view.language) && snake >= MIN_FOREIGN && snake * 3 >= shown.length) return;
  for (const o of shown) report(o);
}

/**
 * True for files that describe code which lies elsewhere, and for code of others that lies in the code base. What lies
 * in `external/` is as often one's own, so its role stays that of source, and it takes no part in conventions alone.
 */
export function isForeignFile(view: FileView): boolean {
  if (view.language === 'php' && PHP_LIBRARIES.test(view.file)) return true;
  return view.role === 'vendored' || FOREIGN_FILE.test(view.file) || FOREIGN_FOLDER.test(view.file);
}

/** True for files of Go for one system: what they hold is called as in the headers of that system. */
export function isSystemFile(view: FileView): boolean {
  return view.language === 'go' && SYSTEM_FILE.test(view.file);
}

const FOREIGN_FILE = /\.d\.[cm]?ts$|\.min\.js$|-\d+(?:\.\d+)+(?:\.min)?\.js$|_ui\.py$/i;
const FOREIGN_FOLDER = /(?:^|\/)(?:external|externs)\//i;
/** Libraries of PHP that are carried along lie in a folder each, named like the classes in it. */
const PHP_LIBRARIES = /(?:^|\/)libs\/[A-Z]\w+\//;
const SYSTEM_FILE =
  /(?:_(?:aix|android|bsd|darwin|dragonfly|freebsd|illumos|ios|linux|netbsd|openbsd|plan9|solaris|unix|windows)(?:_\w+)?\.go$)|(?:^|\/)(?:darwin|freebsd|lin|linux|netbsd|openbsd|win|windows)(?:util)?\//;

/** The symbols of a file whose names are bound from outside by an attribute, a base, or the language. */
export class FreeNames {
  private readonly view: FileView;
  private readonly bound = new Set<number>();
  private readonly foreignBases = new Set<number>();

  constructor(view: FileView) {
    this.view = view;
    for (const d of view.table('decorators')) {
      if (BINDING_ATTRIBUTES.has(lastPart(d.name))) this.bound.add(d.symbol);
      if (CONTRACT_DECORATORS.has(lastPart(d.name))) this.foreignBases.add(d.symbol);
    }
    if (view.language === 'go') this.findExported();
    this.findForeignBases();
  }

  private findExported(): void {
    for (const { text } of this.view.table('comments')) {
      const name = BINDING_COMMENT.exec(text)?.[1];
      for (const s of name === undefined ? [] : this.view.symbolsNamed(name)) this.bound.add(s.index);
    }
  }

  /** A base that this file does not declare is foreign, and so is every type below one. */
  private findForeignBases(): void {
    const named = new Map<string, number>();
    for (const s of this.view.table('symbols')) if (TYPE_KINDS.has(s.kind)) named.set(s.name, s.index);
    const bases = [...this.view.table('bases')].map((b) => ({
      type: b.symbol,
      base: named.get(lastPart(b.name)) ?? -1,
    }));
    for (let found = -1; found !== this.foreignBases.size; ) {
      found = this.foreignBases.size;
      for (const b of bases) if (b.base < 0 || this.foreignBases.has(b.base)) this.foreignBases.add(b.type);
    }
  }

  /** True when the symbol itself carries an attribute that fixes its name. */
  isBound(symbol: number): boolean {
    return this.bound.has(symbol);
  }

  /** True for a type whose members may be prescribed by a base that another file declares. */
  hasForeignBase(symbol: number): boolean {
    return this.foreignBases.has(symbol);
  }

  /** True when the function's author chose its name and its parameters' names. */
  isFree(symbol: Row<'symbols'>): boolean {
    if ((symbol.modifiers & (Mod.fixedName | Mod.override | Mod.test)) !== 0 || this.isBound(symbol.index))
      return false;
    const owner = this.view.table('symbols').get(symbol.parent);
    const inContract = owner !== null && (owner.kind === 'interface' || owner.kind === 'trait');
    const foreign = (symbol.modifiers & Mod.declared) !== 0 && (symbol.modifiers & Mod.abstract) === 0 && !inContract;
    if (foreign) return false;
    if (symbol.kind !== 'method' || owner === null || (symbol.modifiers & Mod.private) !== 0) return true;
    if (!SILENT_OVERRIDES.has(this.view.language)) return true;
    return owner.name !== '' && !this.hasForeignBase(owner.index);
  }
}

/** True inside a function, false for what a module, a namespace or a type holds. */
export function isLocal(view: FileView, symbol: number): boolean {
  const row = view.table('symbols').get(symbol);
  return row !== null && CALLABLE_KINDS.has(row.kind);
}

/** What follows the last dot, colon or backslash. */
export function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf(':'), path.lastIndexOf('\\')) + 1);
}
