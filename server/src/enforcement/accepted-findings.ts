import type { BaselineEntry, FileId } from '@drift/shared';

/** What is accepted of one file. */
export interface AcceptedIn {
  /** How many findings by their content key. */
  readonly here: ReadonlyMap<string, number>;
  /** Content keys that are accepted in whatever file. */
  readonly anywhere: ReadonlySet<string>;
}

/** Where files are now, for entries that name another place. */
export interface FilePlaces {
  readonly exists: (path: string) => boolean;
  /** Path at the commit compared with, by the path now, of files that git saw renamed. */
  readonly renamedFrom: ReadonlyMap<FileId, FileId>;
}

/**
 * The findings that a committed baseline accepts. An entry holds for its file, also under a new name that git knows of;
 * one whose file is gone holds wherever the same rule says the same of the same code.
 */
export class AcceptedFindings {
  readonly entries: readonly BaselineEntry[];
  private readonly byPath = new Map<string, Map<string, number>>();
  private readonly gone = new Map<string, number>();
  private readonly keys = new Set<string>();
  private readonly renamedFrom: ReadonlyMap<FileId, FileId>;

  constructor(entries: readonly BaselineEntry[], { exists, renamedFrom }: FilePlaces) {
    this.entries = entries;
    this.renamedFrom = renamedFrom;
    for (const { path, key } of entries) {
      this.keys.add(key);
      const counts = this.byPath.get(path) ?? new Map<string, number>();
      this.byPath.set(path, counts.set(key, (counts.get(key) ?? 0) + 1));
    }
    for (const [path, counts] of this.byPath) if (!exists(path)) addTo(this.gone, counts);
  }

  /** What is accepted of a file. */
  in(file: FileId): AcceptedIn {
    return { here: this.here(file), anywhere: this.keys };
  }

  private here(file: FileId): ReadonlyMap<string, number> {
    if (this.entries.length === 0) return this.gone;
    const own = this.byPath.get(file) ?? this.byPath.get(this.renamedFrom.get(file) ?? '');
    if (own === undefined || this.gone.size === 0) return own ?? this.gone;
    const counts = new Map(own);
    addTo(counts, this.gone);
    return counts;
  }
}

function addTo(counts: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [key, count] of more) counts.set(key, (counts.get(key) ?? 0) + count);
}

/** What is accepted where there is no baseline. */
export const NOTHING_ACCEPTED: AcceptedIn = { here: new Map(), anywhere: new Set() };

/** Nothing was accepted. */
export const NONE_ACCEPTED = new AcceptedFindings([], { exists: () => true, renamedFrom: new Map() });

/**
 * Tells of content keys, asked in order, whether their finding is accepted: of equal ones the first, as many as were. What
 * is old anyway is so wherever the same is listed: code that moved takes its acceptance along, and a copy has none.
 */
export function acceptance({ here, anywhere }: AcceptedIn): (key: string, isOld: boolean) => boolean {
  if (anywhere.size === 0) return () => false;
  const left = new Map(here);
  return (key, isOld) => {
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count > 0 || (isOld && anywhere.has(key));
  };
}
