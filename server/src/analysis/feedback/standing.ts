import type { DismissalReason, FeedbackRecord, FindingAction, FindingRecord } from '@drift/shared';
import { DAY_MS } from './parameters.ts';
import { timeOf } from './parse-feedback.ts';

/** Days since 1970 on which a record was made, in UTC. */
export function dayOf(record: FeedbackRecord): number {
  return Math.floor(timeOf(record) / DAY_MS);
}

/** A day as people write it. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

/** Ids of the records that were undone. */
export function undoneIds(records: readonly FeedbackRecord[]): ReadonlySet<string> {
  return new Set(records.flatMap((r) => (r.action === 'undone' ? [r.undoes] : [])));
}

/** True for the record of an action on a finding. */
export function isOnFinding(record: FeedbackRecord): record is FindingRecord {
  switch (record.action) {
    case 'undone':
    case 're_enabled':
    case 'approved':
    case 'rejected':
      return false;
    case 'fixed':
    case 'auto_fixed':
    case 'dismissed':
    case 'ignored':
    case 'suppressed':
    case 'escalated':
      return true;
  }
}

/** The actions on findings that were not undone, in the order given. */
export function standingActions(records: readonly FeedbackRecord[]): readonly FindingRecord[] {
  const undone = undoneIds(records);
  return records.filter(isOnFinding).filter((r) => !undone.has(r.id));
}

/** Marks and what was left lying say nothing about whether a finding is dismissed. */
const DECISIVE: ReadonlySet<FindingAction> = new Set(['fixed', 'auto_fixed', 'dismissed', 'escalated']);

/** Findings whose last decision is a dismissal, with the record of it. Records must be in order of time. */
export function standingDismissals(records: readonly FeedbackRecord[]): ReadonlyMap<string, FindingRecord> {
  const out = new Map<string, FindingRecord>();
  for (const record of standingActions(records)) {
    if (!DECISIVE.has(record.action)) continue;
    if (record.action === 'dismissed') out.set(record.finding, record);
    else out.delete(record.finding);
  }
  return out;
}

/** A dismissal's reason as counts name it. */
export function reasonOf(record: FindingRecord): DismissalReason | 'no_reason' {
  return record.reason ?? 'no_reason';
}
