import { type Problem, type WsGcAnswer, type WsMigrateAnswer, type WsUnlockAnswer, wsFailed } from '@drift/shared';
import { deleteTree } from '../../host/delete-tree.ts';
import type { HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { listBackups } from '../../store/database/backup-list.ts';
import { PAGE_BYTES } from '../../store/database/parameters.ts';
import { DATABASE_FILE, hasDriftFolder } from '../drift-folder.ts';
import { refusalOf } from './backup-actions.ts';
import { orphans } from './orphans.ts';
import { failedWith, notInitialized, type WsFailure, type WsPlace } from './place.ts';

/** `drift/ws.gc`: history that is too old, free pages, and files nothing needs. A dry run gives the same numbers. */
export async function collectGarbage(place: WsPlace, dryRun: boolean): Promise<WsGcAnswer> {
  const { host, root, database } = place;
  if (!(await hasDriftFolder(host, root))) return notInitialized();
  const hasImage = (await host.stat(joinPath(root, DATABASE_FILE))).ok;
  const swept = hasImage ? await database.sweep(dryRun) : { ok: true as const, value: NOTHING };
  if (!swept.ok) return nothingTaken(place, swept.problems);
  const loose = await orphans(host, root);
  for (const { path } of dryRun ? [] : loose) {
    const gone = await deleteTree(host, joinPath(root, path));
    if (!gone.ok)
      return wsFailed('IO_ERROR', `${path} stays: ${sentenceOf(gone)}`, `Check the permissions of ${path}.`);
  }
  const { rowsDeleted, pagesFreed } = swept.value;
  if (!dryRun && hasImage) {
    if (pagesFreed > 0) await database.event('packed', `${pagesFreed} pages`);
    const saved = await database.flush();
    if (!saved.ok) return failedWith(place, saved.problems);
  }
  const looseBytes = loose.reduce((sum, o) => sum + o.bytes, 0);
  const bytesFreed = pagesFreed * PAGE_BYTES + looseBytes;
  return {
    ok: true,
    rowsDeleted: { ...rowsDeleted },
    pagesFreed,
    bytesFreed,
    orphanedFilesDeleted: loose.map((o) => o.path),
  };
}

function sentenceOf(failed: HostResult<unknown> & { readonly ok: false }): string {
  return failed.problems[0]?.message ?? failed.reason;
}

async function nothingTaken(place: WsPlace, problems: readonly Problem[]): Promise<WsFailure> {
  const { error } = await failedWith(place, problems);
  return wsFailed(error.code, `nothing was taken away: ${error.message}`, error.hint);
}

const NOTHING = { rowsDeleted: {}, pagesFreed: 0 };

/** `drift/ws.migrate`: brings the database to the newest schema; it is kept before. */
export async function migrateDatabase(place: WsPlace, dryRun: boolean): Promise<WsMigrateAnswer> {
  const { host, root, database } = place;
  if (!(await hasDriftFolder(host, root))) return notInitialized();
  const report = await place.inspect(joinPath(root, DATABASE_FILE), false);
  const { schemaVersion: from, latestSchema: to, kind } = report;
  if (kind === 'newer')
    return wsFailed('SCHEMA_TOO_NEW', `the database has schema ${from}; this Drift knows ${to}`, 'Upgrade Drift.');
  if (kind === 'damaged' || kind === 'unreadable')
    return wsFailed('STORAGE_ERROR', `the database cannot be used: ${report.why}`, 'Run `drift doctor --fix`.');
  if (dryRun || kind === 'missing' || from === to)
    return { ok: true, from: kind === 'missing' ? to : from, to, backup: null };
  const before = new Set((await listBackups(host, root)).backups.map((b) => b.id));
  if (!(await database.willWrite())) return failedWith(place, refusalOf(place));
  const saved = await database.flush();
  if (!saved.ok) return failedWith(place, saved.problems);
  const made = (await listBackups(host, root)).backups.find((b) => !before.has(b.id));
  return { ok: true, from, to, backup: made ?? null };
}

/** `drift/ws.unlock`: takes the writer's lock from a process that is gone, or with `force` from any. */
export async function unlock(place: WsPlace, force: boolean): Promise<WsUnlockAnswer> {
  const { database } = place;
  if (database.state.mode === 'writer') return { ok: true, removed: false, holder: null };
  const done = await database.unlock(force);
  if (!done.ok) return failedWith(place, done.problems);
  const { removed, holder } = done.value;
  if (removed) await database.event('unlocked', holder === null ? '' : `pid ${holder.pid} (${holder.command})`);
  const told = holder === null ? null : (({ pid, host, command, since }) => ({ pid, host, command, since }))(holder);
  return { ok: true, removed, holder: removed ? told : null };
}
