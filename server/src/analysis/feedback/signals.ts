import { byCodeUnit, type FeedbackSignal, feedbackSignalSchema, type RuleId } from '@drift/shared';

/** What the editor inferred about one rule: findings by how they ended. */
export interface SignalCounts {
  readonly ruleId: RuleId;
  readonly fixed: number;
  readonly autoFixed: number;
  readonly ignored: number;
}

/** Reads a journal; lines that are none are passed over, for nothing depends on them. */
export function parseSignals(text: string): readonly FeedbackSignal[] {
  return text.split('\n').flatMap((line) => signalOf(line) ?? []);
}

function signalOf(line: string): FeedbackSignal | null {
  if (line.trim() === '') return null;
  try {
    const parsed = feedbackSignalSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Days, as `yyyy-mm-dd`, on which each finding was kept although its file was edited. */
export function daysKept(signals: readonly FeedbackSignal[]): ReadonlyMap<string, ReadonlySet<string>> {
  const out = new Map<string, Set<string>>();
  for (const s of signals) {
    if (s.signal !== 'kept') continue;
    const days = out.get(s.finding) ?? new Set<string>();
    out.set(s.finding, days.add(dayOfSignal(s)));
  }
  return out;
}

/** The day of a signal as `yyyy-mm-dd` in UTC. */
export function dayOfSignal({ at }: Pick<FeedbackSignal, 'at'>): string {
  return at.slice(0, 'yyyy-mm-dd'.length);
}

/** Findings by how they ended last, for each rule in code-unit order. */
export function signalCounts(signals: readonly FeedbackSignal[]): readonly SignalCounts[] {
  const last = new Map<string, FeedbackSignal>();
  for (const s of signals) if (s.signal !== 'kept') last.set(s.finding, s);
  const byRule = new Map<RuleId, SignalCounts>();
  for (const { ruleId, signal } of last.values()) {
    const c = byRule.get(ruleId) ?? { ruleId, fixed: 0, autoFixed: 0, ignored: 0 };
    byRule.set(ruleId, {
      ruleId,
      fixed: c.fixed + Number(signal === 'fixed'),
      autoFixed: c.autoFixed + Number(signal === 'auto_fixed'),
      ignored: c.ignored + Number(signal === 'ignored'),
    });
  }
  return [...byRule.values()].sort((a, b) => byCodeUnit(a.ruleId, b.ruleId));
}
