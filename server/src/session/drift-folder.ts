import type { Host, HostResult } from '../host/host.ts';
import { isInside, joinPath } from '../host/paths.ts';

/** Drift's own folder in a root. */
export const DRIFT_FOLDER = '.drift';
/** Where the half of it lies that belongs to one machine. */
export const LOCAL_FOLDER = `${DRIFT_FOLDER}/local`;

/** The database. */
export const DATABASE_FILE = `${DRIFT_FOLDER}/drift.db`;

/** Where it keeps what can be worked out again; also below the home, for roots without the folder. */
export const CACHE_FOLDER = `${DRIFT_FOLDER}/cache`;

/** Files that keep the halves apart, by path from the root. */
export const KEEPERS: ReadonlyMap<string, string> = new Map([
  [
    `${DRIFT_FOLDER}/.gitignore`,
    '# What belongs to one machine; everything else here is meant to be committed.\n/local/\n/cache/\n/logs/\n/drift.db*\n/*.lock\n/*.journal\n',
  ],
  [
    `${DRIFT_FOLDER}/.gitattributes`,
    '# Both sides of a merge keep their records.\nfeedback.jsonl text eol=lf merge=union\nbaseline.txt text eol=lf merge=union\n',
  ],
]);

/** True for files of the folder that Drift itself writes and no finding depends on. */
export function isKeptByDrift(file: string): boolean {
  return KEEPERS.has(file) || file.startsWith(`${LOCAL_FOLDER}/`) || file.startsWith(`${CACHE_FOLDER}/`);
}

/** True when a root has the folder. */
export async function hasDriftFolder(host: Host, root: string): Promise<boolean> {
  const found = await host.stat(joinPath(root, DRIFT_FOLDER));
  return found.ok && found.value.kind === 'directory';
}

/** Writes what names the local half, where it is missing; never through a link. Failing to do so costs nothing that was recorded. */
export async function keepHalvesApart(host: Host, root: string): Promise<void> {
  const folder = await host.stat(joinPath(root, DRIFT_FOLDER));
  if (folder.ok && folder.value.kind !== 'directory') return;
  for (const [file, text] of KEEPERS) {
    const path = joinPath(root, file);
    const found = await host.stat(path);
    if (!found.ok && found.reason === 'missing') await host.writeFile(path, text);
  }
}

/** The path of a file below the root, or a failure when a link leads out of it or nowhere. */
export async function pathInside(host: Host, root: string, file: string): Promise<HostResult<string>> {
  const path = joinPath(root, file);
  const realRoot = await host.realPath(root);
  if (!realRoot.ok) return realRoot;
  for (const part of [joinPath(root, file.slice(0, file.lastIndexOf('/'))), path]) {
    const real = await host.realPath(part);
    if (real.ok && !isInside(realRoot.value, real.value)) return leadsOut(file);
    if (real.ok) continue;
    if (real.reason !== 'missing') return real;
    // Writing through a link to nothing would make a file where it points.
    const found = await host.stat(part);
    if (found.ok && found.value.kind === 'link') return leadsOut(file);
  }
  return { ok: true, value: path };
}

function leadsOut(file: string): HostResult<never> {
  const message = `${file} is a link that leads out of the workspace`;
  return { ok: false, reason: 'denied', problems: [{ code: 'PERMISSION_DENIED', message, file }] };
}
