import type { FeedbackHealth, FeedbackStats, Problem, RuleId } from '@drift/shared';
import { abuseEvents } from '../analysis/feedback/abuse.ts';
import { falsePositives } from '../analysis/feedback/false-positive-rate.ts';
import { healthOf } from '../analysis/feedback/health.ts';
import { OVERALL_WINDOW_DAYS, RULE_WINDOW_DAYS } from '../analysis/feedback/parameters.ts';
import { signalCounts } from '../analysis/feedback/signals.ts';
import { dateOf, dayOf, standingActions } from '../analysis/feedback/standing.ts';
import { isProtectedRule } from '../enforcement/feedback-effects.ts';
import type { Host } from '../host/host.ts';
import { readSignals } from './signal-journal.ts';
import type { Workspace } from './workspace.ts';

/** What the records and the journal of a root count; of one rule when it is named. */
export async function feedbackStats(host: Host, workspace: Workspace, rule: string | null): Promise<FeedbackStats> {
  const { records } = workspace.feedback;
  const newest = records.at(-1);
  const end = newest === undefined ? 0 : dayOf(newest);
  const actions = standingActions(records).filter((r) => isNamed(r.ruleId, rule));
  const within = (days: number) => actions.filter((a) => dayOf(a) > end - days);
  const recent = within(RULE_WINDOW_DAYS);
  const rules = [...new Set(recent.map((a) => a.ruleId))].sort();
  return {
    until: newest === undefined ? null : dateOf(end),
    rules: rules.map((ruleId) => ({ ruleId, counts: falsePositives(recent.filter((a) => a.ruleId === ruleId)) })),
    overall: { days30: falsePositives(recent), days90: falsePositives(within(OVERALL_WINDOW_DAYS)) },
    local: signalCounts(await readSignals(host, workspace.root)).filter((s) => isNamed(s.ruleId, rule)),
    problems: workspace.feedback.problems().map(sentence),
  };
}

/** How every rule with records fares, and whose dismissals are conspicuous. */
export function feedbackHealth(workspace: Workspace): FeedbackHealth {
  const { records } = workspace.feedback;
  const levels = workspace.config?.config.analysis.severity ?? {};
  return {
    rules: healthOf(records, { isProtected: isProtectedRule, isOff: (rule) => levels[rule] === 'off' }),
    abuse: abuseEvents(records),
    ...workspace.feedback.effects.locality,
    problems: workspace.feedback.problems().map(sentence),
  };
}

/** A problem as one line. */
export function sentence({ message, hint }: Problem): string {
  return hint === undefined ? message : `${message}. ${hint}`;
}

function isNamed(ruleId: RuleId, rule: string | null): boolean {
  return rule === null || ruleId === rule || ruleId === `drift/${rule}`;
}
