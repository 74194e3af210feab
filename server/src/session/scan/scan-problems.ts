import type { Problem } from '@drift/shared';
import type { FailureReason } from '../../host/host.ts';
import type { ScanState } from './scan-state.ts';

/** What is reported for a file or directory that exists and cannot be read. */
export function unreadable(file: string, reason: FailureReason): Problem {
  return reason === 'denied'
    ? { code: 'PERMISSION_DENIED', message: 'Drift could not read this: permission denied', file }
    : { code: 'SCAN_ERROR', message: 'Drift could not read this', file };
}

/** Counts and reports a file or directory that exists and cannot be read. */
export function noteUnreadable(state: ScanState, file: string, reason: FailureReason): void {
  state.unreadable += 1;
  state.problems.push(unreadable(file, reason));
}

/** Counts an entry that is gone and reports one that cannot be looked at. */
export function noteFailure(state: ScanState, file: string, reason: FailureReason): void {
  if (reason !== 'missing') {
    noteUnreadable(state, file, reason);
    return;
  }
  // A name that is not valid Unicode reaches us with replacement characters and can no longer be opened.
  if (file.includes('\uFFFD')) {
    state.invalidName += 1;
    state.problems.push({ code: 'SCAN_ERROR', message: 'the name of this file is not valid Unicode', file });
  } else state.vanished += 1;
}
