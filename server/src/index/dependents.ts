import { byCodeUnit, type FileId } from '@drift/shared';
import type { FileFacts } from '../facts/file-facts.ts';
import type { Row } from '../facts/schema.ts';
import { type Entry, type ImportGraph, specifiersByImport } from './import-graph.ts';
import { familyOf, siblingGroups } from './offered-keys.ts';
import { localName, passedOn } from './passed-on.ts';

/** A changed file and who was already known to look for it. */
export interface Change {
  readonly file: FileId;
  /** The facts whose interface others saw or see. */
  readonly facts: readonly FileFacts[];
  /** Importers whose imports came to lead elsewhere. */
  readonly touched: ReadonlySet<FileId>;
}

/** Names that may mean something else now; `null` for any. */
type Names = ReadonlySet<string> | null;

/**
 * Files that may see a change: importers, files of the same package or namespace, and through everything that hands
 * names on, who takes those names from there. Sorted, without the file itself.
 */
export function dependentsOf(graph: ImportGraph, entries: ReadonlyMap<string, Entry>, change: Change): FileId[] {
  graph.settle();
  const walk = new Walk(graph, entries);
  walk.from(change.file, null);
  for (const file of change.touched) {
    const entry = entries.get(file);
    walk.found.add(file);
    if (entry !== undefined && passedOn(entry.facts).length > 0) walk.from(file, null);
  }
  for (const facts of change.facts) {
    for (const key of siblingGroups(change.file, facts)) for (const file of graph.members(key)) walk.found.add(file);
  }
  walk.found.delete(change.file);
  return [...walk.found].filter((file) => entries.has(file)).sort(byCodeUnit);
}

class Walk {
  readonly found = new Set<FileId>();
  private readonly graph: ImportGraph;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly seen = new Map<FileId, Set<string> | null>();

  constructor(graph: ImportGraph, entries: ReadonlyMap<string, Entry>) {
    this.graph = graph;
    this.entries = entries;
  }

  /** Follows the names of a file to whoever takes them, and on from those that hand them on. */
  from(start: FileId, names: Names): void {
    const queue: { file: FileId; names: Names }[] = [{ file: start, names }];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (!this.isNews(next.file, next.names)) continue;
      const keys = this.graph.keysOf(next.file);
      for (const importer of this.graph.importersOf(next.file)) {
        const entry = this.entries.get(importer);
        const on = entry === undefined ? undefined : this.take(entry, keys, next.names);
        if (on !== undefined) queue.push({ file: importer, names: on });
      }
    }
  }

  /** Whether the file was not walked with these names before. */
  private isNews(file: FileId, names: Names): boolean {
    const known = this.seen.get(file);
    if (known === null) return false;
    if (names === null) {
      this.seen.set(file, null);
      return true;
    }
    const fresh = [...names].filter((name) => known?.has(name) !== true);
    this.seen.set(file, new Set([...(known ?? []), ...fresh]));
    return fresh.length > 0;
  }

  /** Notes an importer that takes any of the names; answers what it hands on, `undefined` for nothing. */
  private take(entry: Entry, keys: ReadonlySet<string>, names: Names): Names | undefined {
    const specifiers = specifiersByImport(entry.facts);
    const leading = (row: Row<'imports'>) => this.graph.leadsTo(entry.file, row.index, keys);
    const taken = (row: Row<'imports'>) => takenNames(specifiers.get(row.index) ?? [], names);
    const rows = [...entry.facts.table('imports')].filter(leading);
    if (rows.some((row) => taken(row)?.size !== 0)) this.found.add(entry.file);
    const handed = passedOn(entry.facts).filter(leading).map(taken);
    // ECMAScript may export what it took under another name.
    const renames = familyOf(entry.facts.language) === 'ecmascript' && handed.some((set) => set?.size !== 0);
    if (renames || handed.includes(null)) return null;
    const all = new Set(handed.flatMap((set) => [...(set ?? [])]));
    return all.size === 0 ? undefined : all;
  }
}

/** The local names of what an import takes of `names`; `null` where it may take any. */
function takenNames(specifiers: readonly Row<'specifiers'>[], names: Names): Names {
  if (specifiers.length === 0 || specifiers.some((s) => s.kind !== 'named')) return null;
  return new Set(specifiers.filter((s) => names === null || names.has(s.name)).map(localName));
}
