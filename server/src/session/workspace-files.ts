import { byCodeUnit, type FileId, type Problem } from '@drift/shared';
import { FileFlag } from '../facts/file-facts.ts';
import type { ContentBook } from './content-book.ts';
import type { NamedContent } from './errand.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import type { LeftOut } from './left-out.ts';
import type { RootState } from './root-state.ts';
import type { ScannedFile } from './scan/scan-result.ts';
import type { CurrentFile } from './teachers.ts';
import type { ContentName, JobOutcome, SkipReason } from './worker-job.ts';

interface FileEntry {
  readonly scanned: ScannedFile;
  disk: FileAnalysis | null;
  skip: SkipReason | null;
  problems: readonly Problem[];
  content: ContentName;
}

/** What was looked at, and what was known of it before it was read. */
type LookedAt = Pick<RootState, 'scan' | 'contents' | 'lookedAt'>;

interface Overlay {
  readonly text: string;
  readonly analysis: FileAnalysis;
}

/** The files of a root as they lie on disk, and the open texts laid over them. Knows no rules and does no I/O. */
export class WorkspaceFiles {
  private readonly entries = new Map<FileId, FileEntry>();
  private readonly overlays = new Map<FileId, Overlay>();
  /** Files that so far exist only in an editor. */
  private readonly adopted = new Set<FileId>();

  /** Takes over what a scan found; gives the files that are gone. What is known of the others is kept. */
  list(found: readonly ScannedFile[]): readonly FileId[] {
    const seen = new Set(found.map((f) => f.file));
    const gone = [...this.entries.keys()].filter((file) => !seen.has(file));
    for (const file of gone) this.entries.delete(file);
    for (const scanned of found) {
      const known = this.entries.get(scanned.file);
      this.entries.set(scanned.file, { scanned, disk: known?.disk ?? null, skip: null, problems: [], content: null });
    }
    return gone;
  }

  /** Takes over what came of reading a file that is listed, and the analysis where it gave one; gives what the disk holds now. */
  settle(file: FileId, outcome: JobOutcome, analysis: FileAnalysis | null): FileAnalysis | null {
    const entry = this.entries.get(file);
    if (entry === undefined) return null;
    if (outcome.kind === 'skipped' && outcome.reason === 'vanished') {
      this.entries.delete(file);
      return null;
    }
    entry.disk = analysis;
    entry.content = outcome.content;
    entry.skip = outcome.kind === 'skipped' ? outcome.reason : null;
    entry.problems = outcome.kind === 'skipped' ? outcome.problems : (analysis?.problems ?? []);
    return entry.disk;
  }

  /** Takes in a file that exists only in an editor. */
  adopt(scanned: ScannedFile): void {
    this.expect(scanned);
    this.adopted.add(scanned.file);
  }

  /** Takes in a file that the scan will list, before it has. */
  expect(scanned: ScannedFile): void {
    this.entries.set(scanned.file, { scanned, disk: null, skip: null, problems: [], content: null });
  }

  open(file: FileId, text: string, analysis: FileAnalysis): void {
    this.overlays.set(file, { text, analysis });
  }

  /** Takes an open text away; false where there was none. A file that existed only there is gone with it. */
  close(file: FileId): boolean {
    if (!this.overlays.delete(file)) return false;
    if (this.adopted.delete(file) && this.entries.get(file)?.disk === null) this.entries.delete(file);
    return true;
  }

  has(file: FileId): boolean {
    return this.entries.has(file);
  }

  isOpen(file: FileId): boolean {
    return this.overlays.has(file);
  }

  openText(file: FileId): string | null {
    return this.overlays.get(file)?.text ?? null;
  }

  scanned(file: FileId): ScannedFile | null {
    return this.entries.get(file)?.scanned ?? null;
  }

  /** Names what lay on the disk when the file was read; `null` where nothing can be promised of it, or a text is open. */
  contentOf(file: FileId): ContentName {
    return this.overlays.has(file) ? null : (this.entries.get(file)?.content ?? null);
  }

  /** Tells the book what the disk held; only a reading that leaves binary files out (`noBinary`) tells which are. */
  tell(book: ContentBook, { scan, contents, lookedAt }: LookedAt, noBinary: boolean): void {
    const contentOf = (file: FileId): NamedContent | null => {
      const entry = this.entries.get(file);
      if (!noBinary || entry?.content == null) return contents.get(file) ?? null;
      return { name: entry.content, isBinary: entry.skip === 'binary' };
    };
    book.take(scan.files, contentOf, lookedAt);
  }

  /** Current analysis of a file: the open text's if it is open. */
  analysisOf(file: FileId): FileAnalysis | null {
    return this.overlays.get(file)?.analysis ?? this.entries.get(file)?.disk ?? null;
  }

  /** True when a file's text was read and parsed: only then does it count as looked at. */
  isLookedAt(file: FileId): boolean {
    return this.analysisOf(file)?.facts.has(FileFlag.unparsed) === false;
  }

  /** Every file that takes part, in path order; open files that exist only in the editor included. */
  inOrder(): readonly FileId[] {
    return [...new Set<FileId>([...this.entries.keys(), ...this.overlays.keys()])].sort(byCodeUnit);
  }

  /** Every file as it is now, for those who choose which texts teach. */
  *current(): IterableIterator<CurrentFile> {
    for (const [file, { disk }] of this.entries) yield { file, disk, open: this.overlays.get(file)?.analysis ?? null };
    for (const [file, { analysis }] of this.overlays)
      if (!this.entries.has(file)) yield { file, disk: null, open: analysis };
  }

  /** What went wrong in reading and analysing, in path order. */
  problems(): readonly Problem[] {
    return [...this.entries.keys()]
      .sort(byCodeUnit)
      .flatMap((file) => this.overlays.get(file)?.analysis.problems ?? this.entries.get(file)?.problems ?? []);
  }

  /** Reasons for which listed files are not analysed, one a file. */
  *skips(): IterableIterator<{ readonly file: FileId; readonly reason: SkipReason | 'notParsed' }> {
    for (const [file, { skip }] of this.entries) {
      if (skip !== null) yield { file, reason: skip };
      else if (this.analysisOf(file)?.facts.has(FileFlag.unparsed) === true) yield { file, reason: 'notParsed' };
    }
  }

  /** Listed files that are not analysed and should be named to a person. */
  leftOut(): readonly LeftOut[] {
    const out: LeftOut[] = [];
    for (const { file, reason } of this.skips())
      if (reason === 'binary' || reason === 'notParsed') out.push({ file, reason });
    return out;
  }
}
