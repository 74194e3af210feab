import type { FileId } from '@drift/shared';
import type { FileFacts } from '../../facts/file-facts.ts';
import type { ProjectIndex } from '../../index/project-index.ts';
import type { ImportTarget, SymbolRef } from '../../index/target.ts';

/**
 * What the observation of one file may ask of the others. It notes every file it was asked about, there or not, so that
 * the file is observed anew exactly when an answer could come out differently.
 */
export class ProjectReader {
  readonly asked = new Set<string>();
  private readonly index: ProjectIndex;
  private readonly file: FileId;

  constructor(index: ProjectIndex, file: FileId) {
    this.index = index;
    this.file = file;
  }

  /** Where an import of the observed file leads. The index itself knows whom this concerns. */
  importTarget(row: number): ImportTarget {
    return this.index.resolveImport(this.file, row);
  }

  /** The file of that path, or `null`. */
  fileAt(path: string): FileId | null {
    this.asked.add(path);
    return this.index.fileAt(path);
  }

  /** What a file says, or `null`. */
  factsOf(file: FileId): FileFacts | null {
    this.asked.add(file);
    return this.index.facts(file);
  }

  /** The symbol a file exports under a name, through re-exports; `null` unless exactly one fits. */
  exportedSymbol(file: FileId, name: string): SymbolRef | null {
    this.asked.add(file);
    return this.index.exportedSymbol(file, name);
  }
}
