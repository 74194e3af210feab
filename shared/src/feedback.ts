import * as z from 'zod';
import type { RuleId } from './ids.ts';

/** The committed file of what people did with findings, from the root. */
export const FEEDBACK_FILE = '.drift/feedback.jsonl';

/** What can be done with a finding; `suppressed` and `escalated` are marks that enter no rate. */
export const FINDING_ACTIONS = ['fixed', 'auto_fixed', 'dismissed', 'ignored', 'suppressed', 'escalated'] as const;
/** One of the actions on a finding. */
export type FindingAction = (typeof FINDING_ACTIONS)[number];

/** Why a finding is of no use. */
export const DISMISSAL_REASONS = ['false_positive', 'not_applicable', 'wont_fix', 'duplicate'] as const;
/** One of the reasons of a dismissal. */
export type DismissalReason = (typeof DISMISSAL_REASONS)[number];

/** The longest text a person may add to an action, in UTF-16 code units. */
export const FEEDBACK_TEXT_LIMIT = 2000;

const RULE_ID = /^drift\/[^/\s]+\/[^/\s]+$/;

function isRuleId(value: unknown): value is RuleId {
  return typeof value === 'string' && RULE_ID.test(value);
}

/** A rule's permanent name. */
export const ruleIdSchema = z.custom<RuleId>(isRuleId, 'must be a rule such as drift/area/rule');

const text = z.string().max(FEEDBACK_TEXT_LIMIT);
const base = {
  /** Unique and ordered by time. */
  id: z.string().min(1).max(64),
  /** When it was done: ISO 8601 in UTC, ending in `Z`. */
  at: z.iso.datetime(),
  /** The first 8 hex digits of a hash of the e-mail address, or `unknown`. */
  author: z.string().min(1).default('unknown'),
  /** A person's words. */
  text: text.exactOptional(),
};

// Loose: what a newer Drift adds to a record is kept and passed on.
const onFinding = z.looseObject({
  ...base,
  action: z.enum(FINDING_ACTIONS),
  finding: z.string().regex(/^[0-9a-f]{16}$/, 'must be the 16 hex digits of a finding'),
  ruleId: ruleIdSchema,
  file: z.string().min(1),
  /** 1-based, as it was then; for people only. */
  line: z.number().int().positive().exactOptional(),
  reason: z.enum(DISMISSAL_REASONS).exactOptional(),
  /** `scan` and `inaction` are inferred by Drift; the others are what a person did. */
  source: z.enum(['explicit', 'scan', 'quick-fix', 'inaction', 'inline']).default('explicit'),
});
const onRule = z.looseObject({ ...base, action: z.enum(['re_enabled', 'approved', 'rejected']), ruleId: ruleIdSchema });
const undo = z.looseObject({ ...base, action: z.literal('undone'), undoes: z.string().min(1) });

/** One line of the feedback file: an action on a finding, a decision about a rule, or the undoing of a record. */
export const feedbackRecordSchema = z.discriminatedUnion('action', [onFinding, onRule, undo]);
/** A record after parsing. */
export type FeedbackRecord = z.infer<typeof feedbackRecordSchema>;
/** A record about one finding. */
export type FindingRecord = z.infer<typeof onFinding>;
/** A decision about a rule as a whole. */
export type RuleRecord = z.infer<typeof onRule>;

/** What a person asks to be recorded, before it is checked. */
export interface ActionRequest {
  readonly action: FindingAction;
  readonly reason?: DismissalReason | undefined;
  readonly text?: string | undefined;
}

/** What is wrong with a request as a sentence that says what to do, or `null`. */
export function requestFault({ action, reason, text }: ActionRequest): string | null {
  if (action === 'dismissed' && reason === undefined) {
    return `a dismissal needs a reason: ${DISMISSAL_REASONS.join(', ')}`;
  }
  if (action !== 'dismissed' && reason !== undefined) return `only a dismissal has a reason, "${action}" has none`;
  if (reason === 'wont_fix' && (text ?? '').trim() === '') return 'wont_fix needs a text that says why';
  if ((text ?? '').length > FEEDBACK_TEXT_LIMIT) return `a text has at most ${FEEDBACK_TEXT_LIMIT} characters`;
  return null;
}

/** States of a rule's health, from too little known to switched off. */
export const HEALTH_STATES = [
  'insufficient_data',
  'healthy',
  'warning',
  'alert',
  'critical',
  'disabled',
  'manually_disabled',
] as const;
/** One of the states of health. */
export type HealthState = (typeof HEALTH_STATES)[number];

/** The journal of what the editor of one machine inferred, from the root; it changes no finding and is not committed. */
export const SIGNAL_FILE = '.drift/local/feedback.jsonl';

/** One line of the journal. `kept`: still there on a day on which its file was edited. */
export const feedbackSignalSchema = z.object({
  at: z.iso.datetime(),
  signal: z.enum(['fixed', 'auto_fixed', 'ignored', 'kept']),
  finding: z.string(),
  ruleId: ruleIdSchema,
  file: z.string(),
});
/** A line of the journal after parsing. */
export type FeedbackSignal = z.infer<typeof feedbackSignalSchema>;
