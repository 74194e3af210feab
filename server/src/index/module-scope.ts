import type { FileFacts } from '../facts/file-facts.ts';
import type { Row } from '../facts/schema.ts';

/** A symbol that stands directly in a namespace or at module level, with the namespace the file gives it. */
export interface ScopedSymbol {
  readonly row: Row<'symbols'>;
  /** Dotted; `''` without one. */
  readonly namespace: string;
}

/** Namespaces spelled one way: segments joined by dots, no leading separator. */
export function dotted(name: string): string {
  return name
    .split(/\\|::|\.|\//)
    .filter((part) => part !== '')
    .join('.');
}

/**
 * The symbols other files can name, in row order. A namespace without a body (a Java package, a file-scoped C# or PHP
 * namespace) holds for everything after it up to the next.
 */
export function scopedSymbols(facts: FileFacts): ScopedSymbol[] {
  const found: ScopedSymbol[] = [];
  const namespaces = new Map<number, string>();
  let fileScoped = '';
  for (const row of facts.table('symbols')) {
    const outer = row.parent < 0 ? fileScoped : namespaces.get(row.parent);
    if (outer === undefined) continue;
    if (row.kind !== 'namespace') {
      if (row.name !== '') found.push({ row, namespace: outer });
      continue;
    }
    const own = dotted(row.name);
    const enclosing = row.parent < 0 ? '' : outer;
    const path = enclosing === '' ? own : `${enclosing}.${own}`;
    namespaces.set(row.index, path);
    if (row.parent < 0 && row.bodyStart < 0) fileScoped = path;
  }
  return found;
}

/** Every namespace a file declares, dotted, sorted by first occurrence. */
export function declaredNamespaces(facts: FileFacts): string[] {
  const paths = new Map<number, string>();
  for (const row of facts.table('symbols')) {
    if (row.kind !== 'namespace') continue;
    const outer = paths.get(row.parent);
    if (row.parent >= 0 && outer === undefined) continue;
    paths.set(row.index, outer === undefined || outer === '' ? dotted(row.name) : `${outer}.${dotted(row.name)}`);
  }
  return [...new Set(paths.values())];
}
