import type { FileId, ReportAnswer } from '@drift/shared';
import { FileFacts } from '../facts/file-facts.ts';
import type { Host } from '../host/host.ts';
import type { ActiveRules } from '../rules/engine/active-rules.ts';
import { keyOf, keyText } from '../store/key-text.ts';
import { Pack } from '../store/pack.ts';
import { sealKey } from '../store/seal-key.ts';
import type { Segment } from '../store/segment.ts';
import type { Entry } from '../store/segment-parts.ts';
import type { AnalysisPool } from './analysis-pool.ts';
import { type CacheFolder, cacheFolderOf, isOwn, label, sweepHome } from './cache-folder.ts';
import { ContentBook } from './content-book.ts';
import type { NamedContent } from './errand.ts';
import { localKey, rulesDigest } from './fact-keys.ts';
import type { FileAnalysis, TextIdentity } from './file-analyzer.ts';
import { putReport } from './kept-reports.ts';
import { LateOpening } from './late-opening.ts';
import { decodeLocal } from './local-codec.ts';
import { readSealed, type Shelf, writeSealed } from './sealed-file.ts';
import { type BatchOptions, type FileJob, type Fresh, type JobOutcome, type Kept, lookUp } from './worker-job.ts';

/** What a cache is made with. */
export interface FactCacheOptions {
  readonly host: Host;
  readonly root: string;
  /** Names the build that works things out; `null` keeps nothing. */
  readonly engine: Promise<string | null>;
}

/** What files hold, as far as it is known. */
export type Contents = ReadonlyMap<FileId, NamedContent>;

/** Files with what came of them, and files that must be read. */
export interface Recalled {
  readonly finished: { readonly job: FileJob; readonly outcome: JobOutcome }[];
  readonly unknown: readonly FileJob[];
}

/** One run's look at the cache: what workers may look up, and how their answers become analyses. */
export interface CacheView {
  readonly known: BatchOptions['known'];
  /** The outcome for each file whose text is named and kept in this place: nobody has to read it; and the other files. */
  recall(jobs: readonly FileJob[], contents: Contents, skipBinary: boolean): Recalled;
  revive(outcome: Extract<JobOutcome, { kind: 'analyzed' }>): FileAnalysis;
}

/** How the files of a round came about. */
export interface CacheCounts {
  /** Parsed anew. */
  parsed: number;
  /** Not parsed, but judged anew. */
  judged: number;
  /** Neither. */
  kept: number;
}

/** Name of the file that keeps what files held. */
const BOOK = 'contents.book';

interface Found {
  readonly engine: string;
  readonly key: Uint8Array;
  readonly place: CacheFolder;
}

/**
 * What earlier runs worked out about texts, kept by their content: a text that is known is not parsed, and where the same
 * rules are on not judged either. It decides only how long an answer takes: whatever lies on the disk, or fails there,
 * every analysis is the one that working it out gives.
 */
export class FactCache {
  private readonly options: FactCacheOptions;
  private place: CacheFolder | null = null;
  private finding: Promise<Found | null> | null = null;
  private pack: Pack | null = null;
  private readonly fresh = new Map<string, Entry>();
  private isWholeRound = false;
  private running: Promise<void> = Promise.resolve();
  private failure: string | null = null;
  private contents: Promise<ContentBook> | null = null;
  counts: CacheCounts = { parsed: 0, judged: 0, kept: 0 };

  constructor(options: FactCacheOptions) {
    this.options = options;
  }

  /** As `open`, when it is likely to be needed (see `LateOpening`). */
  opening(book: ContentBook | null, pool: AnalysisPool, signal: AbortSignal): LateOpening {
    return new LateOpening(book, () => this.open(pool, signal));
  }

  /** Opens what is kept and begins a round: until `endRound` not every entry in use is known. */
  open(pool: AnalysisPool, signal: AbortSignal): Promise<void> {
    return this.inTurn(async () => {
      this.isWholeRound = false;
      this.counts = { parsed: 0, judged: 0, kept: 0 };
      const found = await this.find();
      if (found === null) return;
      const { engine, key, place } = found;
      this.pack ??= new Pack({ host: this.options.host, folder: place.path, engine, key });
      await this.pack.open((path, bytes) => pool.errand({ kind: 'open-segment', path, bytes, engine, key }, signal));
    });
  }

  /** A folder of the project that was deleted meanwhile is not made again: what is kept goes where it would go now. */
  private async findAgainIfGone(): Promise<void> {
    const { place } = this;
    if (place === null || place.home !== null || (await isOwn(this.options.host, this.options.root))) return;
    this.finding = null;
    this.pack = null;
    await this.find();
  }

  /** Where reports are kept, and by which build; `null` where nothing is. */
  async shelf(): Promise<(Shelf & { readonly engine: string }) | null> {
    const found = await this.find();
    return found === null
      ? null
      : { host: this.options.host, folder: found.place.path, key: found.key, engine: found.engine };
  }

