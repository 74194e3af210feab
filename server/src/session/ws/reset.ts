import { CONFIRMATION, type Result, type WsReplacedAnswer, wsFailed } from '@drift/shared';
import { deleteTree } from '../../host/delete-tree.ts';
import type { HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import type { KeptFile } from '../../store/database/backups.ts';
import { databaseFiles, holdsDecisions } from '../../store/database/names.ts';
import { DRIFT_FOLDER, hasDriftFolder } from '../drift-folder.ts';
import { keepPresent, refusalOf, unconfirmed } from './backup-actions.ts';
import { committedFiles, isLocalName } from './committed-files.ts';
import { failedWith, notInitialized, type WsPlace } from './place.ts';

/**
 * `drift/ws.reset`: takes the local half away; settings, decisions with who made them and when, everything committed and
 * all backups stay.
 */
export async function resetWorkspace(place: WsPlace, confirm: string | undefined): Promise<WsReplacedAnswer> {
  const { kind } = await place.inspect(databaseFiles(place.root).image, false);
  // Of damage whoever then opens it to write tells, with what became of it; told here as well it would look like two.
  const problems = kind === 'damaged' ? [] : (await place.database.open()).problems;
  const tooNew = problems.filter((p) => p.code === 'SCHEMA_TOO_NEW');
  // No backup of it could be read again by this Drift.
  if (tooNew.length > 0) return failedWith(place, tooNew);
  const answer = await emptied(place, {
    confirm,
    what: 'reset the workspace',
    choose: (name) => isLocalName(name) && !holdsDecisions(name),
    committed: [],
    first: () => place.database.forget(),
  });
  if (!answer.ok) return answer;
  await place.database.event('reset', answer.safetyBackupId ?? '');
  await place.database.flush();
  return answer;
}

/**
 * `drift/ws.delete`: takes all of `.drift` away. Backups stay; the one made before holds the database and the files that
 * are meant to be committed, which may not be committed yet. Where they cannot be kept nothing is removed.
 */
export async function deleteWorkspace(place: WsPlace, confirm: string | undefined): Promise<WsReplacedAnswer> {
  const { host, root } = place;
  if (!(await hasDriftFolder(host, root))) return notInitialized();
  const what = `delete ${DRIFT_FOLDER}`;
  if (confirm !== CONFIRMATION) return unconfirmed(what);
  const committed = await committedFiles(host, root);
  if (!committed.ok) return committed;
  const { files } = committed;
  // A backup is one of a database: where there is none yet, an empty one goes with the files.
  const hasImage = (await host.stat(databaseFiles(root).image)).ok;
  if (files.length > 0 && !hasImage && !(await place.database.willWrite())) return failedWith(place, refusalOf(place));
  const answer = await emptied(place, { confirm, what, choose: () => true, committed: files, first: NOTHING_FIRST });
  if (!answer.ok) return answer;
  // What is left by now is what the lock was made of.
  const gone = await deleteTree(host, joinPath(root, DRIFT_FOLDER));
  return gone.ok ? answer : ioError(gone);
}

interface Emptying {
  readonly confirm: string | undefined;
  /** What is to be confirmed. */
  readonly what: string;
  /** Whether an entry of the folder goes. */
  readonly choose: (name: string) => boolean;
  /** What the backup holds besides the database. */
  readonly committed: readonly KeptFile[];
  /** Done after the backup and before anything is removed. */
  readonly first: () => Promise<Result<null>>;
}

const NOTHING_FIRST: Emptying['first'] = async () => ({ ok: true, value: null });

async function emptied(place: WsPlace, order: Emptying): Promise<WsReplacedAnswer> {
  const { confirm, what, choose, committed, first } = order;
  const { host, root, database } = place;
  if (!(await hasDriftFolder(host, root))) return notInitialized();
  if (confirm !== CONFIRMATION) return unconfirmed(what);
  const kept = await keepPresent(place, 'pre_destructive', committed);
  if (!kept.ok) return { ok: false, error: { ...kept.error, message: `nothing was removed: ${kept.error.message}` } };
  if (kept.backup === null && committed.length > 0)
    return wsFailed('IO_ERROR', `nothing was removed: ${kept.note}`, 'Check the permissions of .drift.');
  const begun = await first();
  if (!begun.ok) return failedWith(place, begun.problems);
  const files = databaseFiles(root);
  const held = [files.lock, files.holder];
  const done = await database.aside(async (): Promise<HostResult<null>> => {
    const listed = await host.readDirectory(files.folder);
    if (!listed.ok) return listed;
    for (const name of listed.value.map((e) => e.name).filter(choose)) {
      const path = joinPath(files.folder, name);
      const gone = held.includes(path) ? null : await deleteTree(host, path);
      if (gone?.ok === false) return gone;
    }
    return { ok: true, value: null };
  });
  if (!done.ok) return failedWith(place, done.problems);
  if (!done.value.ok) return ioError(done.value);
  return { ok: true, safetyBackupId: kept.backup?.id ?? null, note: kept.note };
}

function ioError(failed: HostResult<null> & { readonly ok: false }) {
  return wsFailed('IO_ERROR', failed.problems[0]?.message ?? failed.reason, 'Check the permissions of .drift.');
}
