import { byCodeUnit, type FileId } from '@drift/shared';
import type { FileFacts } from '../facts/file-facts.ts';
import type { Entry, ImportGraph } from './import-graph.ts';
import { siblingGroups } from './offered-keys.ts';
import { passedOn } from './passed-on.ts';

/** A changed file and who was already known to look for it. */
export interface Change {
  readonly file: FileId;
  /** The facts whose interface others saw or see. */
  readonly facts: readonly FileFacts[];
  /** Importers whose imports came to lead elsewhere. */
  readonly touched: ReadonlySet<FileId>;
}

/**
 * Files that may see a change: importers, files of the same package or namespace, and through everything that hands
 * names on, their importers. Sorted, without the file itself.
 */
export function dependentsOf(graph: ImportGraph, entries: ReadonlyMap<string, Entry>, change: Change): FileId[] {
  graph.settle();
  const found = new Set<FileId>([...change.touched, ...graph.importersOf(change.file)]);
  const queue: FileId[] = [...change.touched].filter((file) => handsOn(entries.get(file), () => true));
  queue.push(...handers(graph, entries, change.file));
  const walked = new Set<FileId>([change.file]);
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (walked.has(file)) continue;
    walked.add(file);
    for (const importer of graph.importersOf(file)) found.add(importer);
    queue.push(...handers(graph, entries, file));
  }
  for (const facts of change.facts) {
    for (const key of siblingGroups(change.file, facts)) for (const file of graph.members(key)) found.add(file);
  }
  found.delete(change.file);
  return [...found].filter((file) => entries.has(file)).sort(byCodeUnit);
}

/** Importers of a file that hand on what they import from it. */
function handers(graph: ImportGraph, entries: ReadonlyMap<string, Entry>, file: FileId): FileId[] {
  const keys = graph.keysOf(file);
  return [...graph.importersOf(file)].filter((importer) =>
    handsOn(entries.get(importer), (row) => graph.leadsTo(importer, row, keys)),
  );
}

function handsOn(entry: Entry | undefined, leads: (row: number) => boolean): boolean {
  return entry !== undefined && passedOn(entry.facts).some((row) => leads(row.index));
}
