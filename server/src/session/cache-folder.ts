import { createHash } from 'node:crypto';
import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { CACHE_FOLDER, DRIFT_FOLDER } from './drift-folder.ts';

/** Where what is kept of a root lies. */
export interface CacheFolder {
  readonly path: string;
  /** Files beside the segments that say what the folder is, by path; written before the first segment. */
  readonly labels: ReadonlyMap<string, string>;
  /** The folder that holds one folder for each root, where this is one of them. */
  readonly home: string | null;
}

const SEGMENTS = 'facts';
const LABEL = 'root.txt';

/**
 * Below `.drift` where the root has that folder, else below the home: a plain project gets no file of ours. `null` where
 * there is neither.
 */
export async function cacheFolderOf(host: Host, root: string): Promise<CacheFolder | null> {
  if (await isOwn(host, root)) {
    const cache = joinPath(root, CACHE_FOLDER);
    const labels = new Map([[joinPath(cache, '.gitignore'), '# Belongs to this machine; may be deleted.\n*\n']]);
    return { path: joinPath(cache, SEGMENTS), labels, home: null };
  }
  return homeFolderOf(host, root);
}

/** The folder of a root below the home; `null` where there is no home. */
export function homeFolderOf(host: Host, root: string): CacheFolder | null {
  const user = host.homeDirectory();
  if (user === null) return null;
  const home = joinPath(user, CACHE_FOLDER);
  const path = joinPath(home, createHash('sha256').update(root).digest('hex').slice(0, 16));
  return { path, labels: new Map([[joinPath(path, LABEL), `${root}\n`]]), home };
}

/** True when the root has a `.drift` folder and nothing on the way below it is a link: links may lead anywhere. */
export async function isOwn(host: Host, root: string): Promise<boolean> {
  const [drift, ...below] = [DRIFT_FOLDER, CACHE_FOLDER, `${CACHE_FOLDER}/${SEGMENTS}`];
  const first = await host.stat(joinPath(root, drift));
  if (!first.ok || first.value.kind !== 'directory') return false;
  for (const part of below) {
    const found = await host.stat(joinPath(root, part));
    if (found.ok ? found.value.kind !== 'directory' : found.reason !== 'missing') return false;
  }
  return true;
}

/** Writes what is missing of the labels; true when one was. */
export async function label(host: Host, { labels }: CacheFolder): Promise<boolean> {
  let isNew = false;
  for (const [path, text] of labels) {
    const found = await host.stat(path);
    if (found.ok || found.reason !== 'missing') continue;
    await host.writeFile(path, text);
    isNew = true;
  }
  return isNew;
}

/** Takes away what was kept of roots that are gone. */
export async function sweepHome(host: Host, home: string): Promise<void> {
  const listed = await host.readDirectory(home);
  for (const entry of listed.ok ? listed.value : []) {
    if (entry.kind !== 'directory' || !/^[0-9a-f]{16}$/.test(entry.name)) continue;
    const folder = joinPath(home, entry.name);
    const read = await host.readFile(joinPath(folder, LABEL));
    if (!read.ok) continue;
    const root = await host.stat(decodeText(read.value).text.replace(/\n$/, ''));
    if (!root.ok && root.reason === 'missing') await empty(host, folder);
  }
}

async function empty(host: Host, folder: string): Promise<void> {
  const listed = await host.readDirectory(folder);
  for (const entry of listed.ok ? listed.value : []) await host.deleteEntry(joinPath(folder, entry.name));
  await host.deleteEntry(folder);
}
