import { type FeedbackRecord, feedbackRecordSchema } from '@drift/shared';

/** The first day of the samples: 2025-01-01. */
const FIRST_DAY = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;

/** What a sample action is about; everything else is made up. */
export interface SampleAction {
  /** Days after 2025-01-01; fractions are times of the day. */
  readonly day?: number;
  readonly action?: string;
  readonly reason?: string;
  readonly text?: string;
  readonly rule?: string;
  readonly author?: string;
  readonly source?: string;
  readonly finding?: string;
  readonly file?: string;
  readonly undoes?: string;
}

let made = 0;

/** Actions that are about no finding. */
const ON_RULE = ['undone', 're_enabled', 'approved', 'rejected'];

/** A record for tests; each one is about a finding of its own unless told otherwise. */
export function record(sample: SampleAction = {}): FeedbackRecord {
  const { day = 0, rule = 'drift/pattern/a', action = 'fixed', finding, ...rest } = sample;
  const n = ++made;
  return feedbackRecordSchema.parse({
    id: `r${String(n).padStart(8, '0')}`,
    at: new Date(FIRST_DAY + day * DAY_MS).toISOString(),
    author: 'aaaaaaaa',
    action,
    ruleId: rule,
    ...(ON_RULE.includes(action)
      ? {}
      : { finding: finding ?? n.toString(16).padStart(16, '0'), file: 'src/a.ts', line: 3 }),
    ...rest,
  });
}

/** `count` records of one kind. */
export function records(count: number, sample: SampleAction = {}): FeedbackRecord[] {
  return Array.from({ length: count }, () => record(sample));
}

/** Dismissed as false positives. */
export const FALSE_POSITIVE: SampleAction = { action: 'dismissed', reason: 'false_positive' };

/** Actions every `step` days from day 0 to `last`, a quarter of them false positives, enough a time to count. */
export function quarterUseless(last: number, step: number, sample: SampleAction = {}): FeedbackRecord[] {
  const out: FeedbackRecord[] = [];
  for (let day = 0; day <= last; day += step) {
    out.push(...records(5, { ...sample, ...FALSE_POSITIVE, day }), ...records(15, { ...sample, day }));
  }
  return out;
}

/** The text of a feedback file. */
export function fileOf(list: readonly FeedbackRecord[]): string {
  return list.map((r) => `${JSON.stringify(r)}\n`).join('');
}
