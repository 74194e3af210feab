import type { Problem } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { placeImage } from './image.ts';
import { type JournalPiece, takeJournal } from './journal.ts';
import type { DatabaseFiles } from './names.ts';
import { LARGE_IMAGE_BYTES, SAVE_AFTER_MS, SAVE_AT_MOST_MS } from './parameters.ts';
import { databaseProblem, isFatal } from './problems.ts';
import type { SqlEngine } from './sql-engine.ts';
import { hasDecision, writeDecision } from './write-rows.ts';
import { lockedProblem, readHolder } from './writer-lock.ts';

/** What a saver works with. */
export interface SaverOptions {
  readonly host: Host;
  readonly files: DatabaseFiles;
  /** Of the lock that is held. */
  readonly token: string;
  readonly engine: () => SqlEngine;
  /** What is in memory at first is the image that lies at its place. */
  readonly isAsOnDisk: boolean;
  readonly isWritable: () => boolean;
  /** Called before the image is taken: what waits to be written is written. */
  readonly beforeExport: () => void;
  /** Tells what nobody is waiting to hear; with `isLost` nothing may be written any more. */
  readonly tell: (problem: Problem, isLost: boolean) => void;
  /** The memory of SQLite cannot be trusted any more. */
  readonly fatal: (error: unknown) => void;
}

/** Numbers of images: the one that was found at its place, and one that is none or of which nothing is known. */
const FOUND = 0;
const NONE = -1;

/**
 * Brings what is in memory onto the disk: some time after a change, and when it is told to. Takes the journal in before,
 * and lets lines of it go only once two generations of the image hold them.
 */
export class Saver {
  private readonly options: SaverOptions;
  private isDirty = false;
  private changes = 0;
  private cancelTimer: (() => void) | null = null;
  private dirtySince = 0;
  private running: Promise<Problem | null> = Promise.resolve(null);
  /** Journals taken aside, and the number of the first image that holds their lines. */
  private readonly taken = new Map<string, number>();
  private saves = FOUND;
  /** Number of the image that lies at its place. */
  private placed: number;
  /** The journal was taken in once: from then on memory holds more than the image that was found. */
  private hasAbsorbed = false;
  private readonly told = new Set<Problem['code']>();

  constructor(options: SaverOptions) {
    this.options = options;
    this.placed = options.isAsOnDisk ? FOUND : NONE;
  }

  /** Something was written to memory. */
  changed(): void {
    const { host } = this.options;
    this.changes++;
    const now = host.now();
    if (!this.isDirty) this.dirtySince = now;
    this.isDirty = true;
    this.schedule(Math.max(0, Math.min(SAVE_AFTER_MS, this.dirtySince + SAVE_AT_MOST_MS - now)));
  }

  private schedule(ms: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.options.host.delay(ms, () => {
      this.cancelTimer = null;
      void this.save().then((problem) => {
        if (problem === null) return;
        this.tellOnce(problem);
        // What is in memory is still to be saved: the disk may have room later.
        if (this.isDirty && this.options.isWritable()) this.schedule(SAVE_AT_MOST_MS);
      });
    });
  }

  /** The same trouble is told once, until a save succeeds. */
  private tellOnce(problem: Problem): void {
    if (this.told.has(problem.code)) return;
    this.told.add(problem.code);
    this.options.tell(problem, false);
  }

  /** Takes in what others appended to the journal. */
  async absorb(): Promise<void> {
    const { host, files, engine, isWritable } = this.options;
    if (!isWritable()) return;
    const pieces = await takeJournal(host, files);
    const held = this.heldByFound(pieces);
    this.hasAbsorbed = true;
    const decisions = pieces.flatMap((piece) => piece.decisions);
    let fresh = 0;
    if (decisions.length > 0) {
      engine().transaction(() => {
        for (const d of decisions) if (writeDecision(engine(), d)) fresh++;
      });
    }
    for (const { path } of pieces)
      if (!this.taken.has(path)) this.taken.set(path, held.has(path) ? FOUND : this.saves + 1);
    if (fresh > 0) this.changed();
  }

  /** Pieces of which the image that was found holds every line: an earlier process saved it, and did not save again. */
  private heldByFound(pieces: readonly JournalPiece[]): ReadonlySet<string> {
    const { engine, isAsOnDisk } = this.options;
    if (!isAsOnDisk || this.hasAbsorbed) return new Set();
    const held = pieces.filter((piece) => piece.decisions.every((d) => hasDecision(engine(), d)));
    return new Set(held.map((piece) => piece.path));
  }

  /** Saves now, after a save that is running. Nothing changed: nothing is written. */
  save(): Promise<Problem | null> {
    this.running = this.running.then(() => this.saveNow());
    return this.running;
  }

  private async saveNow(): Promise<Problem | null> {
    try {
      const lost = await this.lockLost();
      if (lost !== null) return lost;
      this.options.beforeExport();
      await this.absorb();
      if (!this.isDirty) return null;
      return await this.write();
    } catch (error) {
      if (isFatal(error)) this.options.fatal(error);
      return databaseProblem(error);
    }
  }

  /** Somebody else may have taken the lock over while this process slept. */
  private async lockLost(): Promise<Problem | null> {
    const { host, files, token, isWritable, tell } = this.options;
    const holder = await readHolder(host, files);
    if (isWritable() && holder?.token === token) return null;
    const problem = lockedProblem(holder);
    if (isWritable() && holder !== null) tell(problem, true);
    return problem;
  }

  private async write(): Promise<Problem | null> {
    const { host, files, engine } = this.options;
    const { changes } = this;
    const number = ++this.saves;
    for (const [path, holds] of this.taken) if (holds > number) this.taken.set(path, number);
    const image = engine().export();
    if (image.length > LARGE_IMAGE_BYTES) this.tellOnce(largeProblem(image.length));
    const { problem, movedOld } = await placeImage(host, files, image);
    const previous = movedOld ? this.placed : NONE;
    if (problem !== null) {
      // The image may have left its place: the next save must not believe that it is the previous one.
      if (movedOld) this.placed = NONE;
      this.unhold(number);
      return problem;
    }
    this.placed = number;
    if (image.length <= LARGE_IMAGE_BYTES) this.told.clear();
    if (this.changes === changes) {
      this.isDirty = false;
      this.cancelTimer?.();
      this.cancelTimer = null;
    } else this.dirtySince = host.now();
    for (const [path, holds] of this.taken) {
      if (holds > previous) continue;
      this.taken.delete(path);
      await host.deleteEntry(path);
    }
    return null;
  }

  /** An image that was not placed holds nothing. */
  private unhold(number: number): void {
    for (const [path, holds] of this.taken) if (holds >= number) this.taken.set(path, number + 1);
  }

  /** Ends the timer. */
  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
  }
}

const MEGA = 1024 * 1024;

function largeProblem(bytes: number): Problem {
  return {
    code: 'STORAGE_ERROR',
    message: `the database has grown beyond ${LARGE_IMAGE_BYTES / MEGA} MB`,
    hint: `It has ${Math.round(bytes / MEGA)} MB. Scan less (scan.include), or delete .drift/drift.db*; it fills itself again.`,
  };
}
