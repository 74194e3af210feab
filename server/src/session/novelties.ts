import { byCodeUnit, type FileId, grammarOfPath } from '@drift/shared';
import type { JudgeInput } from '../enforcement/judge.ts';
import { type Baseline, oldTextOf } from './baseline.ts';
import type { Novelty } from './judged.ts';
import { addedLineRanges, splitLines } from './scan/changed-lines.ts';
import { NOTHING_REMOVED, type RemovedLines, removedLines, withoutMoved } from './scan/moved-lines.ts';

/** What tracking new lines needs of a root. */
export interface NoveltySource {
  baseline(): Baseline;
  isOpen(file: FileId): boolean;
  textOf(file: FileId): Promise<string | null>;
  /** The text on disk, whatever an editor shows. */
  diskText(file: FileId): Promise<string | null>;
}

/** Lines of a text that a change took out, run by run. */
type Runs = readonly (readonly string[])[];

/** Which lines of which files are new against the baseline, and which files other files may cite. */
export class Novelties {
  private readonly source: NoveltySource;
  /** What each changed file lost: it is no news where it comes up again. */
  private readonly lost = new Map<FileId, Runs>();
  private removed: RemovedLines = NOTHING_REMOVED;
  /** Files whose text may be another since what they lost was worked out; `null` for every changed one. */
  private touched: Set<FileId> | null = null;
  private gathering: Promise<void> = Promise.resolve();
  /** Grows with every other baseline. */
  private generation = 0;
  private readonly newLines = new Map<FileId, Novelty>();
  /** Files whose text is the one their new lines were worked out from, or that have none: they need not be read again. */
  private readonly current = new Set<FileId>();
  /** Grows whenever a text may be another one. */
  private touches = 0;
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
    this.lost.clear();
    this.current.clear();
    this.touches++;
    this.removed = NOTHING_REMOVED;
    this.touched = null;
    this.generation++;
    this.citations++;
  }

  /** Takes note that the text of a file may be another now. */
  touch(file: FileId): void {
    this.touched?.add(file);
    this.outdate(file);
  }

  private outdate(file: FileId): void {
    this.current.delete(file);
    this.touches++;
  }

  /** Forgets a file that is no longer open. */
  close(file: FileId): void {
    this.outdate(file);
    this.newLines.delete(file);
    this.committed.delete(file);
    this.citations++;
  }

  /** Forgets a file that is gone. */
  forget(file: FileId): void {
    this.outdate(file);
    this.newLines.delete(file);
  }

  /** Works out the new lines of files that are changed or open. */
  async prepare(files: readonly FileId[]): Promise<void> {
    const baseline = this.source.baseline();
    if (baseline.kind === 'none') return;
    this.gathering = this.gathering.then(() => this.gather());
    await this.gathering;
    for (const file of files) {
      const known = this.current.has(file) ? this.newLines.get(file) : null;
      // Most files did not change since the last look: nothing of them is read, and nobody waits for them.
      if (known === undefined || known?.removed === this.removed) continue;
      await this.look(baseline, file, known?.text ?? null);
    }
  }

  /** Works out the new lines of one file; `text` where it is known. */
  private async look(baseline: Baseline, file: FileId, text: string | null): Promise<void> {
    const { touches } = this;
    const before = await this.textBefore(baseline, file);
    const now = before === undefined ? null : (text ?? (await this.source.textOf(file)));
    if (before !== undefined && now !== null) this.take(file, before, now);
    // What was typed meanwhile may be of this file.
    if (touches === this.touches && (before === undefined || now !== null)) this.current.add(file);
  }

  private take(file: FileId, before: string | null, text: string): void {
    const known = this.newLines.get(file);
    const isSame = known?.text === text;
    if (isSame && known.removed === this.removed) return;
    const added = isSame ? known.added : addedLineRanges(before, text);
    const ranges = added.length === 0 ? added : withoutMoved(added, splitLines(text), this.removed);
    const isOld = oldTextOf(this.source.baseline(), file) === undefined;
    if ((known?.changed ?? !isOld) !== (before !== text)) this.citations++;
    this.newLines.set(file, { text, changed: before !== text, added, ranges, removed: this.removed });
  }

  /** Works out what touched files lost, and keeps what all have lost the same object as long as it is the same. */
  private async gather(): Promise<void> {
    for (;;) {
      const { generation } = this;
      const baseline = this.source.baseline();
      const touched = this.touched ?? new Set(baseline.changes.keys());
      this.touched = new Set();
      const found: (readonly [FileId, Runs])[] = [];
      for (const file of touched) found.push([file, await this.lostBy(baseline, file)]);
      // Another baseline came meanwhile: what was found belongs to the one before.
      if (generation !== this.generation) continue;
      this.lose(found);
      return;
    }
  }

  private lose(found: readonly (readonly [FileId, Runs])[]): void {
    const others = found.filter(([file, runs]) => !sameRuns(this.lost.get(file) ?? [], runs));
    if (others.length === 0) return;
    for (const [file, runs] of others) {
      if (runs.length === 0) this.lost.delete(file);
      else this.lost.set(file, runs);
    }
    const inOrder = [...this.lost].sort(([a], [b]) => byCodeUnit(a, b));
    this.removed = removedLines(inOrder.flatMap(([, runs]) => runs));
  }

  private async lostBy(baseline: Baseline, file: FileId): Promise<Runs> {
    const before = grammarOfPath(file) === null ? null : await this.textBefore(baseline, file);
    if (before === undefined || before === null) return [];
    const lines = splitLines(before);
    // Added the other way round: what the text before has and the text now does not.
    const ranges = addedLineRanges((await this.source.textOf(file)) ?? '', before);
    return ranges.map(([start, count]) => lines.slice(start, start + count));
  }

  /** Text at the baseline: `null` for new files, `undefined` where it is what lies on disk and nobody changes it. */
  private async textBefore(baseline: Baseline, file: FileId): Promise<string | null | undefined> {
    const old = oldTextOf(baseline, file);
    if (old !== undefined) return old;
    return this.source.isOpen(file) ? this.committedText(file) : undefined;
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
  private newLineTest(file: FileId): (line: number) => boolean {
    const baseline = this.source.baseline();
    if (baseline.kind === 'none') return () => true;
    const known = this.newLines.get(file);
    if (known === undefined) {
      const isNewFile = oldTextOf(baseline, file) === null;
      return () => isNewFile;
    }
    return (line) => known.ranges.some(([start, count]) => line >= start && line < start + count);
  }

  /** What a judgement of a file has to know of the baseline. */
  judging(file: FileId): Required<Pick<JudgeInput, 'isNewLine' | 'hasBaseline' | 'mayCite' | 'accepted' | 'day'>> {
    const { accepted, day, kind } = this.source.baseline();
    return {
      isNewLine: this.newLineTest(file),
      hasBaseline: kind !== 'none',
      mayCite: (other) => this.mayCite(other),
      accepted: accepted.in(file),
      day: day ?? null,
    };
  }

  /** Without git the snapshot's places are current ones; with git only untouched files still look as they were. */
  private mayCite(file: FileId): boolean {
    const baseline = this.source.baseline();
    if (baseline.kind === 'none') return true;
    const novelty = this.source.isOpen(file) ? this.newLines.get(file) : undefined;
    return novelty === undefined ? oldTextOf(baseline, file) === undefined : !novelty.changed;
  }
}

function sameRuns(a: Runs, b: Runs): boolean {
  return a.length === b.length && a.every((run, i) => run.join('\n') === b[i]?.join('\n'));
}
