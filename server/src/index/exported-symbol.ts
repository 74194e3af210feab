import { Mod } from '@drift/grammars';
import type { FileId } from '@drift/shared';
import type { FileFacts } from '../facts/file-facts.ts';
import type { Row } from '../facts/schema.ts';
import { specifiersByImport } from './import-graph.ts';
import { agreed, isNamedFromOutside, isScopeName, type Lookup, onlyDeclaration } from './lookup.ts';
import { scopedSymbols } from './module-scope.ts';
import { familyOf } from './offered-keys.ts';
import { localName } from './passed-on.ts';
import type { SymbolRef } from './target.ts';

/** A name to look for in a file. */
interface Wanted {
  readonly file: FileId;
  readonly name: string;
}
/** What one file says about a name: its own symbol, or where to look on. Neither means: not here, or not certain. */
interface Answer {
  readonly symbol: Row<'symbols'> | null;
  readonly elsewhere: readonly Wanted[];
}
const UNKNOWN: Answer = { symbol: null, elsewhere: [] };
/** Length of `default as ` and of `export default `, by which their rows are told from aliases. */
const DEFAULT_AS = 11;
const EXPORT_DEFAULT = 15;
/** Length of `export * from `; longer ones name a namespace or only types. */
const EXPORT_ALL = 14;

/** The symbol a file exports under a name, through re-exports and barrels; `null` unless there is exactly one. */
export function exportedSymbol(lookup: Lookup, file: FileId, name: string): SymbolRef | null {
  const seen = new Set<string>();
  const queue: Wanted[] = [{ file, name }];
  const found: SymbolRef[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const id = `${next.file}\0${next.name}`;
    const facts = seen.has(id) ? null : lookup.facts(next.file);
    seen.add(id);
    if (facts === null) continue;
    const answer = answerOf(new Exporter(lookup, next.file, facts), next.name);
    if (answer.symbol !== null) found.push({ file: next.file, symbol: answer.symbol.index });
    queue.push(...answer.elsewhere);
  }
  return agreed(found);
}

function answerOf(exporter: Exporter, name: string): Answer {
  switch (familyOf(exporter.facts.language)) {
    case 'ecmascript':
      return exporter.ecmascript(name);
    case 'python':
      return exporter.python(name);
    case 'rust':
      return exporter.rust(name);
    default:
      return exporter.declared(name);
  }
}

/** Reads one file's answer. */
class Exporter {
  readonly facts: FileFacts;
  private readonly lookup: Lookup;
  private readonly file: FileId;

  constructor(lookup: Lookup, file: FileId, facts: FileFacts) {
    this.lookup = lookup;
    this.file = file;
    this.facts = facts;
  }

  /** Any top-level symbol of that name that is not private. */
  declared(name: string): Answer {
    const rows = scopedSymbols(this.facts).map((s) => s.row);
    return own(
      onlyDeclaration(rows.filter((r) => r.name === name && isScopeName(r) && (r.modifiers & Mod.private) === 0)),
    );
  }

  python(name: string): Answer {
    const rows = this.moduleLevel(name);
    if (rows.length > 0 || this.isBound(name)) return this.isBound(name) ? UNKNOWN : own(onlyDeclaration(rows));
    const named = this.imported(name);
    return { symbol: null, elsewhere: named.length > 0 || name.startsWith('_') ? named : this.wildcards(name) };
  }

  rust(name: string): Answer {
    const rows = this.moduleLevel(name);
    if (rows.length > 0) return own(onlyDeclaration(rows));
    const named = this.imported(name);
    return { symbol: null, elsewhere: named.length > 0 ? named : this.wildcards(name, 'reexport') };
  }

  ecmascript(name: string): Answer {
    const rows = [...this.facts.table('exports')];
    const mine = rows.filter((row) => (row.kind === 'default' || isModuleExports(row) ? 'default' : row.name) === name);
    if (mine.length > 0) return merged(mine.map((row) => this.exportRow(row)));
    if (name === 'default') return UNKNOWN;
    const stars = rows.filter((row) => row.kind === 'all');
    return { symbol: null, elsewhere: stars.flatMap((row) => this.star(row, name)) };
  }

  private star(row: Row<'exports'>, name: string): Wanted[] {
    const from = this.importAround(row);
    if (from === null || from.sourceStart - row.start > EXPORT_ALL) return [];
    return this.through(from.index, name);
  }

  private exportRow(row: Row<'exports'>): Answer {
    if (row.kind === 'commonjs') return this.commonjs(row);
    if (row.source !== '') return { symbol: null, elsewhere: this.reexport(row) };
    if (row.kind === 'default' && row.name === 'default') return own(this.anonymousDefault(row));
    const inside = this.moduleLevel(row.name).filter((s) => s.start >= row.start && s.end <= row.end);
    if (inside.length > 0) return { symbol: onlyDeclaration(inside), elsewhere: [] };
    const plain = row.kind === 'default' || row.end - row.start === row.name.length;
    return plain ? this.local(row.name) : UNKNOWN;
  }

