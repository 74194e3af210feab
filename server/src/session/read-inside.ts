import type { Problem } from '@drift/shared';
import type { Host, HostResult } from '../host/host.ts';
import { isInside, joinPath } from '../host/paths.ts';

/** Bytes of a file that steers Drift: what is larger was not written by a person. */
export const MAX_STEERING_BYTES = 4 * 1024 * 1024;

/** Reads a file of a root by its relative path, unless it is a link that leads out of the root or far too large. */
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
  const tooLarge = await oversize(host, real.ok ? real.value : path, file);
  return tooLarge === null ? host.readFile(path) : { ok: false, reason: 'failed', problems: [tooLarge] };
}

/** What is said of a file that steers Drift and is too large to be read; `null` for others. */
export async function oversize(host: Host, path: string, file: string): Promise<Problem | null> {
  const stat = await host.stat(path);
  if (!stat.ok || stat.value.size <= MAX_STEERING_BYTES) return null;
  return {
    code: 'CONFIG_ERROR',
    message: `the file is over ${MAX_STEERING_BYTES / 1024 / 1024} MiB; it was not read`,
    file,
    hint: 'No such file is that large: look at what lies there.',
  };
}
