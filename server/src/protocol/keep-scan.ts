import { Method } from '@drift/shared';
import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { keepHalvesApart } from '../session/drift-folder.ts';
import { packageRecords } from '../session/record-packages.ts';
import { isWorthRecording, scanRecord } from '../session/record-scan.ts';
import type { Root } from '../session/root.ts';
import type { ServerContext } from './context.ts';
import { auditRecorded } from './keep-audit.ts';
import { keepBackup } from './keep-backup.ts';

/** Quiet time after the last change before an editor's state is recorded. */
const RECORD_AFTER_MS = 3_000;
/** Time between two recordings by one editor: every pause in typing would fill the history. */
const RECORD_AGAIN_MS = 600_000;

/** A moment: for people, and on the clock that only counts. */
export interface Moment {
  readonly at: string;
  readonly now: number;
}

interface Waiting {
  cancel: () => void;
  /** What is being recorded gives up when this is no longer its number. */
  number: number;
}

const waiting = new WeakMap<Root, Waiting>();
const begun = new WeakMap<Root, Moment>();
/** When a root was recorded last, on the clock that only counts. */
const recorded = new WeakMap<Root, number>();

/** The present moment. */
export function timeOf({ session }: ServerContext): Moment {
  const { host } = session.options;
  return { at: host.stamp().at, now: host.now() };
}

/** A load that is through began then. */
export function scanStarted(root: Root, moment: Moment): void {
  begun.set(root, moment);
}

/** Opens the database while the report is made: the threads that analysed have nothing to do then. */
export function prepareRecording(context: ServerContext, root: Root): void {
  if (context.init.cache && isWorthRecording(root.workspace)) void root.database.willWrite();
}

/** Records what a batch server has just reported; the report does not wait for it, the end of the process does. */
export function recordNow(context: ServerContext, root: Root, digest: string): void {
  if (!context.init.cache) return;
  root.recording = root.recording
    .then(async () => void (await record(context, root, { digest, goOn: () => true })))
    .catch((error: unknown) => told(context, error));
}

/** Records the state of a root once nothing changed for a while; what changes meanwhile ends it. */
export function recordLater(context: ServerContext, root: Root): void {
  if (context.init.mode === 'batch' || !context.init.cache) return;
  const { host } = context.session.options;
  const known = waiting.get(root) ?? { cancel: () => {}, number: 0 };
  known.cancel();
  const number = known.number + 1;
  const { signal } = root.controller;
  const goOn = (): boolean =>
    !signal.aborted && waiting.get(root)?.number === number && context.session.roots.includes(root);
  const last = recorded.get(root);
  const rest = last === undefined ? 0 : last + RECORD_AGAIN_MS - host.now();
  const cancel = host.delay(Math.max(RECORD_AFTER_MS, rest), () => {
    root.recording = root.recording
      .then(() => record(context, root, { digest: null, goOn }))
      .then((isRecorded) => (isRecorded ? auditRecorded(context, root, goOn) : undefined))
      .catch((error: unknown) => told(context, error))
      // Whether somebody else writes is known now.
      .then(() => context.status.note());
  });
  waiting.set(root, { cancel, number });
}

/** True where the scan is recorded. `digest` is that of all findings where it is known. */
async function record(
  context: ServerContext,
  root: Root,
  { digest, goOn }: { readonly digest: string | null; readonly goOn: () => boolean },
): Promise<boolean> {
  const { workspace, database } = root;
  // Without the folder, or beside another writer, the root is not even looked through.
  if (!isWorthRecording(workspace) || !goOn() || !(await database.willWrite())) return false;
  const started = begun.get(root) ?? timeOf(context);
  begun.delete(root);
  const ended = timeOf(context);
  const origin = {
    surface: context.init.mode === 'batch' ? ('check' as const) : ('editor' as const),
    startedAt: started.at,
    completedAt: ended.at,
    durationMs: Math.max(0, Math.round(ended.now - started.now)),
    driftVersion: context.session.options.version,
  };
  const scan = await scanRecord(workspace, origin, { digest, goOn });
  if (scan === null) return false;
  await keepHalvesApart(context.session.options.host, root.path);
  recorded.set(root, context.session.options.host.now());
  const packages = await packageRecords(context.session.options.host, workspace);
  const done = [await database.replacePackages(packages), await database.record(scan)];
  for (const written of done)
    if (!written.ok)
      context.connection.console.log(`Drift: this scan is not recorded: ${written.problems[0]?.message ?? ''}`);
  if (goOn()) await keepBackup(context, root, goOn);
  return done.every((written) => written.ok);
}

function told(context: ServerContext, error: unknown): void {
  const message = maskText(error instanceof Error ? error.message : String(error));
  context.connection.console.error(`Drift: this scan is not recorded: ${message}`);
}

/** Lets a person know what is wrong with the database of a root: in the log, and where it matters on the screen. */
export function tellDatabaseProblems(context: ServerContext): void {
  const { connection, session, init } = context;
  session.onDatabaseProblem = (problem): void => {
    const said = `${problem.message}${problem.hint === undefined ? '' : `. ${problem.hint}`}`;
    const message = `Drift: ${said}`;
    connection.console.warn(message);
    if (problem.code === 'STORAGE_ERROR') return;
    if (init.mode === 'batch') void connection.sendNotification(Method.notice, { message: said });
    else void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  };
}
