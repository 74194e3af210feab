import { type BackupManifest, type BackupRow, backupManifestSchema } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { BACKUP_FOLDER, backupPath, backupsPath, COPY_NAME, isBackupId, MANIFEST_NAME } from './backup-names.ts';

/** What lies in the folder of the backups. */
export interface BackupList {
  /** The newest first. */
  readonly backups: readonly BackupRow[];
  /** Folders that look like backups and are none. */
  readonly broken: readonly { readonly path: string; readonly why: string }[];
}

/** A manifest is a few hundred bytes, more where it names files; beyond this it is none of ours. */
const MAX_MANIFEST_BYTES = 262_144;

/** Reads the folder; never the database, which may be the one that is lost. Copies are not opened. */
export async function listBackups(host: Host, root: string): Promise<BackupList> {
  const folder = await host.stat(backupsPath(root));
  // A link may lead anywhere: what lies behind one is not ours.
  const listed = folder.ok && folder.value.kind === 'directory' ? await host.readDirectory(backupsPath(root)) : null;
  const backups: BackupRow[] = [];
  const broken: { path: string; why: string }[] = [];
  const names = listed?.ok === true ? listed.value.filter((e) => e.kind === 'directory' && isBackupId(e.name)) : [];
  for (const { name } of names.sort((a, b) => (a.name < b.name ? 1 : -1))) {
    const path = `${BACKUP_FOLDER}/${name}`;
    const read = await readManifest(host, root, name);
    if (typeof read === 'string') broken.push({ path, why: read });
    else backups.push({ ...read, path });
  }
  return { backups, broken };
}

/** The manifest of a backup, or what is wrong with it. */
export async function readManifest(host: Host, root: string, id: string): Promise<BackupManifest | string> {
  const read = await host.readHead(backupPath(root, id, MANIFEST_NAME), MAX_MANIFEST_BYTES);
  if (!read.ok) return read.reason === 'missing' ? 'it has no manifest' : 'its manifest cannot be read';
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(read.value));
  } catch {
    return 'its manifest is damaged';
  }
  const manifest = backupManifestSchema.safeParse(parsed);
  if (!manifest.success || manifest.data.id !== id) return 'its manifest is damaged';
  const copy = await host.stat(backupPath(root, id, COPY_NAME));
  if (!copy.ok || copy.value.kind !== 'file') return 'its copy is gone';
  return copy.value.size === manifest.data.dbBytes ? manifest.data : 'its copy has another size';
}
