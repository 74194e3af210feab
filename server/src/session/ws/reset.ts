import { CONFIRMATION, type WsReplacedAnswer, wsFailed } from '@drift/shared';
import { deleteTree } from '../../host/delete-tree.ts';
import type { HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { databaseFiles } from '../../store/database/names.ts';
import { DRIFT_FOLDER, hasDriftFolder } from '../drift-folder.ts';
import { keepPresent, unconfirmed } from './backup-actions.ts';
import { failedWith, notInitialized, type WsPlace } from './place.ts';

/** Folders of the local half, all of which can be worked out again or belongs to this machine. */
const LOCAL_FOLDERS = ['cache', 'local', 'logs'];

/** `drift/ws.reset`: takes the local half away; settings, decisions, everything committed and all backups stay. */
export async function resetWorkspace(place: WsPlace, confirm: string | undefined): Promise<WsReplacedAnswer> {
  const answer = await emptied(place, confirm, 'reset the workspace', (names) => names.filter(isLocal));
  if (!answer.ok) return answer;
  await place.database.event('reset', answer.safetyBackupId ?? '');
  await place.database.flush();
  return answer;
}

function isLocal(name: string): boolean {
  return LOCAL_FOLDERS.includes(name) || name.startsWith('drift.db');
}

/** `drift/ws.delete`: takes all of `.drift` away; backups stay, with a copy of what was meant to be committed. */
export async function deleteWorkspace(place: WsPlace, confirm: string | undefined): Promise<WsReplacedAnswer> {
  const { host, root } = place;
  const answer = await emptied(place, confirm, `delete ${DRIFT_FOLDER}`, (names) => names);
  if (!answer.ok) return answer;
  // What is left by now is what the lock was made of.
  const gone = await deleteTree(host, joinPath(root, DRIFT_FOLDER));
  return gone.ok ? answer : ioError(gone);
}

async function emptied(
  place: WsPlace,
  confirm: string | undefined,
  what: string,
  choose: (names: readonly string[]) => readonly string[],
): Promise<WsReplacedAnswer> {
  const { host, root, database } = place;
  if (!(await hasDriftFolder(host, root))) return notInitialized();
  if (confirm !== CONFIRMATION) return unconfirmed(what);
  const kept = await keepPresent(place, 'pre_destructive');
  if (!kept.ok) return kept;
  const files = databaseFiles(root);
  const held = [files.lock, files.holder];
  const done = await database.aside(async (): Promise<HostResult<null>> => {
    const listed = await host.readDirectory(files.folder);
    if (!listed.ok) return listed;
    for (const name of choose(listed.value.map((e) => e.name))) {
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
