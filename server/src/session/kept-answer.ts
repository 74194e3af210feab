import type { ReportAnswer, ReportParams } from '@drift/shared';
import type { Host } from '../host/host.ts';
import { toFileId } from '../host/narrow.ts';
import { joinPath } from '../host/paths.ts';
import { keptBytes } from '../store/pack.ts';
import { contentName } from './fact-keys.ts';
import { inputsDigest } from './inputs-digest.ts';
import { findReport } from './kept-reports.ts';
import type { Workspace } from './workspace.ts';

/**
 * The name under which a report is kept: one for each way to ask that people use again and again. `null` for what is
 * asked once, for what is staged, which lies in git's index and not in the files, and for a verdict, which follows from a
 * policy and a day as well.
 */
function nameOf({ paths, scope, all, suppressed, ranked, fixes, uri, policy }: ReportParams): string | null {
  if (paths.length > 0 || uri !== undefined || scope === 'staged' || policy !== undefined || fixes) return null;
  return `${scope}${all ? '-with-old' : ''}${suppressed ? '-with-suppressed' : ''}${ranked ? '-ranked' : ''}`;
}

/** A report of an earlier run, and what looking whether it still holds took. */
export interface KeptAnswer {
  readonly answer: ReportAnswer;
  readonly files: number;
  /** Those of them that had to be read. */
  readonly read: number;
}

/** Less than this is opened in so short a time that waiting for a reason to costs more. */
const LATE_BYTES = 64 * 1024 * 1024;

/**
 * The report an earlier run gave about exactly these files under exactly these settings, without analysing any; `null`
 * where there is none. What was read of the root is there for the load that then follows; where nothing is kept of any
 * file, nothing is read.
 */
export async function keptAnswer(
  workspace: Workspace,
  params: ReportParams,
  signal: AbortSignal,
): Promise<KeptAnswer | null> {
  const name = nameOf(params);
  const shelf = await workspace.cache.shelf();
  const bytes = shelf === null ? 0 : await keptBytes(shelf);
  if (shelf === null || bytes === 0) return null;
  workspace.pool.warm();
  const book = await workspace.cache.book();
  // Without a book all files are read, beside the thread that finds them.
  if (book.isEmpty) workspace.pool.warm(bytes);
  const inputs = await workspace.readAhead(name === null || bytes < LATE_BYTES ? null : book, signal);
  if (inputs === null || name === null) return null;
  const digest = inputsDigest(shelf.engine, inputs, (file) => inputs.contents.get(file)?.name ?? null);
  const kept = digest === null ? null : await findReport(shelf, name, digest);
  // A load that goes on from here tells the book itself.
  if (kept === null) return null;
  // What was read of the root is of this moment: a load that comes later reads for itself.
  workspace.forgetAhead();
  book.take(inputs.scan.files, (file) => inputs.contents.get(file) ?? null, inputs.lookedAt);
  return { answer: kept, files: inputs.scan.files.length, read: inputs.read };
}

/** Keeps a report for the next run, if that would give the same one. */
export async function keepAnswer(workspace: Workspace, params: ReportParams, answer: ReportAnswer): Promise<void> {
  const name = nameOf(params);
  const { inputs } = workspace;
  const shelf = name === null ? null : await workspace.cache.shelf();
  // What could not run, or ran out of stack or memory, may run the next time.
  const { notRun, problems } = answer.report;
  const isSound = notRun.length === 0 && !problems.some((p) => p.code === 'DETECTION_ERROR');
  if (name === null || inputs === null || shelf === null || !isSound) return;
  const digest = inputsDigest(shelf.engine, inputs, (file) => workspace.contentOf(file));
  if (digest !== null && (await quotesWhatWasRead(shelf.host, workspace, answer)))
    await workspace.cache.keepReport(name, digest, answer);
}

/** Lines of the report are quoted from the disk: a file that changed meanwhile would be quoted as it was not read. */
async function quotesWhatWasRead(host: Host, workspace: Workspace, { report }: ReportAnswer): Promise<boolean> {
  const quoted = [...report.findings, ...(report.suppressed ?? []).map((s) => s.finding)];
  for (const file of new Set(quoted.map((f) => toFileId(f.path)))) {
    const identity = workspace.identityOf(file);
    const read = await host.readFile(joinPath(workspace.root, file));
    if (identity === null || !read.ok) return false;
    if (contentName(identity.grammar, read.value) !== workspace.contentOf(file)) return false;
  }
  return true;
}
