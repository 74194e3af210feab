import type { FileId } from '@drift/shared';
import { type Baseline, oldTextOf } from './baseline.ts';
import type { Novelty } from './judged.ts';
import { addedLineRanges } from './scan/changed-lines.ts';

/** What tracking new lines needs of a root. */
export interface NoveltySource {
  baseline(): Baseline;
  isOpen(file: FileId): boolean;
  textOf(file: FileId): Promise<string | null>;
  /** The text on disk, whatever an editor shows. */
  diskText(file: FileId): Promise<string | null>;
}

/** Which lines of which files are new against the baseline, and which files other files may cite. */
export class Novelties {
  private readonly source: NoveltySource;
  private readonly newLines = new Map<FileId, Novelty>();
  private readonly committed = new Map<FileId, string>();
  private citations = 0;

  constructor(source: NoveltySource) {
    this.source = source;
  }

  /** Grows whenever a file starts or stops differing from the baseline: other files cite only those that do not. */
  get citeRevision(): number {
    return this.citations;
  }

  /** What is known of a file's new lines. */
  of(file: FileId): Novelty | undefined {
    return this.newLines.get(file);
  }

  /** Forgets everything: the baseline is another one. */
  clear(): void {
    this.newLines.clear();
    this.committed.clear();
    this.citations++;
  }

  /** Forgets a file that is no longer open. */
  close(file: FileId): void {
    this.newLines.delete(file);
    this.committed.delete(file);
    this.citations++;
  }

  /** Forgets a file that is gone. */
  forget(file: FileId): void {
    this.newLines.delete(file);
  }

  /** Works out the new lines of files that are changed or open. */
  async prepare(files: readonly FileId[]): Promise<void> {
    const baseline = this.source.baseline();
    if (baseline.kind === 'none') return;
    for (const file of files) {
      const old = oldTextOf(baseline, file);
      if (old === undefined && !this.source.isOpen(file)) continue;
      const text = await this.source.textOf(file);
      if (text === null || this.newLines.get(file)?.text === text) continue;
      const before = old === undefined ? await this.committedText(file) : old;
      if ((this.newLines.get(file)?.changed ?? old !== undefined) !== (before !== text)) this.citations++;
      this.newLines.set(file, {
        text,
        changed: before !== text,
        ranges: before === text ? [] : addedLineRanges(before, text),
      });
    }
  }

  /** Text at the baseline of a file that is unchanged on disk, kept from when it was opened. */
  private async committedText(file: FileId): Promise<string | null> {
    const known = this.committed.get(file);
    if (known !== undefined) return known;
    const text = await this.source.diskText(file);
    if (text !== null) this.committed.set(file, text);
    return text;
  }

  /** Tells of a line (0-based) of a file whether it is new. */
  newLineTest(file: FileId): (line: number) => boolean {
    const baseline = this.source.baseline();
    if (baseline.kind === 'none') return () => true;
    const known = this.newLines.get(file);
    if (known === undefined) {
      const isNewFile = oldTextOf(baseline, file) === null;
      return () => isNewFile;
    }
    return (line) => known.ranges.some(([start, count]) => line >= start && line < start + count);
  }

  /** Without git the snapshot's places are current ones; with git only untouched files still look as they were. */
  mayCite(file: FileId): boolean {
    const baseline = this.source.baseline();
    if (baseline.kind === 'none') return true;
    const novelty = this.source.isOpen(file) ? this.newLines.get(file) : undefined;
    return novelty === undefined ? oldTextOf(baseline, file) === undefined : !novelty.changed;
  }
}
