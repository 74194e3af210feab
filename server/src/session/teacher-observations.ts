import type { FileId } from '@drift/shared';
import { ProjectIndex } from '../index/project-index.ts';
import { FileView } from '../rules/engine/file-view.ts';
import { NO_OBSERVATIONS, type ObservationSet } from '../rules/engine/observation-set.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import type { Pacer } from './pacer.ts';
import { ProjectObservations } from './project-observations.ts';

/**
 * What the conventions that read other files observe in the texts that teach. Those texts are not the current ones, and
 * what is judged must not teach, so they have an index of their own.
 */
export class TeacherObservations {
  private readonly index = new ProjectIndex();
  private readonly observations = new ProjectObservations(this.index);
  private readonly held = new Map<FileId, FileAnalysis>();
  private manifests: ReadonlyMap<FileId, string> | null = null;

  /** Takes the texts that teach now; costs what changed since the last time. */
  async take(
    teachers: ReadonlyMap<FileId, FileAnalysis>,
    manifests: ReadonlyMap<FileId, string>,
    pacer: Pacer,
  ): Promise<void> {
    if (this.manifests !== manifests) {
      this.manifests = manifests;
      this.index.setManifests(manifests);
      this.observations.clear();
    }
    // Telling who depends on whom costs a pass each; where everything is new there is nobody to tell.
    const isFirst = this.held.size === 0;
    for (const file of this.held.keys()) if (!teachers.has(file)) this.replace(file, null, isFirst);
    for (const [file, analysis] of teachers) {
      if (this.held.get(file) !== analysis) this.replace(file, analysis, isFirst);
      await pacer.pause();
    }
  }

  private replace(file: FileId, analysis: FileAnalysis | null, isFirst: boolean): void {
    const change = this.index.replace(file, analysis?.facts ?? null);
    if (analysis === null) this.held.delete(file);
    else this.held.set(file, analysis);
    if (!isFirst) this.observations.replaced(file, change);
  }

  /** Sites in a text that teaches; none in one that was not taken. */
  of(file: FileId, analysis: FileAnalysis): ObservationSet {
    if (!this.held.has(file)) return NO_OBSERVATIONS;
    return this.observations.of(new FileView(file, analysis.role, analysis.facts));
  }
}
