import type { FailureReason, HostResult } from './host.ts';
import { errorCode } from './narrow.ts';

const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);
const DENIED: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** A failed file operation as a value; `action` reads after "could not", as in "read". */
export function failureOf(error: unknown, action: string, path: string): HostResult<never> {
  const code = errorCode(error);
  if (MISSING.has(code)) return failure('missing', `could not ${action}: no such file`, path);
  if (code === 'EROFS') return failure('denied', `could not ${action}: the file system is read-only (EROFS)`, path);
  if (DENIED.has(code)) return failure('denied', `could not ${action}: permission denied`, path);
  if (FULL.has(code)) return failure('full', `could not ${action}: no space left (${code})`, path);
  return failure('failed', `could not ${action}: ${code || String(error)}`, path);
}

function failure(reason: FailureReason, message: string, file: string): HostResult<never> {
  const code = reason === 'denied' ? 'PERMISSION_DENIED' : 'SCAN_ERROR';
  return { ok: false, reason, problems: [{ code, message, file }] };
}
