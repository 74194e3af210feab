import type { DismissalReason, FeedbackRecord, FindingRecord, RuleId, RuleRecord } from '@drift/shared';
import { abuseEvents, windowStart } from './abuse.ts';
import { DELTAS, IMPLICIT_CAP } from './parameters.ts';
import { dayOf, isOnFinding, undoneIds } from './standing.ts';

/** What people's actions add to the Beta posterior of a convention. */
export interface FeedbackDelta {
  readonly alpha: number;
  readonly beta: number;
  /** What Drift inferred by itself, to be capped by the evidence before it is added. */
  readonly implicitAlpha: number;
  readonly implicitBeta: number;
}

interface Change {
  readonly alpha: number;
  readonly beta: number;
}

const NONE: Change = { alpha: 0, beta: 0 };

/**
 * What is to be added to the posterior of each rule, from records in order of time. The last action on a finding counts;
 * an author has one vote a rule and day, the mean of what was done that day; a flagged author's doubts are held back.
 * A pure function of the records: adding it to freshly counted evidence neither erases nor doubles it.
 */
export function feedbackDeltas(records: readonly FeedbackRecord[]): ReadonlyMap<RuleId, FeedbackDelta> {
  const flagged = new Set(abuseEvents(records).map((e) => e.author));
  const heldFrom = windowStart(records);
  const out = new Map<RuleId, FeedbackDelta>();
  for (const votes of ballots(records).values()) {
    const first = votes[0];
    if (first === undefined) continue;
    const isHeld = flagged.has(first.author) && dayOf(first) >= heldFrom;
    const changes = votes.map(changeOf);
    const alpha = mean(changes.map((c) => c.alpha));
    const beta = isHeld ? 0 : mean(changes.map((c) => c.beta));
    const before = out.get(first.ruleId) ?? { alpha: 0, beta: 0, implicitAlpha: 0, implicitBeta: 0 };
    out.set(
      first.ruleId,
      isImplicit(first)
        ? { ...before, implicitAlpha: before.implicitAlpha + alpha, implicitBeta: before.implicitBeta + beta }
        : { ...before, alpha: before.alpha + alpha, beta: before.beta + beta },
    );
  }
  return out;
}

/** The delta for a convention with `n` pieces of evidence: the inferred part weighs at most a tenth of them. */
export function cappedDelta(delta: FeedbackDelta, n: number): { readonly alpha: number; readonly beta: number } {
  const implicit = delta.implicitAlpha + delta.implicitBeta;
  const share = implicit === 0 ? 0 : Math.min(1, (IMPLICIT_CAP * n) / implicit);
  return { alpha: delta.alpha + delta.implicitAlpha * share, beta: delta.beta + delta.implicitBeta * share };
}

type Vote = FindingRecord | RuleRecord;

/** Votes by author, rule, day and kind; what changes nothing is no vote. */
function ballots(records: readonly FeedbackRecord[]): ReadonlyMap<string, readonly Vote[]> {
  const undone = undoneIds(records);
  const lastOfFinding = new Map<string, string>();
  for (const r of records) if (isOnFinding(r) && !undone.has(r.id)) lastOfFinding.set(r.finding, r.id);
  const out = new Map<string, Vote[]>();
  for (const record of records) {
    if (record.action === 'undone' || undone.has(record.id)) continue;
    if (isOnFinding(record) && lastOfFinding.get(record.finding) !== record.id) continue;
    if (changeOf(record) === NONE) continue;
    const kind = isOnFinding(record) ? (isImplicit(record) ? 'implicit' : 'action') : 'decision';
    const key = `${record.author}\0${record.ruleId}\0${dayOf(record)}\0${kind}`;
    const known = out.get(key);
    if (known === undefined) out.set(key, [record]);
    else known.push(record);
  }
  return out;
}

function isImplicit(record: Vote): boolean {
  return isOnFinding(record) && (record.source === 'scan' || record.source === 'inaction');
}

function changeOf(record: Vote): Change {
  const isInferred = isImplicit(record);
  switch (record.action) {
    case 'fixed':
    case 'auto_fixed':
      return { alpha: isInferred ? DELTAS.implicitPositive : DELTAS.positive, beta: 0 };
    case 'escalated':
      return { alpha: DELTAS.positive, beta: 0 };
    case 'ignored':
      return { alpha: 0, beta: isInferred ? DELTAS.implicitNegative : DELTAS.weakNegative };
    case 'suppressed':
      return { alpha: 0, beta: DELTAS.suppressed };
    case 'dismissed':
      return dismissalChange(record.reason);
    case 'approved':
      return { alpha: DELTAS.approved, beta: 0 };
    case 'rejected':
      return { alpha: 0, beta: DELTAS.rejected };
    case 're_enabled':
      return NONE;
  }
}

function dismissalChange(reason: DismissalReason | undefined): Change {
  switch (reason) {
    case 'false_positive':
      return { alpha: 0, beta: DELTAS.falsePositive };
    case 'not_applicable':
    case undefined:
      return { alpha: 0, beta: DELTAS.weakNegative };
    case 'wont_fix':
    case 'duplicate':
      return NONE;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
