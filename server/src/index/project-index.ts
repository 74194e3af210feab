import { byCodeUnit, type FileId, type LanguageId, type Problem } from '@drift/shared';
import type { FileFacts } from '../facts/file-facts.ts';
import type { Row } from '../facts/schema.ts';
import { DeclaredNames } from './declared-names.ts';
import { dependentsOf } from './dependents.ts';
import { exportedSymbol } from './exported-symbol.ts';
import { type Entry, ImportGraph } from './import-graph.ts';
import type { Lookup } from './lookup.ts';
import { ManifestSet } from './manifests/manifest-set.ts';
import { familyOf } from './offered-keys.ts';
import { passedOnText } from './passed-on.ts';
import { CalleeResolver } from './resolve-callee.ts';
import type { ChangeSummary, ImportTarget, SymbolRef } from './target.ts';

/**
 * What follows from the facts of all files. Every answer is a function of the files and manifests it holds now, never of
 * the order in which they came; a replacement costs what the file says, not what the project holds.
 */
export class ProjectIndex {
  private readonly entries = new Map<string, Entry>();
  private readonly graph = new ImportGraph(this.entries);
  private readonly names = new DeclaredNames();
  private readonly lookup: Lookup = {
    facts: (file) => this.facts(file),
    resolveImport: (file, row) => this.resolveImport(file, row),
    members: (key) => this.graph.members(key),
    declares: (file, name) => this.names.includes(name, file),
  };
  private readonly callees = new CalleeResolver(this.lookup);
  private sorted: readonly FileId[] | null = null;
  private manifestProblems: readonly Problem[] = [];
  /** The texts of all manifests, by path. */
  manifests: ReadonlyMap<FileId, string> = new Map();

  /** Takes a file in, exchanges its facts, or with `null` takes it out. */
  replace(file: FileId, facts: FileFacts | null): ChangeSummary {
    const before = this.entries.get(file)?.facts ?? null;
    // Who imported a file is known only while it is there.
    if (before !== null && facts === null) this.graph.settle();
    const importers = facts === null ? this.graph.importersOf(file) : new Set<FileId>();
    if ((before === null) !== (facts === null)) this.sorted = null;
    if (facts === null) this.entries.delete(file);
    else this.entries.set(file, { file, facts });
    this.names.replaced(file, before, facts);
    const touched = new Set([...this.graph.replaced(file, before, facts), ...importers]);
    const changed = touched.size > 0 || isVisibleChange(before, facts);
    const seen = [before, facts].flatMap((f) => f ?? []);
    return this.summary(changed, () => dependentsOf(this.graph, this.entries, { file, facts: seen, touched }));
  }

  private summary(interfaceChanged: boolean, dependents: () => readonly FileId[]): ChangeSummary {
    let known: readonly FileId[] | null = interfaceChanged ? null : [];
    return {
      interfaceChanged,
      get dependents() {
        known ??= dependents();
        return known;
      },
    };
  }

  /** Takes the texts of all manifests of the workspace, by path. Broken ones are reported in `problems` and left out. */
  setManifests(manifests: ReadonlyMap<FileId, string>): void {
    this.manifests = manifests;
    const set = new ManifestSet(manifests);
    this.manifestProblems = set.problems;
    this.graph.setManifests(set);
  }

  /** What could not be read of the manifests, in path order. */
  get problems(): readonly Problem[] {
    return this.manifestProblems;
  }

  /** All files, sorted. */
  files(): readonly FileId[] {
    this.sorted ??= [...this.entries.values()].map((entry) => entry.file).sort(byCodeUnit);
    return this.sorted;
  }

  /** The file of that path, or `null`. */
  fileAt(path: string): FileId | null {
    return this.entries.get(path)?.file ?? null;
  }

  /** The facts of a file, or `null`. */
  facts(file: FileId): FileFacts | null {
    return this.entries.get(file)?.facts ?? null;
  }

  /** Where an import row of a file leads. */
  resolveImport(file: FileId, importRow: number): ImportTarget {
    return this.graph.target(file, importRow);
  }

  /** Files with an import that leads to `file`, sorted, itself left out. */
  importersOf(file: FileId): readonly FileId[] {
    this.graph.settle();
    return [...this.graph.importersOf(file)].sort(byCodeUnit);
  }

  /** Every symbol of that name in files that can name each other (TypeScript with JavaScript, Java with Kotlin), sorted. */
  definitionsNamed(name: string, language: LanguageId): readonly SymbolRef[] {
    if (name === '') return [];
    const family = familyOf(language);
    return [...this.names.of(name)].sort(byCodeUnit).flatMap((file) => {
      const facts = this.facts(file);
      if (facts === null || familyOf(facts.language) !== family) return [];
      return [...facts.table('symbols')].filter((row) => row.name === name).map((row) => toRef(file, row));
    });
  }

  /** The symbol a file exports under a name (`default` included), through re-exports; `null` unless exactly one fits. */
  exportedSymbol(file: FileId, name: string): SymbolRef | null {
    return exportedSymbol(this.lookup, file, name);
  }

  /** The symbol a call runs, or the type it constructs; `null` wherever more than one is possible. */
  resolveCallee(file: FileId, callIndex: number): SymbolRef | null {
    return this.callees.resolve(file, callIndex);
  }
}

function toRef(file: FileId, row: Row<'symbols'>): SymbolRef {
  return { file, symbol: row.index };
}

/** Whether others can see a difference; what a file hands on of others is not in its interface hash. */
function isVisibleChange(before: FileFacts | null, after: FileFacts | null): boolean {
  if (before === null || after === null) return before !== after;
  if (before.interfaceHash !== after.interfaceHash || before.language !== after.language) return true;
  return passedOnText(before) !== passedOnText(after);
}
