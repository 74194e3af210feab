import { byCodeUnit, type FeedbackRecord, type FindingRecord, type HealthState, type RuleId } from '@drift/shared';
import { type FalsePositives, falsePositives } from './false-positive-rate.ts';
import {
  ALERT_RATE,
  CRITICAL_RATE,
  DISABLE_AFTER_DAYS,
  MIN_EVALUATIONS,
  RULE_WINDOW_DAYS,
  TREND_STEP,
  WARNING_RATE,
} from './parameters.ts';
import { dateOf, dayOf, isOnFinding } from './standing.ts';

/** Where the rate of a rule is going; `unknown` while either window holds too little. */
export type Trend = 'improving' | 'stable' | 'declining' | 'unknown';

/** How one rule fares with the people who see it. */
export interface RuleHealth {
  readonly ruleId: RuleId;
  readonly state: HealthState;
  readonly counts: FalsePositives;
  /** The same of what was said after somebody switched the rule on again. */
  readonly fresh: FalsePositives;
  /** First day of the present stretch above the limit, or `null`. */
  readonly aboveSince: string | null;
  /** Day on which the records switched the rule off, or `null`. */
  readonly disabledSince: string | null;
  readonly trend: Trend;
}

/** What the records cannot say about rules. */
export interface RuleTraits {
  /** True for rules that no record may switch off. */
  readonly isProtected: (rule: RuleId) => boolean;
  /** True for rules a person switched off. */
  readonly isOff: (rule: RuleId) => boolean;
}

interface Action {
  readonly record: FindingRecord;
  readonly day: number;
  /** Day on which it was undone; infinite when it stands. */
  readonly undoneOn: number;
}

interface RuleHistory {
  readonly actions: Action[];
  readonly reEnabledOn: Set<number>;
}

/** Days in a row on which the rate was above the limit. */
interface Stretch {
  readonly since: number;
  readonly evaluations: number;
}

/**
 * The health of every rule that occurs in the records (in order of time), by replaying them: after each day that has
 * records every rule is looked at once. Nothing but the records enters: all windows end at the newest one.
 * O(days x records in a window).
 */
export function healthOf(records: readonly FeedbackRecord[], traits: RuleTraits): readonly RuleHealth[] {
  const days = [...new Set(records.map(dayOf))].sort((a, b) => a - b);
  const histories = historiesOf(records);
  return [...histories]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([rule, history]) => replay(rule, history, days, traits));
}

function historiesOf(records: readonly FeedbackRecord[]): ReadonlyMap<RuleId, RuleHistory> {
  const undoneOn = new Map<string, number>();
  for (const r of records) if (r.action === 'undone' && !undoneOn.has(r.undoes)) undoneOn.set(r.undoes, dayOf(r));
  const out = new Map<RuleId, RuleHistory>();
  for (const record of records) {
    if (record.action === 'undone') continue;
    const known = out.get(record.ruleId) ?? { actions: [], reEnabledOn: new Set<number>() };
    out.set(record.ruleId, known);
    const day = dayOf(record);
    if (isOnFinding(record)) {
      known.actions.push({ record, day, undoneOn: undoneOn.get(record.id) ?? Number.POSITIVE_INFINITY });
    } else if (record.action === 're_enabled') known.reEnabledOn.add(day);
  }
  return out;
}

function replay(ruleId: RuleId, history: RuleHistory, days: readonly number[], traits: RuleTraits): RuleHealth {
  let above: Stretch | null = null;
  let disabledOn: number | null = null;
  for (const day of days) {
    if (history.reEnabledOn.has(day)) {
      above = null;
      disabledOn = null;
    }
    if (disabledOn !== null) continue;
    const { rate, sufficient } = countsAt(history, day, day);
    if (!sufficient || rate <= CRITICAL_RATE) {
      above = null;
      continue;
    }
    above = longer(above, day);
    const isLong = day - above.since >= DISABLE_AFTER_DAYS && above.evaluations >= MIN_EVALUATIONS;
    if (isLong && !traits.isProtected(ruleId)) disabledOn = day;
  }
  const end = days.at(-1) ?? 0;
  const counts = countsAt(history, end, end);
  return {
    ruleId,
    state: traits.isOff(ruleId) ? 'manually_disabled' : disabledOn !== null ? 'disabled' : stateOf(counts),
    counts,
    fresh: countsAt(history, end, end, Math.max(...history.reEnabledOn)),
    aboveSince: above === null ? null : dateOf(above.since),
    disabledSince: disabledOn === null ? null : dateOf(disabledOn),
    trend: trendOf(counts, countsAt(history, end - RULE_WINDOW_DAYS, end)),
  };
}

function longer(above: Stretch | null, day: number): Stretch {
  return above === null ? { since: day, evaluations: 1 } : { ...above, evaluations: above.evaluations + 1 };
}

/** Counts of the window that ends with day `end`, as they were known on day `known`, of days after `since` alone. */
function countsAt(
  { actions }: RuleHistory,
  end: number,
  known: number,
  since = Number.NEGATIVE_INFINITY,
): FalsePositives {
  const from = firstAfter(actions, Math.max(since, end - RULE_WINDOW_DAYS));
  const to = firstAfter(actions, end);
  const window = actions.slice(from, to).filter((a) => a.undoneOn > known);
  return falsePositives(window.map((a) => a.record));
}

function firstAfter(actions: readonly Action[], day: number): number {
  let low = 0;
  let high = actions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((actions[middle]?.day ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function stateOf({ rate, sufficient }: FalsePositives): HealthState {
  if (!sufficient) return 'insufficient_data';
  if (rate < WARNING_RATE) return 'healthy';
  if (rate < ALERT_RATE) return 'warning';
  return rate < CRITICAL_RATE ? 'alert' : 'critical';
}

function trendOf(now: FalsePositives, before: FalsePositives): Trend {
  if (!now.sufficient || !before.sufficient) return 'unknown';
  const change = now.rate - before.rate;
  if (change >= TREND_STEP) return 'declining';
  return change <= -TREND_STEP ? 'improving' : 'stable';
}
