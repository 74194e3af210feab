import { byCodeUnit, type FeedbackRecord, type FindingRecord } from '@drift/shared';
import {
  ABUSE_MIN_ACTIONS,
  ABUSE_RATE,
  BURST_DISMISSALS,
  DAY_MS,
  FLOOD_DISMISSALS,
  HOUR_MS,
  MINUTE_MS,
  RULE_WINDOW_DAYS,
  TARGETED_DAYS,
  TARGETED_DISMISSALS,
} from './parameters.ts';
import { timeOf } from './parse-feedback.ts';
import { dayOf, standingActions } from './standing.ts';

/** What is conspicuous, the worst first. */
export type AbuseKind = 'flood' | 'burst' | 'targeted' | 'high_dismiss_rate';

/** An author whose dismissals somebody should look at; nothing is blocked. */
export interface AbuseEvent {
  readonly author: string;
  readonly kinds: readonly AbuseKind[];
  readonly dismissals: number;
  readonly actions: number;
}

/** The first day of the window that ends at the newest record. */
export function windowStart(records: readonly FeedbackRecord[]): number {
  const newest = records.at(-1);
  return newest === undefined ? 0 : dayOf(newest) - RULE_WINDOW_DAYS + 1;
}

/** At most one event an author, about the window that ends at the newest record; records in order of time. */
export function abuseEvents(records: readonly FeedbackRecord[]): readonly AbuseEvent[] {
  const start = windowStart(records);
  const byAuthor = new Map<string, FindingRecord[]>();
  for (const action of standingActions(records)) {
    if (dayOf(action) < start) continue;
    const known = byAuthor.get(action.author);
    if (known === undefined) byAuthor.set(action.author, [action]);
    else known.push(action);
  }
  const out: AbuseEvent[] = [];
  for (const [author, actions] of byAuthor) {
    const dismissals = actions.filter((a) => a.action === 'dismissed');
    const kinds = kindsOf(dismissals, actions.length);
    if (kinds.length > 0) out.push({ author, kinds, dismissals: dismissals.length, actions: actions.length });
  }
  return out.sort((a, b) => byCodeUnit(a.author, b.author));
}

function kindsOf(dismissals: readonly FindingRecord[], actions: number): readonly AbuseKind[] {
  const times = dismissals.map(timeOf);
  const byRule = new Map<string, number[]>();
  for (const d of dismissals) byRule.set(d.ruleId, [...(byRule.get(d.ruleId) ?? []), timeOf(d)]);
  const out: AbuseKind[] = [];
  if (mostWithin(times, MINUTE_MS) >= FLOOD_DISMISSALS) out.push('flood');
  if (mostWithin(times, HOUR_MS) > BURST_DISMISSALS) out.push('burst');
  if ([...byRule.values()].some((t) => mostWithin(t, TARGETED_DAYS * DAY_MS) > TARGETED_DISMISSALS))
    out.push('targeted');
  if (actions >= ABUSE_MIN_ACTIONS && dismissals.length / actions > ABUSE_RATE) out.push('high_dismiss_rate');
  return out;
}

/** The most of some ascending times that lie within one span. */
function mostWithin(times: readonly number[], span: number): number {
  let most = 0;
  let first = 0;
  times.forEach((time, i) => {
    while (time - (times[first] ?? time) > span) first++;
    most = Math.max(most, i - first + 1);
  });
  return most;
}
