import type { FileId, Problem } from '@drift/shared';
import { type ToolSettings, toolSettingsOf } from '../enforcement/left-to-tools.ts';
import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { decodeText } from '../syntax/decode-text.ts';
import type { AnalysisPool } from './analysis-pool.ts';
import { type Baseline, findBaseline } from './baseline.ts';
import type { ContentBook } from './content-book.ts';
import { ContentNames } from './content-names.ts';
import { type DecisionsState, readDecisions } from './decisions.ts';
import type { NamedContent, OnFiles } from './errand.ts';
import type { FeedbackFile } from './feedback-file.ts';
import { CONFIG_FILE } from './project-config.ts';
import { oversize } from './read-inside.ts';
import type { ScannedFile, ScanOptions, ScanResult } from './scan/scan-result.ts';

/** What is read of a root before any source file. */
export interface RootState {
  readonly scan: ScanResult;
  readonly baseline: Baseline;
  readonly decisions: DecisionsState;
  readonly manifests: ReadonlyMap<FileId, string>;
  /** What manifests and settings leave to tools. */
  readonly tools: readonly ToolSettings[];
  /** When files began to be looked at, in milliseconds since the epoch. */
  readonly lookedAt: number;
  /** Files that were read to name what they hold. */
  readonly read: number;
  /** What each file of the scan held, where that was asked for; else what is known of those that look as they did. */
  readonly contents: ReadonlyMap<FileId, NamedContent>;
}

/** Where and how to read. */
export interface RootQuery {
  readonly host: Host;
  readonly root: string;
  readonly pool: AnalysisPool;
  readonly feedback: FeedbackFile;
  readonly scan: ScanOptions;
  /** A commit given explicitly to judge against. */
  readonly base: string | undefined;
  /** Text of the decisions file where it is open. */
  readonly openDecisions: string | null;
  /** What files held by how they looked. */
  readonly book: ContentBook;
  /** Where the texts are to be named as well: told of the files found, some of them before the others are. */
  readonly onNamed: OnFiles | null;
}

/** Finds the files of a root, its history and what people decided; the feedback is read again as well. */
export async function readRoot(query: RootQuery, signal: AbortSignal): Promise<RootState> {
  const { host, root, pool, feedback, book, onNamed } = query;
  const names = onNamed === null ? null : new ContentNames(pool, book, signal);
  const lookedAt = Date.parse(host.stamp().at);
  const onFound: OnFiles = (files) => {
    names?.add(files);
    onNamed?.(files);
  };
  const [untracked, baseline, decisions] = await Promise.all([
    pool.scan(root, query.scan, signal, onNamed === null ? undefined : onFound),
    findBaseline(host, root, query.base),
    readDecisions(host, root, query.openDecisions),
    feedback.read(),
  ]);
  // Rare, and only then worth another walk.
  const { trackedIgnored: tracked } = baseline;
  const scan = tracked.size === 0 ? untracked : await pool.scan(root, { ...query.scan, tracked }, signal);
  onNamed?.(scan.files);
  const [{ texts: manifests, problems }, { texts: settings }, contents] = await Promise.all([
    readManifests(host, root, scan.manifests),
    readManifests(host, root, scan.toolSettings),
    names === null ? knownBy(book, scan.files) : names.of(scan.files),
  ]);
  const told = { ...scan, problems: [...scan.problems, ...problems] };
  const tools = toolSettingsOf(new Map([...manifests, ...settings]));
  return { scan: told, baseline, decisions, manifests, tools, lookedAt, read: names?.read ?? 0, contents };
}

function knownBy(book: ContentBook, files: readonly ScannedFile[]): RootState['contents'] {
  const known = new Map<FileId, NamedContent>();
  for (const found of files) {
    const content = book.contentOf(found);
    if (content !== null) known.set(found.file, content);
  }
  return known;
}

interface Manifests {
  readonly texts: ReadonlyMap<FileId, string>;
  readonly problems: readonly Problem[];
}

async function readManifests(host: Host, root: string, files: readonly FileId[]): Promise<Manifests> {
  const texts = new Map<FileId, string>();
  const problems: Problem[] = [];
  for (let at = 0; at < files.length; at += READ_AT_ONCE) {
    const some = files.slice(at, at + READ_AT_ONCE);
    for (const { file, tooLarge, text } of await Promise.all(some.map((f) => readManifest(host, root, f)))) {
      // The root's own settings are read by themselves, and tell of it.
      if (tooLarge !== null && file !== CONFIG_FILE) problems.push(tooLarge);
      if (text !== null) texts.set(file, text);
    }
  }
  return { texts, problems };
}

/** Manifests being read at the same time. */
const READ_AT_ONCE = 16;

async function readManifest(
  host: Host,
  root: string,
  file: FileId,
): Promise<{ readonly file: FileId; readonly tooLarge: Problem | null; readonly text: string | null }> {
  const path = joinPath(root, file);
  const tooLarge = await oversize(host, path, file);
  const read = tooLarge === null ? await host.readFile(path) : null;
  return { file, tooLarge, text: read?.ok === true ? decodeText(read.value).text : null };
}
