import type { FileId } from '@drift/shared';
import type { DirectoryEntry, Host, HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import type { ScannedFile, ScanOptions } from './scan-result.ts';
import { scanWorkspace } from './scan-workspace.ts';

/**
 * What a scan says of one file; of one that exists only in an editor, as if it lay on disk. `null` when it would be left
 * out. The same walk with the same ignore rules, but down one path only: the cost is that of its directories.
 */
export async function scanOne(
  host: Host,
  root: string,
  file: FileId,
  options: ScanOptions,
): Promise<ScannedFile | null> {
  const segments = file.split('/');
  const target = joinPath(root, file);
  const next = new Map(segments.map((name, k) => [joinPath(root, segments.slice(0, k).join('/')), name]));
  const imagined: Host = {
    ...host,
    stat: async (path) => {
      const found = await host.stat(path);
      return found.ok || path !== target
        ? found
        : { ok: true, value: { kind: 'file', size: 0, mtimeMs: 0, ctimeMs: 0, identity: target, readable: true } };
    },
    readDirectory: async (path) => {
      const name = next.get(path);
      const listed = await host.readDirectory(path);
      return name === undefined ? listed : onlyTowards(listed, name, joinPath(path, name) === target);
    },
  };
  const result = await scanWorkspace(imagined, root, options, new AbortController().signal);
  return result.files.find((f) => f.file === file) ?? null;
}

/** The entries of a directory less every folder but the one on the way; files stay, for they steer the ignore rules. */
function onlyTowards(
  listed: HostResult<readonly DirectoryEntry[]>,
  name: string,
  isFile: boolean,
): HostResult<readonly DirectoryEntry[]> {
  const entries = listed.ok ? listed.value : [];
  const others = entries.filter((e) => e.kind === 'file' && e.name !== name);
  const itself = entries.find((e) => e.name === name) ?? { name, kind: isFile ? 'file' : 'directory' };
  return { ok: true, value: [...others, itself] };
}
