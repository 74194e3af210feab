import { createHash } from 'node:crypto';
import {
  backupManifestSchema,
  CONFIRMATION,
  EXPORT_FORMAT,
  type ExportManifest,
  exportFormatSchema,
  exportManifestSchema,
  type WsExportAnswer,
  type WsReplacedAnswer,
  wsFailed,
} from '@drift/shared';
import type { HostResult } from '../../host/host.ts';
import { joinPath, parentPath } from '../../host/paths.ts';
import { BACKUP_FOLDER, COPY_NAME, MANIFEST_NAME } from '../../store/database/backup-names.ts';
import { notWritten } from '../../store/database/not-written.ts';
import { DATABASE_FILE, DRIFT_FOLDER, hasDriftFolder } from '../drift-folder.ts';
import { putInPlace, unconfirmed } from './backup-actions.ts';
import { failedWith, notInitialized, type WsFailure, type WsPlace } from './place.ts';

const MAX_MANIFEST_BYTES = 65_536;

/** `drift/ws.export`: a packed image and what says what it is, in a new folder. */
export async function exportTo(place: WsPlace, outputPath: string): Promise<WsExportAnswer> {
  const { host, root, database } = place;
  if (!(await hasDriftFolder(host, root))) return notInitialized();
  if (!(await host.stat(joinPath(root, DATABASE_FILE))).ok && database.state.mode !== 'writer')
    return wsFailed('STORAGE_ERROR', 'there is no database yet, so there is nothing to export', 'Run `drift check`.');
  const present = await place.inspect(joinPath(root, DATABASE_FILE), false);
  if (present.kind === 'newer')
    return wsFailed(
      'SCHEMA_TOO_NEW',
      `nothing was exported: the database has schema ${present.schemaVersion}; this Drift knows ${present.latestSchema}`,
      'Upgrade Drift; `drift backup create` keeps the database as it is.',
    );
  const unfit = await unfitFor(place, outputPath);
  if (unfit !== null) return unfit;
  const exported = await database.exportBytes('packed');
  const size = exported.ok ? await database.size() : exported;
  if (!exported.ok) return failedWith(place, exported.problems);
  if (!size.ok) return failedWith(place, size.problems);
  const done = await write(place, outputPath, { image: exported.value, rows: size.value.rows });
  if (done.ok) return done;
  // Half of an export is in the way of the next one. What somebody else put there meanwhile keeps the folder.
  for (const name of [COPY_NAME, MANIFEST_NAME]) await host.deleteEntry(joinPath(outputPath, name));
  await host.deleteEntry(outputPath);
  return done;
}

/** An export makes a folder of its own, in one that is there: a slip of the pen would make a whole tree of them. */
async function unfitFor({ host, root }: WsPlace, outputPath: string): Promise<WsFailure | null> {
  if ((await host.stat(outputPath)).ok)
    return wsFailed('IO_ERROR', `${outputPath} is there already`, 'Name a folder that is not.');
  const parent = parentPath(outputPath);
  const real = await host.realPath(parent);
  const found = real.ok ? await host.stat(real.value) : real;
  for (const own of [DRIFT_FOLDER, BACKUP_FOLDER]) {
    const folder = await host.realPath(joinPath(root, own));
    if (real.ok && folder.ok && (real.value === folder.value || isBelow(folder.value, real.value)))
      return wsFailed('IO_ERROR', `nothing was exported: ${own} is for what Drift keeps itself`, 'Name another place.');
  }
  if (found.ok && found.value.kind === 'directory') return null;
  const what = found.ok ? 'is no folder' : found.reason === 'missing' ? 'is not there' : 'cannot be looked at';
  return wsFailed('IO_ERROR', `nothing was exported: ${parent} ${what}`, 'Make it, or name a place in another folder.');
}

/** True for a path inside a folder; both are real paths. */
function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder) && /^[\\/]/.test(path.slice(folder.length));
}

