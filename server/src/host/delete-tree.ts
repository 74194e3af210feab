import type { Host, HostResult } from './host.ts';
import { joinPath } from './paths.ts';

/** Takes a directory away with everything in it; links go, what they lead to stays. Stops at the first failure. */
export async function deleteTree(host: Host, path: string): Promise<HostResult<null>> {
  const found = await host.stat(path);
  if (!found.ok) return found.reason === 'missing' ? { ok: true, value: null } : found;
  if (found.value.kind === 'directory') {
    const listed = await host.readDirectory(path);
    if (!listed.ok) return listed;
    for (const { name } of listed.value) {
      const done = await deleteTree(host, joinPath(path, name));
      if (!done.ok) return done;
    }
  }
  return host.deleteEntry(path);
}
