import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { BACKUP_FOLDER, backupsPath } from '../../store/database/backup-names.ts';
import { LEFTOVER_MS, leftUnfinished } from '../../store/database/backups.ts';
import { isAside } from '../../store/database/names.ts';
import { DRIFT_FOLDER } from '../drift-folder.ts';
import { bytesBelow } from './disk-usage.ts';

/** A file or folder that nothing needs any more. */
export interface Orphan {
  /** From the root. */
  readonly path: string;
  readonly bytes: number;
}

/** What a process that ended while it wrote left beside the database. */
const TEMPORARY = /^drift\.db.*\.tmp$/;

/** A damaged image is perhaps the only copy of what was in it: somebody may still want to look. */
const ASIDE_MS = 30 * 24 * 60 * 60 * 1_000;

/** Damaged images that were moved aside, after 30 days, and what was left unfinished: backups by who is gone, else an hour ago or longer. */
export async function orphans(host: Host, root: string): Promise<readonly Orphan[]> {
  const now = Date.parse(host.stamp().at);
  const found: Orphan[] = [];
  const add = async (folder: string, path: string, name: string): Promise<void> => {
    const bytes = await bytesBelow(host, joinPath(path, name));
    found.push({ path: `${folder}/${name}`, bytes });
  };
  const isLeftOver = async (path: string, after = LEFTOVER_MS): Promise<boolean> => {
    const entry = await host.stat(path);
    return entry.ok && now - entry.value.mtimeMs >= after;
  };
  const own = joinPath(root, DRIFT_FOLDER);
  for (const name of await namesIn(host, own)) {
    const after = isAside(name) ? ASIDE_MS : LEFTOVER_MS;
    if ((isAside(name) || TEMPORARY.test(name)) && (await isLeftOver(joinPath(own, name), after)))
      await add(DRIFT_FOLDER, own, name);
  }
  const backups = backupsPath(root);
  for (const name of await leftUnfinished(host, root)) await add(BACKUP_FOLDER, backups, name);
  return found;
}

async function namesIn(host: Host, folder: string): Promise<readonly string[]> {
  const found = await host.stat(folder);
  if (!found.ok || found.value.kind !== 'directory') return [];
  const listed = await host.readDirectory(folder);
  return listed.ok ? listed.value.map((e) => e.name).sort() : [];
}
