import type { FileId } from '@drift/shared';
import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { decodeText } from '../syntax/decode-text.ts';
import type { AnalysisPool } from './analysis-pool.ts';
import { type Baseline, findBaseline } from './baseline.ts';
import { type DecisionsState, readDecisions } from './decisions.ts';
import type { FeedbackFile } from './feedback-file.ts';
import type { ScanOptions, ScanResult } from './scan/scan-result.ts';

/** What is read of a root before any source file. */
export interface RootState {
  readonly scan: ScanResult;
  readonly baseline: Baseline;
  readonly decisions: DecisionsState;
  readonly manifests: ReadonlyMap<FileId, string>;
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
}

/** Finds the files of a root, its history and what people decided; the feedback is read again as well. */
export async function readRoot(query: RootQuery, signal: AbortSignal): Promise<RootState> {
  const { host, root, pool, feedback } = query;
  const [untracked, baseline, decisions] = await Promise.all([
    pool.scan(root, query.scan, signal),
    findBaseline(host, root, query.base),
    readDecisions(host, root, query.openDecisions),
    feedback.read(),
  ]);
  // Rare, and only then worth another walk.
  const { trackedIgnored: tracked } = baseline;
  const scan = tracked.size === 0 ? untracked : await pool.scan(root, { ...query.scan, tracked }, signal);
  const manifests = new Map<FileId, string>();
  for (const file of scan.manifests) {
    const read = await host.readFile(joinPath(root, file));
    if (read.ok) manifests.set(file, decodeText(read.value).text);
  }
  return { scan, baseline, decisions, manifests };
}
