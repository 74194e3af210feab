import { createHash } from 'node:crypto';
import { type BackupManifest, byCodeUnit, counted, wsFailed } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { BACKUP_FOLDER, backupPath, FILES_NAME } from '../../store/database/backup-names.ts';
import type { KeptFile } from '../../store/database/backups.ts';
import { DRIFT_FOLDER, keepHalvesApart } from '../drift-folder.ts';
import type { WsFailure, WsPlace } from './place.ts';

// The half of `.drift` that is meant to be committed, in a backup: it may not be committed yet.

/** Folders of the local half, all of which can be worked out again or belongs to this machine. */
const LOCAL_FOLDERS = ['cache', 'local', 'logs'];
/** More than this is nothing that Drift wrote there. */
const MAX_FILES = 200;
const MAX_BYTES = 64 * 2 ** 20;
/** Longest path below the folder, so that the manifest stays small. */
const MAX_PATH = 200;

/** True for names in `.drift` that belong to this machine, the database and its lock aside. */
export function isLocalName(name: string): boolean {
  return LOCAL_FOLDERS.includes(name) || name.startsWith('drift.db');
}

function isLeftOut(name: string): boolean {
  return isLocalName(name) || /\.(?:lock|journal)$/.test(name);
}

/** The committed files of a root, in order; links are not followed. A failure where they are too much or cannot be read. */
export async function committedFiles(
  host: Host,
  root: string,
): Promise<{ readonly ok: true; readonly files: readonly KeptFile[] } | WsFailure> {
  const files: KeptFile[] = [];
  const waiting = [''];
  let bytes = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const listed = await host.readDirectory(joinPath(root, below(DRIFT_FOLDER, folder)));
    if (!listed.ok) return notKept(below(DRIFT_FOLDER, folder), listed.problems[0]?.message ?? listed.reason);
    for (const { name } of listed.value) {
      if (folder === '' && isLeftOut(name)) continue;
      const path = below(folder, name);
      const full = joinPath(root, below(DRIFT_FOLDER, path));
      const found = await host.stat(full);
      if (!found.ok) return notKept(path, found.problems[0]?.message ?? found.reason);
      if (found.value.kind === 'directory') waiting.push(path);
      if (found.value.kind !== 'file') continue;
      bytes += found.value.size;
      if (bytes > MAX_BYTES || files.length === MAX_FILES || path.length > MAX_PATH)
        return notKept(path, `a backup holds ${MAX_FILES} files and ${MAX_BYTES / 2 ** 20} MiB of them at most`);
      const read = await host.readFile(full);
      if (!read.ok) return notKept(path, read.problems[0]?.message ?? read.reason);
      files.push({ path, content: read.value });
    }
  }
  return { ok: true, files: files.sort((a, b) => byCodeUnit(a.path, b.path)) };
}

function below(folder: string, name: string): string {
  if (name === '') return folder;
  return folder === '' ? name : `${folder}/${name}`;
}

function notKept(path: string, why: string): WsFailure {
  const fix = 'Move it out of .drift, or delete the folder by hand.';
  return wsFailed('IO_ERROR', `nothing was removed: ${path} cannot be kept in the backup: ${why}`, fix);
}

/** Puts back the committed files of a backup that are missing, and says so; what is there stays as it is. */
export async function putBackFiles({ host, root }: WsPlace, backup: BackupManifest): Promise<string> {
  const { files = [] } = backup;
  if (files.length === 0) return '';
  const back: string[] = [];
  const stayed: string[] = [];
  const failed: string[] = [];
  for (const file of files) {
    const target = below(DRIFT_FOLDER, file.path);
    const found = await host.stat(joinPath(root, target));
    if (found.ok) stayed.push(file.path);
    else ((await putBack({ host, root }, backup.id, file)) ? back : failed).push(file.path);
  }
  await keepHalvesApart(host, root);
  return [
    told(back, 'put back'),
    told(stayed, 'already there and left as they are:'),
    told(failed, `could not be put back (they lie in ${BACKUP_FOLDER}/${backup.id}/${FILES_NAME}):`),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

async function putBack(
  { host, root }: Pick<WsPlace, 'host' | 'root'>,
  id: string,
  file: NonNullable<BackupManifest['files']>[number],
): Promise<boolean> {
  const parts = [DRIFT_FOLDER, ...file.path.split('/')];
  if (parts.some((p) => p === '' || p === '.' || p === '..' || p.includes('\\')) || isLeftOut(parts[1] ?? ''))
    return false;
  // Neither the way to the copy nor the way to its place may lead through a link.
  const from = [BACKUP_FOLDER, id, FILES_NAME, ...parts.slice(1)];
  if (!(await isPlainWay(host, root, from)) || !(await isPlainWay(host, root, parts))) return false;
  const source = backupPath(root, id, below(FILES_NAME, file.path));
  const found = await host.stat(source);
  if (!found.ok || found.value.kind !== 'file' || found.value.size !== file.bytes) return false;
  const read = await host.readFile(source);
  if (!read.ok || createHash('sha256').update(read.value).digest('hex') !== file.sha256) return false;
  return (await host.writeFile(joinPath(root, parts.join('/')), read.value)).ok;
}

/** True where everything above a path is a folder, or is not there yet. */
async function isPlainWay(host: Host, root: string, parts: readonly string[]): Promise<boolean> {
  for (let n = 1; n < parts.length; n++) {
    const found = await host.stat(joinPath(root, parts.slice(0, n).join('/')));
    if (found.ok ? found.value.kind !== 'directory' : found.reason !== 'missing') return false;
  }
  return true;
}

/** Files named in a sentence. */
const MAX_TOLD = 5;

function told(paths: readonly string[], what: string): string {
  if (paths.length === 0) return '';
  const more = paths.length > MAX_TOLD ? ` and ${counted(paths.length - MAX_TOLD, 'more file')}` : '';
  return `${what} ${paths.slice(0, MAX_TOLD).join(', ')}${more}`;
}
