import { byCodeUnit, type FileId } from '@drift/shared';
import type { FileFacts } from '../facts/file-facts.ts';
import type { Row } from '../facts/schema.ts';
import { groupKey, isGroupKey } from './groups.ts';
import { ManifestSet } from './manifests/manifest-set.ts';
import { familyOf, offeredKeys } from './offered-keys.ts';
import { stemOf } from './paths.ts';
import { Postings } from './postings.ts';
import { RESOLVERS } from './resolve/resolvers.ts';
import type { World } from './resolve/world.ts';
import { type ImportTarget, MISSING, type Resolved } from './target.ts';

/** A file of the index. */
export interface Entry {
  readonly file: FileId;
  readonly facts: FileFacts;
}

/** The resolved imports of one file and the questions they were answered by. */
interface Resolution {
  readonly rows: readonly Resolved[];
  readonly watched: readonly string[];
  readonly watchedOccupied: readonly string[];
  readonly reached: readonly string[];
}

/** Facts of a file: those whose keys are entered, and those whose keys should be. */
interface Pending {
  readonly entered: FileFacts | null;
  readonly next: FileFacts | null;
}

const NOBODY: ReadonlySet<FileId> = new Set();

/**
 * Which file imports which, resolved when first asked. Every resolution remembers what it looked for, so a file that
 * comes or goes makes stale exactly the importers it matters to.
 */
export class ImportGraph {
  private readonly entries: ReadonlyMap<string, Entry>;
  private manifests = new ManifestSet(new Map());
  private readonly groups = new Postings();
  private readonly watchers = new Postings();
  private readonly occupancyWatchers = new Postings();
  private readonly reached = new Postings();
  private readonly resolutions = new Map<FileId, Resolution>();
  private readonly stale = new Set<FileId>();
  /** Files whose keys are still to be entered. Filled only while no import is resolved, for then no key is waited for. */
  private readonly pending = new Map<FileId, Pending>();
  /** Answers shared by all importers: a target is one object however many imports lead there. */
  private shared = new Map<string, Resolved>();

  constructor(entries: ReadonlyMap<string, Entry>) {
    this.entries = entries;
  }

  /** Takes other manifests; every import is resolved anew when next asked. */
  setManifests(manifests: ManifestSet): void {
    this.manifests = manifests;
    this.watchers.clear();
    this.occupancyWatchers.clear();
    this.reached.clear();
    this.resolutions.clear();
    this.shared = new Map();
    for (const { file } of this.entries.values()) this.stale.add(file);
  }

  /** Notes that a file changed, after the entries have; returns the importers that must be resolved anew. */
  replaced(file: FileId, before: FileFacts | null, after: FileFacts | null): ReadonlySet<FileId> {
    this.forget(file);
    if (after === null) this.stale.delete(file);
    else this.stale.add(file);
    if (this.resolutions.size > 0) return this.exchangeKeys(file, before, after);
    const { entered } = this.pending.get(file) ?? { entered: before };
    this.pending.set(file, { entered, next: after });
    return NOBODY;
  }

  private exchangeKeys(file: FileId, before: FileFacts | null, after: FileFacts | null): ReadonlySet<FileId> {
    const old = new Set(before === null ? [] : offeredKeys(file, before));
    const next = new Set(after === null ? [] : offeredKeys(file, after));
    const touched = new Set<FileId>();
    for (const key of old) if (!next.has(key)) this.leave(key, file, touched);
    for (const key of next) if (!old.has(key)) this.enter(key, file, touched);
    touched.delete(file);
    for (const importer of touched) {
      this.forget(importer);
      this.stale.add(importer);
    }
    return touched;
  }

  /** Enters the keys of all files that nobody asked about so far. */
  private enterPending(): void {
    for (const [file, { entered, next }] of this.pending) this.exchangeKeys(file, entered, next);
    this.pending.clear();
  }

  private enter(key: string, file: FileId, touched: Set<FileId>): void {
    for (const f of this.watchers.of(key)) touched.add(f);
    if (!this.groups.has(key)) for (const f of this.occupancyWatchers.of(key)) touched.add(f);
    this.groups.add(key, file);
  }

  private leave(key: string, file: FileId, touched: Set<FileId>): void {
    this.groups.remove(key, file);
    for (const f of this.watchers.of(key)) touched.add(f);
    if (!this.groups.has(key)) for (const f of this.occupancyWatchers.of(key)) touched.add(f);
  }

  private forget(file: FileId): void {
    const known = this.resolutions.get(file);
    if (known === undefined) return;
    this.resolutions.delete(file);
    for (const key of known.watched) this.watchers.remove(key, file);
    for (const key of known.watchedOccupied) this.occupancyWatchers.remove(key, file);
    for (const key of known.reached) this.reached.remove(key, file);
  }

