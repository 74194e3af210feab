import { wsFailed } from '@drift/shared';
import type { Host, HostResult } from '../../host/host.ts';

const MEBIBYTE = 2 ** 20;

/** What was to be written. */
export interface Unwritten {
  /** What was not done, as the beginning of a sentence. */
  readonly what: string;
  /** The folder it was to lie in, and how it is called. */
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
}

/** A write that failed, as an answer that says what to do about it. */
export async function notWritten(
  host: Host,
  failed: HostResult<unknown> & { readonly ok: false },
  { what, folder, name, bytes }: Unwritten,
): Promise<ReturnType<typeof wsFailed>> {
  const message = `${what}: ${failed.problems[0]?.message ?? failed.reason}`;
  const hint = failed.problems[0]?.hint;
  if (hint !== undefined) return wsFailed('IO_ERROR', message, hint);
  if (failed.reason === 'denied') return wsFailed('IO_ERROR', message, `Give this user write access to ${name}.`);
  if (failed.reason !== 'full') return wsFailed('IO_ERROR', message, `Check ${name} and its disk.`);
  const free = await host.freeBytes(folder);
  const wanted = Math.max(1, Math.ceil((bytes - (free.ok ? free.value : 0)) / MEBIBYTE));
  return wsFailed('DISK_FULL', message, `Free at least ${wanted} MiB where ${name} lies.`);
}
