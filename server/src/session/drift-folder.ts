import type { Host, HostResult } from '../host/host.ts';
import { isInside, joinPath } from '../host/paths.ts';

/** Drift's own folder in a root. */
export const DRIFT_FOLDER = '.drift';
/** Where the half of it lies that belongs to one machine. */
export const LOCAL_FOLDER = `${DRIFT_FOLDER}/local`;

/** Files that keep the halves apart, by path from the root. */
const KEEPERS: ReadonlyMap<string, string> = new Map([
  [
    `${DRIFT_FOLDER}/.gitignore`,
    '# What belongs to one machine; everything else here is meant to be committed.\n/local/\n/cache/\n/logs/\n/drift.db*\n/*.lock\n/*.journal\n',
  ],
  [
    `${DRIFT_FOLDER}/.gitattributes`,
    '# Both sides of a merge keep their records.\nfeedback.jsonl text eol=lf merge=union\n',
  ],
]);

/** True for files of the folder that Drift itself writes and no finding depends on. */
export function isKeptByDrift(file: string): boolean {
  return KEEPERS.has(file) || file.startsWith(`${LOCAL_FOLDER}/`);
}

/** True when a root has the folder. */
export async function hasDriftFolder(host: Host, root: string): Promise<boolean> {
  const found = await host.stat(joinPath(root, DRIFT_FOLDER));
  return found.ok && found.value.kind === 'directory';
}

/** Writes what names the local half, where it is missing. Failing to do so costs nothing that was recorded. */
export async function keepHalvesApart(host: Host, root: string): Promise<void> {
  for (const [file, text] of KEEPERS) {
    const path = joinPath(root, file);
    const found = await host.stat(path);
    if (!found.ok && found.reason === 'missing') await host.writeFile(path, text);
  }
}

/** The path of a file below the root, or a failure when a link leads out of it. */
export async function pathInside(host: Host, root: string, file: string): Promise<HostResult<string>> {
  const path = joinPath(root, file);
  const realRoot = await host.realPath(root);
  for (const part of [path, joinPath(root, file.slice(0, file.lastIndexOf('/')))]) {
    const real = await host.realPath(part);
    if (real.ok && realRoot.ok && !isInside(realRoot.value, real.value)) {
      const problems = [
        { code: 'PERMISSION_DENIED' as const, message: `${file} is a link that leads out of the workspace`, file },
      ];
      return { ok: false, reason: 'denied', problems };
    }
  }
  return { ok: true, value: path };
}