  /** Keeps a report under its name, in place of the one before. */
  keepReport(name: string, digest: string, answer: ReportAnswer): Promise<void> {
    return this.inTurn(async () => {
      await this.findAgainIfGone();
      const [shelf, { place }] = [await this.shelf(), this];
      if (shelf === null || place === null) return;
      await label(shelf.host, place);
      await putReport(shelf, name, digest, answer);
    });
  }

  /** What files held when they were last read; one book for as long as this process lives. */
  book(): Promise<ContentBook> {
    this.contents ??= this.shelf().then(async (shelf) => {
      const bytes = shelf === null ? null : await readSealed(shelf, BOOK);
      const head = Buffer.from(`${shelf?.engine}\0`);
      const isOurs = bytes?.subarray(0, head.length).equals(head) === true;
      return ContentBook.of(isOurs ? bytes.subarray(head.length) : null);
    });
    return this.contents;
  }

  private async saveBook(): Promise<void> {
    const bytes = this.contents === null ? null : (await this.contents).takeBytes();
    const [shelf, { place }] = [await this.shelf(), this];
    if (bytes === null || shelf === null || place === null) return;
    await label(shelf.host, place);
    await writeSealed(shelf, BOOK, Buffer.concat([Buffer.from(`${shelf.engine}\0`), bytes]));
  }

  private find(): Promise<Found | null> {
    this.finding ??= this.findNow().then((found) => {
      // A home that cannot be written now may be later, while the editor still runs.
      if (found === null) this.finding = null;
      return found;
    });
    return this.finding;
  }

  private async findNow(): Promise<Found | null> {
    const { host, root } = this.options;
    const engine = await this.options.engine;
    if (engine === null) return null;
    const key = await sealKey(host);
    if (key === null) this.failure ??= 'there is no home to keep a key in';
    this.place = key === null ? null : await cacheFolderOf(host, root);
    return key === null || this.place === null ? null : { engine, key, place: this.place };
  }

  /** All files of the root were asked for: what was not may be given up. */
  endRound(): void {
    this.isWholeRound = true;
  }

  /** A look at what is open now, for files judged by these rules. */
  view(active: ActiveRules | null): CacheView {
    const segments = this.pack?.segments ?? null;
    const known = segments === null ? null : { segments: segments.map((s) => s.shared), rules: rulesDigest(active) };
    const take = (payload: Kept | Fresh): Uint8Array => this.take(segments ?? [], payload);
    return {
      known,
      recall: (jobs, contents, skipBinary) => {
        const finished: Recalled['finished'] = [];
        const unknown = jobs.filter((job) => {
          const { name = null, isBinary = false } = contents.get(job.file) ?? {};
          const isKnown = name !== null && known !== null && !(isBinary && skipBinary);
          const outcome = isKnown ? kept(segments ?? [], name, { ...job, active }, known.rules) : null;
          if (outcome !== null) finished.push({ job, outcome });
          return outcome === null;
        });
        return { finished, unknown };
      },
      revive: ({ facts, local }) => {
        this.counts['bytes' in facts ? 'parsed' : 'bytes' in local ? 'judged' : 'kept']++;
        return { facts: new FileFacts(take(facts)), ...decodeLocal(take(local)) };
      },
    };
  }

  private take(segments: readonly Segment[], payload: Kept | Fresh): Uint8Array {
    if ('bytes' in payload) {
      const { key, bytes } = payload;
      if (key !== null) this.fresh.set(keyText(key), { key, bytes });
      return bytes;
    }
    const segment = segments[payload.segment];
    if (segment === undefined) throw new Error('Bug: an answer refers to a segment its batch did not have');
    this.pack?.use(segment, payload);
    return segment.bytes(payload);
  }

  /** Writes what is new. Failing to costs nothing but time, and is said by `note`. */
  save(): Promise<void> {
    return this.inTurn(async () => {
      await this.findAgainIfGone();
      await this.savePack();
      await this.saveBook();
    });
  }

  private async savePack(): Promise<void> {
    if (this.pack === null || this.place === null || !this.isWholeRound) return;
    const fresh = [...this.fresh.values()];
    this.fresh.clear();
    const { host } = this.options;
    const isNew = fresh.length > 0 && (await label(host, this.place));
    const saved = await this.pack.save(fresh);
    if (!saved.ok) this.failure ??= saved.problems[0]?.message ?? 'unknown reason';
    if (isNew && this.place.home !== null) await sweepHome(host, this.place.home);
  }

  /** Why nothing is kept, once; `null` where all is well or it was said. */
  note(): string | null {
    const { failure } = this;
    if (failure === null) return null;
    this.failure = '';
    return failure === '' ? null : `nothing is kept for the next start: ${failure}`;
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    const turn = this.running.then(task);
    this.running = turn.catch(() => undefined);
    return turn;
  }
}

/** What analysing a text in this place gave, if both its facts and the rest lie in the segments. */
function kept(segments: readonly Segment[], name: string, identity: TextIdentity, rules: string): JobOutcome | null {
  const key = keyOf(name);
  const facts = lookUp(segments, key);
  const local = facts === null ? null : lookUp(segments, localKey(key, identity, rules));
  return facts === null || local === null ? null : { kind: 'analyzed', facts, local, content: name };
}
