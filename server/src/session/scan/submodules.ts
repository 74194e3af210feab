import { joinPath } from '../../host/paths.ts';
import { decodeText } from '../../syntax/decode-text.ts';
import { unreadable } from './scan-problems.ts';
import type { ScanState } from './scan-state.ts';

/** Where git writes down which directories are repositories of their own. */
export const SUBMODULES_FILE = '.gitmodules';
const MAX_BYTES = 1_048_576;

/** The directories below the root that are submodules, by their paths. What cannot be read lands in the problems. */
export async function readSubmodules({
  host,
  root,
  problems,
}: Pick<ScanState, 'host' | 'root' | 'problems'>): Promise<ReadonlySet<string>> {
  const head = await host.readHead(joinPath(root, SUBMODULES_FILE), MAX_BYTES);
  if (!head.ok) {
    if (head.reason !== 'missing') problems.push(unreadable(SUBMODULES_FILE, head.reason));
    return new Set();
  }
  const { text } = decodeText(head.value);
  return new Set(text.split('\n').flatMap(pathIn));
}

/** `path = "libs/a"` names a directory; other lines name none. */
function pathIn(line: string): readonly string[] {
  const at = line.indexOf('=');
  if (at < 0 || line.slice(0, at).trim() !== 'path') return [];
  const path = line.slice(at + 1).trim();
  return [path.replaceAll('"', '').replace(/\/$/, '')];
}

/** Whether a path lies in one of them: in another repository, with a history and habits of its own. */
export function isInSubmodule(submodules: ReadonlySet<string>, path: string): boolean {
  if (submodules.size === 0) return false;
  for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1))
    if (submodules.has(path.slice(0, cut))) return true;
  return false;
}