  /** The original name stands in a specifier, or is the exported one where the row has no room for another. */
  private reexport(row: Row<'exports'>): Wanted[] {
    const from = this.importAround(row);
    if (from === null) return [];
    const specifiers = specifiersByImport(this.facts).get(from.index) ?? [];
    const specifier = specifiers.find((s) => localName(s) === row.name);
    if (specifier !== undefined) return this.through(from.index, specifier.name);
    const extra = row.end - row.start - row.name.length;
    if (extra === 0) return this.through(from.index, row.name);
    return extra === DEFAULT_AS ? this.through(from.index, 'default').filter((w) => this.onlyDefaultFits(w.file)) : [];
  }

  /** `default as x` is as long as any seven-letter name `as x`: sure only where the target has none. */
  private onlyDefaultFits(file: FileId): boolean {
    for (const row of this.lookup.facts(file)?.table('exports') ?? []) {
      if (row.kind === 'all' || (row.kind !== 'default' && row.name.length === 'default'.length)) return false;
    }
    return true;
  }

  private importAround(row: Row<'exports'>): Row<'imports'> | null {
    for (const i of this.facts.table('imports')) {
      if (i.kind === 'reexport' && i.start <= row.start && i.end >= row.end) return i;
    }
    return null;
  }

  private commonjs(row: Row<'exports'>): Answer {
    for (const binding of this.facts.table('bindings')) {
      if (binding.start !== row.start || binding.kind !== 'assign') continue;
      if (binding.shape === 'identifier') return this.local(binding.text);
      const value = [...this.facts.table('symbols')].filter((s) => s.parent < 0 && s.start === binding.valueStart);
      return binding.shape === 'function' ? own(onlyDeclaration(value)) : UNKNOWN;
    }
    return UNKNOWN;
  }

  private anonymousDefault(row: Row<'exports'>): Row<'symbols'> | null {
    for (const s of this.facts.table('symbols')) {
      if (s.parent < 0 && s.start === row.start + EXPORT_DEFAULT && s.end <= row.end) return s;
    }
    return null;
  }

  private local(name: string): Answer {
    const rows = this.moduleLevel(name);
    return rows.length > 0 ? own(onlyDeclaration(rows)) : { symbol: null, elsewhere: this.imported(name) };
  }

  private moduleLevel(name: string): Row<'symbols'>[] {
    const rows = [...this.facts.table('symbols')].filter((s) => s.parent < 0 && s.name === name && isScopeName(s));
    return rows.filter((s) => !isNamedFromOutside(s) || this.isVariable(s));
  }

  private isVariable(symbol: Row<'symbols'>): boolean {
    for (const b of this.facts.table('bindings')) {
      if (b.targetStart === symbol.nameStart) return b.kind === 'variable' || b.kind === 'constant';
    }
    return false;
  }

  private isBound(name: string): boolean {
    for (const b of this.facts.table('bindings')) {
      if (b.symbol < 0 && b.target === name && b.kind !== 'pair' && b.kind !== 'keyword') return true;
    }
    return false;
  }

  private imported(name: string): Wanted[] {
    for (const s of this.facts.table('specifiers')) {
      if (localName(s) !== name || (this.facts.table('imports').get(s.import)?.symbol ?? -1) >= 0) continue;
      if (s.kind === 'named') return this.through(s.import, s.name);
      if (s.kind === 'default') return this.through(s.import, 'default');
    }
    return [];
  }

  private wildcards(name: string, kind?: 'reexport'): Wanted[] {
    const rows = [...this.facts.table('specifiers')].filter((s) => s.kind === 'wildcard').map((s) => s.import);
    const wanted = rows.filter((r) => kind === undefined || this.facts.table('imports').get(r)?.kind === kind);
    return wanted.flatMap((r) => this.through(r, name));
  }

  private through(importRow: number, name: string): Wanted[] {
    const target = this.lookup.resolveImport(this.file, importRow);
    return target.kind === 'file' ? target.files.map((file) => ({ file, name })) : [];
  }
}

function own(symbol: Row<'symbols'> | null): Answer {
  return { symbol, elsewhere: [] };
}

function isModuleExports(row: Row<'exports'>): boolean {
  return row.kind === 'commonjs' && row.name === 'default';
}

/** Overload signatures are exported one by one: what has a body speaks for them. */
function merged(answers: readonly Answer[]): Answer {
  const symbols = answers.flatMap((a) => a.symbol ?? []);
  return { symbol: onlyDeclaration(symbols), elsewhere: answers.flatMap((a) => a.elsewhere) };
}
