import type { Problem } from '@drift/shared';
import type { HostResult } from '../../host/host.ts';

const FULL: RegExp = /database or disk is full|out of memory/i;

/** What SQLite said, as a problem. */
export function databaseProblem(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  if (FULL.test(message)) {
    return {
      code: 'DISK_FULL',
      message: `the database has no room for more: ${message}`,
      hint: 'Delete .drift/drift.db*; it fills itself again.',
    };
  }
  return { code: 'STORAGE_ERROR', message: `the database could not do it: ${message}` };
}

/** A file operation of the database that failed, as a problem. */
export function fileProblem(failed: HostResult<unknown> & { readonly ok: false }, what: string): Problem {
  const message = failed.problems[0]?.message ?? failed.reason;
  if (failed.reason === 'full') {
    return { code: 'DISK_FULL', message: `${what} could not be written: the disk is full`, hint: 'Free some space.' };
  }
  const hint = failed.reason === 'denied' ? { hint: 'Check the permissions of .drift.' } : {};
  return { code: 'STORAGE_ERROR', message: `${what}: ${message}`, ...hint };
}

/** True where there was no memory for what was to be done, which says nothing about the bytes it was to be done with. */
export function lacksMemory(error: unknown): boolean {
  return error instanceof Error && (error.name === 'RangeError' || /out of memory|\(OOM\)/i.test(error.message));
}

/** True for errors after which the WASM memory cannot be trusted any more. */
export function isFatal(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return (
    name === 'RuntimeError' || name === 'RangeError' || (error instanceof Error && /^Aborted\(/.test(error.message))
  );
}
