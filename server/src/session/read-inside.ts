import type { Problem } from '@drift/shared';
import type { Host, HostResult } from '../host/host.ts';
import { isInside, joinPath } from '../host/paths.ts';

/** Reads a file of a root by its relative path, unless it is a link that leads out of the root. */
export async function readInside(host: Host, root: string, file: string): Promise<HostResult<Uint8Array>> {
  const path = joinPath(root, file);
  const [real, realRoot] = await Promise.all([host.realPath(path), host.realPath(root)]);
  if (real.ok && realRoot.ok && !isInside(realRoot.value, real.value)) {
    const problem: Problem = {
      code: 'CONFIG_ERROR',
      message: `${file} is a link that leads out of the workspace; it was not read`,
    };
    return { ok: false, reason: 'denied', problems: [problem] };
  }
  return host.readFile(path);
}
