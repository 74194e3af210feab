import type { DiskUsage } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { backupsPath } from '../../store/database/backup-names.ts';
import { cacheFolderOf } from '../cache-folder.ts';
import { DATABASE_FILE, DRIFT_FOLDER } from '../drift-folder.ts';
import { orphans } from './orphans.ts';
import type { WsPlace } from './place.ts';

/** Deepest folder that is measured: ours are never deeper. */
const MAX_DEPTH = 8;

/** `drift/ws.diskUsage`: bytes by what they are for. */
export async function diskUsage(place: WsPlace): Promise<DiskUsage> {
  const { host, root, database } = place;
  const folder = joinPath(root, DRIFT_FOLDER);
  const listed = await host.readDirectory(folder);
  const images = (listed.ok ? listed.value : []).filter((e) => e.name.startsWith('drift.db'));
  let driftDb = 0;
  for (const { name } of images) driftDb += await bytesBelow(host, joinPath(folder, name));
  const cacheFolder = await cacheFolderOf(host, root);
  const [backups, cache, logs] = await Promise.all([
    bytesBelow(host, backupsPath(root)),
    cacheFolder === null ? 0 : bytesBelow(host, cacheFolder.path),
    bytesBelow(host, joinPath(folder, 'logs')),
  ]);
  const hasImage = (await host.stat(joinPath(root, DATABASE_FILE))).ok;
  const size = hasImage ? await database.size() : null;
  const loose = (await orphans(host, root)).reduce((sum, o) => sum + o.bytes, 0);
  const reclaimable = loose + (size?.ok === true ? size.value.freeBytes : 0);
  return { driftDb, backups, cache, logs, total: driftDb + backups + cache + logs, reclaimable };
}

/** Bytes of a file, or of everything below a folder; links count as nothing. */
export async function bytesBelow(host: Host, path: string, depth = 0): Promise<number> {
  const found = await host.stat(path);
  if (!found.ok || depth > MAX_DEPTH) return 0;
  if (found.value.kind === 'file') return found.value.size;
  if (found.value.kind !== 'directory') return 0;
  const listed = await host.readDirectory(path);
  let bytes = 0;
  for (const { name } of listed.ok ? listed.value : [])
    bytes += await bytesBelow(host, joinPath(path, name), depth + 1);
  return bytes;
}
