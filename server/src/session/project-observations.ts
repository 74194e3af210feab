import { byCodeUnit, type FileId, type LanguageId, type Problem } from '@drift/shared';
import type { ProjectIndex } from '../index/project-index.ts';
import type { ChangeSummary } from '../index/target.ts';
import { type ActiveRules, isOnIn } from '../rules/engine/active-rules.ts';
import { guarded } from '../rules/engine/analyze-file.ts';
import { acrossFiles } from '../rules/engine/convention.ts';
import { damagedRanges, touches } from '../rules/engine/damaged-ranges.ts';
import type { FileView } from '../rules/engine/file-view.ts';
import {
  NO_OBSERVATIONS,
  NOT_TOLD,
  type ObservationSet,
  type ObservedSite,
  packObservations,
} from '../rules/engine/observation-set.ts';
import { ProjectReader } from '../rules/engine/project-reader.ts';
import { CONVENTIONS } from '../rules/registry.ts';

/** What the conventions that read other files observe in each, kept until a file they asked about changes. */
export class ProjectObservations {
  private readonly index: ProjectIndex;
  private readonly known = new Map<FileId, ObservationSet>();
  private readonly asked = new Map<FileId, ReadonlySet<string>>();
  /** Path -> the files whose observation asked about it. */
  private readonly watchers = new Map<string, Set<FileId>>();
  private readonly faults = new Map<FileId, readonly Problem[]>();

  constructor(index: ProjectIndex) {
    this.index = index;
  }

  /** Conventions that threw, by the file they threw on, in path order. */
  problems(): readonly Problem[] {
    return [...this.faults].sort(([a], [b]) => byCodeUnit(a, b)).flatMap(([, problems]) => problems);
  }

  /** Sites in the current facts of a file. */
  of(view: FileView): ObservationSet {
    const known = this.known.get(view.file);
    if (known !== undefined) return known;
    const made = this.observe(view);
    this.known.set(view.file, made);
    return made;
  }

  /** Forgets what a change of a file may alter; returns the files that asked about it or about its dependents. */
  replaced(file: FileId, change: ChangeSummary): readonly FileId[] {
    const changed = change.interfaceChanged ? [file, ...change.dependents] : [];
    const affected = new Set(changed.flatMap((f) => [...(this.watchers.get(f) ?? [])]));
    for (const f of [file, ...changed, ...affected]) this.forget(f);
    affected.delete(file);
    return [...affected];
  }

  clear(): void {
    this.known.clear();
    this.faults.clear();
    this.asked.clear();
    this.watchers.clear();
  }

  private forget(file: FileId): void {
    this.known.delete(file);
    this.faults.delete(file);
    for (const path of this.asked.get(file) ?? []) {
      const files = this.watchers.get(path);
      files?.delete(file);
      if (files?.size === 0) this.watchers.delete(path);
    }
    this.asked.delete(file);
  }

  private observe(view: FileView): ObservationSet {
    if (view.role === 'generated' || view.role === 'vendored') return NO_OBSERVATIONS;
    const sites: ObservedSite[] = [];
    const problems: Problem[] = [];
    const damaged = damagedRanges(view.facts);
    const reader = new ProjectReader(this.index, view.file);
    CONVENTIONS.forEach((convention, number) => {
      const part = acrossFiles(convention, view.language);
      if (part === null) return;
      guarded(convention.id, view, problems, () =>
        part.observe(view, reader, (o) => {
          if (!touches(damaged, o)) sites.push({ ...o, convention: number, value: o.value ?? NOT_TOLD });
        }),
      );
    });
    this.watch(view.file, reader.asked);
    if (problems.length > 0) this.faults.set(view.file, problems);
    return sites.length === 0 ? NO_OBSERVATIONS : packObservations(sites);
  }

  private watch(file: FileId, paths: ReadonlySet<string>): void {
    this.asked.set(file, paths);
    for (const path of paths) {
      const files = this.watchers.get(path);
      if (files === undefined) this.watchers.set(path, new Set([file]));
      else files.add(file);
    }
  }
}

/**
 * True when somebody asks for a convention that reads other files in a language. Of the texts that teach, only those in
 * such a language are put into a second index.
 */
export function asksAcrossFiles(active: ActiveRules, language: LanguageId): boolean {
  return CONVENTIONS.some((c) => acrossFiles(c, language) !== null && isOnIn(active.conventions, language, c.id));
}
