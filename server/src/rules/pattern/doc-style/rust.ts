// What of a Rust crate other crates can reach, and how it is documented besides by comments.
import { Mod } from '@drift/grammars';
import type { FileId } from '@drift/shared';
import { directoryOf } from '../../../analysis/conventions/scopes.ts';
import type { FileFacts } from '../../../facts/file-facts.ts';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import type { ProjectReader } from '../../engine/project-reader.ts';

/** Modules from the crate root down to an item. */
const MAX_DEPTH = 32;
/** Attributes of what is called by other languages, or hidden or on its way out. */
const NOT_OFFERED = /^(?:no_mangle|export_name|unsafe\(no_mangle\)|deprecated|wasm_bindgen|py\w+|uniffi(?:::\w+)?)$/;
/** `#[allow(missing_docs)]`: the author wants no word about it. */
const WAIVED = /\bmissing_docs\b/;

/** The attribute that documents an item, and those that say it is not offered to crates. */
export function attributesOf(view: FileView): { documented: ReadonlySet<number>; hidden: ReadonlySet<number> } {
  const documented = new Set<number>();
  const hidden = new Set(hiddenBy(view.facts));
  for (const d of view.table('decorators')) {
    if (d.name === 'doc' && !hidden.has(d.symbol)) documented.add(d.symbol);
    else if (d.name === 'allow' && WAIVED.test(d.text)) hidden.add(d.symbol);
    else if (NOT_OFFERED.test(d.name) || (d.name === 'unsafe' && d.text.includes('no_mangle'))) hidden.add(d.symbol);
  }
  return { documented, hidden };
}

/** True for a file that says at its head that it goes without documentation. */
export function goesWithoutDocs(view: FileView): boolean {
  return [...view.table('decorators')].some((d) => d.symbol < 0 && d.name === 'allow' && WAIVED.test(d.text));
}

/** Items under `#[doc(hidden)]`. */
function hiddenBy(facts: FileFacts): ReadonlySet<number> {
  const out = new Set<number>();
  for (const d of facts.table('decorators')) if (d.name === 'doc' && /^\(\s*hidden/.test(d.text)) out.add(d.symbol);
  return out;
}

/** True for an item that its module offers: `pub`, and not hidden. */
function isOffered(facts: FileFacts, s: Row<'symbols'>): boolean {
  return (s.modifiers & Mod.exported) !== 0 && !hiddenBy(facts).has(s.index);
}

/**
 * The items of a file that other crates can name: `pub`, in modules that are `pub` from the root of a library down, or
 * handed on by name or all together by the module above a private one.
 */
export function reachableItems(view: FileView, project: ProjectReader): ReadonlySet<number> {
  const out = new Set<number>();
  const outside = new Outside(project);
  for (const s of view.table('symbols')) {
    if ((s.modifiers & Mod.exported) === 0) continue;
    const modules = modulesAround(view.facts, s.parent);
    if (modules !== null && outside.reaches(view.file, modules, s.name, MAX_DEPTH)) out.add(s.index);
  }
  return out;
}

/** The inline modules around an item, the outermost first; `null` inside anything else. */
function modulesAround(facts: FileFacts, symbol: number): readonly Row<'symbols'>[] | null {
  const symbols = facts.table('symbols');
  const out: Row<'symbols'>[] = [];
  for (let at = symbols.get(symbol); at !== null; at = symbols.get(at.parent)) {
    if (at.kind !== 'namespace' || (at.modifiers & Mod.test) !== 0 || !isOffered(facts, at)) return null;
    out.unshift(at);
  }
  return out;
}

/** Looks at modules from outside their crate. */
class Outside {
  private readonly project: ProjectReader;
  private readonly open = new Map<FileId, boolean>();

  constructor(project: ProjectReader) {
    this.project = project;
  }

  /** True where an item of inline modules of a file can be named by others. */
  reaches(file: FileId, modules: readonly Row<'symbols'>[], name: string, depth: number): boolean {
    if (this.isOpen(file, depth)) return true;
    const above = modules.length === 0 ? this.declarationOf(file) : null;
    if (above === null || !this.isOpen(above.file, depth - 1) || above.modules.length > 0) return false;
    return handsOn(above.facts, above.module.name, name);
  }

  /** True for the root of a library, and for what is `pub` in an open module. */
  private isOpen(file: FileId, depth: number): boolean {
    const known = this.open.get(file);
    if (known !== undefined) return known;
    const is = this.isOpenModule(file, depth);
    this.open.set(file, is);
    return is;
  }

  private isOpenModule(file: FileId, depth: number): boolean {
    if (/(?:^|\/)lib\.rs$/.test(file)) return true;
    const above = depth === 0 ? null : this.declarationOf(file);
    if (above === null || !isOffered(above.facts, above.module)) return false;
    return this.isOpen(above.file, depth - 1);
  }

  /** Where `mod name;` stands that makes a file a module. */
  private declarationOf(file: FileId): Declaration | null {
    const directory = directoryOf(file);
    const base = file.slice(directory === '' ? 0 : directory.length + 1);
    const folder = base === 'mod.rs' ? directoryOf(directory) : directory;
    const name = base === 'mod.rs' ? directory.slice(folder === '' ? 0 : folder.length + 1) : base.replace(/\.rs$/, '');
    const prefix = folder === '' ? '' : `${folder}/`;
    const candidates = [`${prefix}mod.rs`, `${prefix}lib.rs`, ...(folder === '' ? [] : [`${folder}.rs`])];
    for (const path of candidates) {
      const parent = this.project.fileAt(path);
      const facts = parent === null || parent === file ? null : this.project.factsOf(parent);
      if (parent === null || facts === null) continue;
      for (const s of facts.table('symbols')) {
        if (s.kind !== 'namespace' || s.name !== name || (s.modifiers & Mod.declared) === 0) continue;
        const modules = modulesAround(facts, s.parent);
        if (modules !== null && modules.length === 0) return { file: parent, facts, module: s, modules };
      }
    }
    return null;
  }
}

interface Declaration {
  readonly file: FileId;
  readonly facts: FileFacts;
  readonly module: Row<'symbols'>;
  readonly modules: readonly Row<'symbols'>[];
}

/** True for `pub use module::name;` and `pub use module::*;` in the file that declares the module. */
function handsOn(facts: FileFacts, module: string, name: string): boolean {
  for (const e of facts.table('exports')) {
    const path = e.source.replace(/^(?:self::|crate::(?:\w+::)*)/, '');
    if (e.kind === 'reexport' && path === `${module}::${name}`) return true;
    if (e.kind === 'all' && path === module) return true;
  }
  return false;
}