  /** Resolves whatever is not resolved yet, so that questions from the target's side can be answered. */
  settle(): void {
    for (const file of this.stale) this.resolution(file);
    this.stale.clear();
  }

  /** Where an import row of a file leads. */
  target(file: FileId, row: number): ImportTarget {
    const resolved = this.resolution(file)?.rows[row] ?? MISSING;
    return resolved.kind === 'keys' ? { kind: 'file', files: this.expand(resolved.keys) } : resolved;
  }

  /** Whether an import row of `file` leads to `other`, whose offered keys are given. */
  leadsTo(file: FileId, row: number, other: ReadonlySet<string>): boolean {
    const resolved = this.resolution(file)?.rows[row];
    return resolved?.kind === 'keys' && resolved.keys.some((key) => other.has(key));
  }

  /** Every key under which imports reach a file: its path and its groups. */
  keysOf(file: FileId): ReadonlySet<string> {
    const entry = this.entries.get(file);
    return new Set(entry === undefined ? [file] : [file, ...offeredKeys(file, entry.facts)]);
  }

  /** Files with an import that leads to `file`, in no particular order. Call `settle` first. */
  importersOf(file: FileId): ReadonlySet<FileId> {
    const found = new Set<FileId>();
    for (const key of this.keysOf(file)) for (const f of this.reached.of(key)) found.add(f);
    found.delete(file);
    return found;
  }

  /** The files of a group, sorted. */
  members(key: string): readonly FileId[] {
    this.enterPending();
    return [...this.groups.of(key)].sort(byCodeUnit);
  }

  private expand(keys: readonly string[]): readonly FileId[] {
    const files = new Set<FileId>();
    for (const key of keys) {
      if (isGroupKey(key)) for (const file of this.groups.of(key)) files.add(file);
      else {
        const entry = this.entries.get(key);
        if (entry !== undefined) files.add(entry.file);
      }
    }
    return [...files].sort(byCodeUnit);
  }

  private resolution(file: FileId): Resolution | null {
    const known = this.resolutions.get(file);
    if (known !== undefined) return known;
    const entry = this.entries.get(file);
    if (entry === undefined) return null;
    this.enterPending();
    const made = this.resolve(entry);
    this.resolutions.set(file, made);
    for (const key of made.watched) this.watchers.add(key, file);
    for (const key of made.watchedOccupied) this.occupancyWatchers.add(key, file);
    for (const key of made.reached) this.reached.add(key, file);
    return made;
  }

  private resolve({ file, facts }: Entry): Resolution {
    const watched = new Set<string>();
    const watchedOccupied = new Set<string>();
    const reached = new Set<string>();
    const world = this.world(watched, watchedOccupied);
    const resolver = RESOLVERS[familyOf(facts.language)];
    const specifiers = specifiersByImport(facts);
    const rows: Resolved[] = [];
    for (const row of facts.table('imports')) {
      const resolved = this.share(resolver(world, { file, facts, row, specifiers: specifiers.get(row.index) ?? [] }));
      rows.push(resolved);
      if (resolved.kind === 'keys') for (const key of resolved.keys) reached.add(key);
    }
    return { rows, watched: [...watched], watchedOccupied: [...watchedOccupied], reached: [...reached] };
  }

  private share(resolved: Resolved): Resolved {
    if (resolved.kind === 'unresolved') return resolved;
    const name = resolved.kind === 'external' ? `\0\0${resolved.module}` : resolved.keys.join('\0\0\0');
    const known = this.shared.get(name);
    if (known !== undefined) return known;
    this.shared.set(name, resolved);
    return resolved;
  }

  private world(watched: Set<string>, watchedOccupied: Set<string>): World {
    return {
      manifests: this.manifests,
      fileAt: (stem, extensions) => {
        for (const extension of extensions) {
          const path = stem + extension;
          watched.add(groupKey('stem', stemOf(path)));
          const entry = this.entries.get(path);
          if (entry !== undefined) return entry.file;
        }
        return null;
      },
      members: (key) => {
        watched.add(key);
        return this.members(key);
      },
      occupied: (key) => {
        watchedOccupied.add(key);
        return this.groups.has(key);
      },
    };
  }
}

/** The specifiers of each import row of a file. */
export function specifiersByImport(facts: FileFacts): Map<number, Row<'specifiers'>[]> {
  const found = new Map<number, Row<'specifiers'>[]>();
  for (const row of facts.table('specifiers')) {
    const list = found.get(row.import);
    if (list === undefined) found.set(row.import, [row]);
    else list.push(row);
  }
  return found;
}
