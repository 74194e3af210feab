import { createHash } from 'node:crypto';
import { type BackupManifest, type BackupReason, TIER_OF, type WsAnswer, wsFailed } from '@drift/shared';
import { deleteTree } from '../../host/delete-tree.ts';
import type { Host, HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import {
  BACKUP_FOLDER,
  backupPath,
  backupsPath,
  COPY_NAME,
  FILES_NAME,
  goingName,
  isAbandoned,
  isUnfinished,
  MANIFEST_NAME,
  makingName,
  newBackupId,
} from './backup-names.ts';
import type { ImageReport, InspectImage } from './image-report.ts';
import { notWritten } from './not-written.ts';

/** Bytes that are written between two signs of progress. */
const STEP_BYTES = 4 * 2 ** 20;
/** Milliseconds after which what a process left unfinished is nobody's any more. */
export const LEFTOVER_MS = 3_600_000;

/** Where backups are made, and how a copy is looked at. */
export interface BackupPlace {
  readonly host: Host;
  readonly root: string;
  readonly inspect: InspectImage;
  readonly driftVersion: string;
}

/** A file of `.drift` that is kept beside the image; its path is below that folder. */
export interface KeptFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** What is to be kept. */
export interface BackupOrder {
  readonly reason: BackupReason;
  readonly image: Uint8Array;
  /** Keeps the bytes although they are no whole image: of what is about to be replaced, better that than nothing. */
  readonly evenDamaged?: boolean;
  /** Kept beside the image. */
  readonly files?: readonly KeptFile[];
  readonly onProgress?: (done: number, total: number) => void;
  /** Asked between two steps; where it says no, nothing is kept. */
  readonly goOn?: () => boolean;
}

/** Keeps a copy: written beside, forced onto the disk, opened and looked through, and only then given its name. */
export async function makeBackup(
  place: BackupPlace,
  order: BackupOrder,
): Promise<WsAnswer<{ readonly backup: BackupManifest }>> {
  const { host, root } = place;
  const id = newBackupId(host, order.reason);
  const folder = joinPath(backupsPath(root), makingName(host.identity(), id));
  const ready = await prepareFolder(host, root);
  if (!ready.ok) return cannotWrite(place, order, ready);
  const made = await fill(place, order, { id, folder });
  if (!made.ok) {
    await deleteTree(host, folder);
    return made;
  }
  const named = await host.renameFile(folder, joinPath(backupsPath(root), id));
  if (named.ok) return made;
  await deleteTree(host, folder);
  return cannotWrite(place, order, named);
}

async function fill(
  place: BackupPlace,
  order: BackupOrder,
  { id, folder }: { readonly id: string; readonly folder: string },
): Promise<WsAnswer<{ readonly backup: BackupManifest }>> {
  const { host } = place;
  const copy = joinPath(folder, COPY_NAME);
  const hash = createHash('sha256');
  const written = await host.writeParts(
    copy,
    steps(order, (part) => hash.update(part)),
  );
  if (!written.ok) return cannotWrite(place, order, written);
  if (order.goOn?.() === false) return wsFailed('IO_ERROR', 'the backup was given up', 'Make it again.');
  const sha256 = hash.digest('hex');
  const report = await place.inspect(copy, true);
  const isWhole = (report.kind === 'ok' || report.kind === 'newer') && report.sha256 === sha256;
  if (!isWhole && (order.evenDamaged !== true || !(await readsAs(host, copy, sha256))))
    return wsFailed('BACKUP_CORRUPTED', `the copy is not usable: ${faultOf(report, sha256)}`, 'Run `drift doctor`.');
  for (const { path, content } of order.files ?? []) {
    const kept = await host.writeFile(joinPath(folder, `${FILES_NAME}/${path}`), content);
    if (!kept.ok) return cannotWrite(place, order, kept);
  }
  const note = isWhole ? {} : { damaged: true, note: `taken as it was, although ${faultOf(report, sha256)}` };
  const backup: BackupManifest = {
    id,
    reason: order.reason,
    tier: TIER_OF[order.reason],
    createdAt: host.stamp().at,
    dbBytes: order.image.byteLength,
    sha256,
    schemaVersion: report.schemaVersion,
    driftVersion: place.driftVersion,
    integrityVerified: isWhole,
    ...described(order.files),
    ...note,
  };
  const noted = await host.writeFile(joinPath(folder, MANIFEST_NAME), `${JSON.stringify(backup, null, 2)}\n`);
  return noted.ok ? { ok: true, backup } : cannotWrite(place, order, noted);
}

function described(files: readonly KeptFile[] = []): Pick<BackupManifest, 'files'> {
  if (files.length === 0) return {};
  const sum = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
  return { files: files.map(({ path, content }) => ({ path, bytes: content.byteLength, sha256: sum(content) })) };
}

/** True where a file holds what was written into it: nobody could tell later whether damage is the one that was kept. */
async function readsAs(host: Host, path: string, sha256: string): Promise<boolean> {
  const read = await host.readFile(path);
  return read.ok && createHash('sha256').update(read.value).digest('hex') === sha256;
}

function* steps({ image, onProgress, goOn }: BackupOrder, seen: (part: Uint8Array) => void): Iterable<Uint8Array> {
  for (let at = 0; at < image.byteLength && goOn?.() !== false; at += STEP_BYTES) {
    const part = image.subarray(at, at + STEP_BYTES);
    seen(part);
    yield part;
    // Asked for the next part: this one is written.
    onProgress?.(at + part.byteLength, image.byteLength);
  }
}

function faultOf(report: ImageReport, sha256: string): string {
  if (report.why !== '') return report.why;
  return report.sha256 === sha256 ? `it is ${report.kind}` : 'what was read back is not what was written';
}

/** Makes the folder of the backups and keeps it out of git; a link is refused. */
async function prepareFolder(host: Host, root: string): Promise<HostResult<null>> {
  const path = backupsPath(root);
  const found = await host.stat(path);
  if (found.ok && found.value.kind !== 'directory') {
    const message = `${BACKUP_FOLDER} is no folder; backups follow no link`;
    const hint = `Move ${BACKUP_FOLDER} away; the next backup makes a folder.`;
    return {
      ok: false,
      reason: 'denied',
      problems: [{ code: 'PERMISSION_DENIED', message, file: BACKUP_FOLDER, hint }],
    };
  }
  const made = await host.makeDirectory(path);
  if (!made.ok) return made;
  const ignore = joinPath(path, '.gitignore');
  const known = await host.stat(ignore);
  const kept = known.ok ? known : await host.writeFile(ignore, '# Belongs to this machine.\n*\n');
  if (!kept.ok) return kept;
  await sweepUnfinished(host, root);
  return { ok: true, value: null };
}

/** Names of what processes that ended left unfinished: at once where it is known that they ended, else after a while. */
export async function leftUnfinished(host: Host, root: string): Promise<readonly string[]> {
  const folder = await host.stat(backupsPath(root));
  const listed = folder.ok && folder.value.kind === 'directory' ? await host.readDirectory(backupsPath(root)) : null;
  const left: string[] = [];
  for (const { name } of listed?.ok === true ? listed.value : []) {
    if (!isUnfinished(name)) continue;
    const found = await host.stat(joinPath(backupsPath(root), name));
    const isOld = found.ok && Date.parse(host.stamp().at) - found.value.mtimeMs >= LEFTOVER_MS;
    if (isOld || (found.ok && isAbandoned(host, name))) left.push(name);
  }
  return left.sort();
}

/** Takes away what processes that ended left unfinished; gives how many. */
export async function sweepUnfinished(host: Host, root: string): Promise<number> {
  let gone = 0;
  for (const name of await leftUnfinished(host, root))
    if ((await deleteTree(host, joinPath(backupsPath(root), name))).ok) gone++;
  return gone;
}

/**
 * Looks at a backup: what its copy is now, and in what it differs from what was made; `''` where it does not. One of a
 * damaged database is as it was made and cannot be used all the same: `report` says so.
 */
export async function verifyBackup(
  place: Pick<BackupPlace, 'root' | 'inspect'>,
  manifest: BackupManifest,
  thorough: boolean,
): Promise<{ readonly report: ImageReport; readonly fault: string }> {
  const report = await place.inspect(backupPath(place.root, manifest.id, COPY_NAME), thorough);
  if (report.kind === 'missing' || report.kind === 'unreadable') return { report, fault: report.why };
  if (report.sha256 !== manifest.sha256) return { report, fault: 'its copy is not the one that was made' };
  return { report, fault: report.kind === 'damaged' && manifest.damaged !== true ? report.why : '' };
}

/** Takes a backup away; one that was half taken away is no longer listed. */
export async function removeBackup(host: Host, root: string, id: string): Promise<HostResult<null>> {
  const going = joinPath(backupsPath(root), goingName(id));
  const moved = await host.renameFile(joinPath(backupsPath(root), id), going);
  return moved.ok ? deleteTree(host, going) : moved;
}

function cannotWrite(
  { host, root }: BackupPlace,
  { image }: BackupOrder,
  failed: HostResult<unknown> & { readonly ok: false },
): Promise<ReturnType<typeof wsFailed>> {
  const where = { folder: root, name: 'the workspace', bytes: image.byteLength };
  return notWritten(host, failed, { what: 'the backup was not made', ...where });
}