async function write(
  place: WsPlace,
  outputPath: string,
  { image, rows }: { readonly image: Uint8Array; readonly rows: Readonly<Record<string, number>> },
): Promise<WsExportAnswer> {
  const { host, onProgress } = place;
  const copy = joinPath(outputPath, COPY_NAME);
  const where = { folder: parentPath(outputPath), name: parentPath(outputPath), bytes: image.byteLength };
  const failed = (result: HostResult<unknown> & { readonly ok: false }) =>
    notWritten(host, result, { what: `nothing was exported to ${outputPath}`, ...where });
  const written = await host.writeParts(copy, inSteps(image, onProgress));
  if (!written.ok) return failed(written);
  const report = await place.inspect(copy, true);
  const sha256 = sha256Of(image);
  if (report.kind !== 'ok' || report.sha256 !== sha256)
    return wsFailed(
      'EXPORT_CORRUPTED',
      `what was written is not usable: ${report.why || 'it reads differently'}`,
      'Look at that disk.',
    );
  const manifest: ExportManifest = {
    format: EXPORT_FORMAT,
    createdAt: host.stamp().at,
    driftVersion: place.driftVersion,
    schemaVersion: report.schemaVersion,
    dbBytes: image.byteLength,
    sha256,
    rows: { ...rows },
  };
  const described = await host.writeFile(joinPath(outputPath, MANIFEST_NAME), `${JSON.stringify(manifest, null, 2)}\n`);
  return described.ok ? { ok: true, manifest, path: outputPath } : failed(described);
}

/** `drift/ws.import`: puts an exported image in place of the present one, which is kept. */
export async function importFrom(
  place: WsPlace,
  inputPath: string,
  confirm: string | undefined,
): Promise<WsReplacedAnswer> {
  const { host } = place;
  if (!(await host.stat(inputPath)).ok)
    return wsFailed('IO_ERROR', `${inputPath} is not there`, 'Name a folder that `drift ws export` has made.');
  const manifest = await readExport(place, inputPath);
  if ('why' in manifest)
    return wsFailed(manifest.code, `${inputPath} cannot be imported: ${manifest.why}`, manifest.hint);
  const copy = joinPath(inputPath, COPY_NAME);
  const report = await place.inspect(copy, true);
  if (report.kind === 'newer')
    return wsFailed(
      'SCHEMA_TOO_NEW',
      `${inputPath} has schema ${report.schemaVersion}; this Drift knows ${report.latestSchema}`,
      'Upgrade Drift.',
    );
  const corrupted = (why: string): WsFailure =>
    wsFailed('IMPORT_CORRUPTED', `${inputPath} cannot be imported: ${why}`, 'Export it again.');
  if (report.kind !== 'ok') return corrupted(report.why);
  const image = await host.readFile(copy);
  if (!image.ok) return wsFailed('IO_ERROR', image.problems[0]?.message ?? '', 'Check its permissions.');
  // The bytes that will be put in place: what lies there may change after it was looked at.
  if (sha256Of(image.value) !== manifest.sha256) return corrupted('its image is not the one that was exported');
  if (confirm !== CONFIRMATION) return unconfirmed('replace the database');
  const put = await putInPlace(place, image.value);
  if (!put.ok) return put;
  await place.database.event('imported', `made by Drift ${manifest.driftVersion} at ${manifest.createdAt}`);
  await place.database.flush();
  return { ok: true, safetyBackupId: put.backup?.id ?? null, note: put.note };
}

/** Why something is no export, and what to do. */
interface NoExport {
  readonly code: 'IMPORT_CORRUPTED' | 'SCHEMA_TOO_NEW';
  readonly why: string;
  readonly hint: string;
}

async function readExport({ host }: WsPlace, inputPath: string): Promise<ExportManifest | NoExport> {
  const no = (why: string, hint = 'Export it again.'): NoExport => ({ code: 'IMPORT_CORRUPTED', why, hint });
  const read = await host.readHead(joinPath(inputPath, MANIFEST_NAME), MAX_MANIFEST_BYTES);
  if (!read.ok) return no(read.reason === 'missing' ? 'there is no manifest in it' : 'its manifest cannot be read');
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(read.value));
  } catch {
    return no('its manifest is damaged');
  }
  const manifest = exportManifestSchema.safeParse(parsed);
  if (manifest.success) return manifest.data;
  if (backupManifestSchema.safeParse(parsed).success)
    return no('it is a backup', '`drift backup restore` brings it back.');
  if ((exportFormatSchema.safeParse(parsed).data?.format ?? 0) > EXPORT_FORMAT)
    return { code: 'SCHEMA_TOO_NEW', why: 'a newer Drift has made it', hint: 'Upgrade Drift.' };
  return no('its manifest is damaged');
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const STEP_BYTES = 4 * 2 ** 20;

function* inSteps(image: Uint8Array, onProgress: WsPlace['onProgress']): Iterable<Uint8Array> {
  for (let at = 0; at < image.byteLength; at += STEP_BYTES) {
    yield image.subarray(at, at + STEP_BYTES);
    onProgress(Math.min(at + STEP_BYTES, image.byteLength), image.byteLength);
  }
}
