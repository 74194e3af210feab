import * as z from 'zod';
import {
  DISMISSAL_REASONS,
  FEEDBACK_TEXT_LIMIT,
  FINDING_ACTIONS,
  feedbackRecordSchema,
  HEALTH_STATES,
} from './feedback.ts';
import { rootParamsSchema, uri } from './root-uri.ts';

// The drift/feedback/* methods; their names stand with the others in protocol.ts.

/** Parameters of `drift/feedback/record` and of the command `drift.feedback.record`. */
export const feedbackRecordParamsSchema = z.strictObject({
  /** The id of a finding, or a prefix of one. */
  id: z.string(),
  action: z.enum(FINDING_ACTIONS),
  reason: z.enum(DISMISSAL_REASONS).optional(),
  /** Why, in a person's words; `wont_fix` cannot do without. */
  text: z.string().max(FEEDBACK_TEXT_LIMIT).optional(),
  /** The document the finding is in; without it the first root is searched. */
  uri: z.string().optional(),
});
/** A value of `feedbackRecordParamsSchema`. */
export type FeedbackRecordParams = z.infer<typeof feedbackRecordParamsSchema>;
/** Parameters of `drift/feedback/undo`: the id of a record or finding; without it the last dismissal of this person. */
export const feedbackUndoParamsSchema = z.strictObject({ id: z.string().optional(), uri }).prefault({});
/** A value of `feedbackUndoParamsSchema`. */
export type FeedbackUndoParams = z.infer<typeof feedbackUndoParamsSchema>;
/** Parameters of `drift/feedback/reEnable`. */
export const feedbackReEnableParamsSchema = z.strictObject({ rule: z.string(), why: z.string(), uri });
/** Answer of everything that records: the record as it lies on the disk, or why there is none. */
export const feedbackAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), record: feedbackRecordSchema, notices: z.array(z.string()).readonly() }),
  z.object({
    ok: z.literal(false),
    error: z.object({
      code: z.enum(['INVALID_ACTION', 'UNKNOWN_FINDING', 'UNKNOWN_RULE', 'NOTHING_TO_UNDO', 'NOT_WRITTEN']),
      message: z.string(),
      hint: z.string(),
    }),
  }),
]);
/** Answer of everything that records, after parsing. */
export type FeedbackAnswer = z.infer<typeof feedbackAnswerSchema>;

const amount = z.number().int().nonnegative();
const falsePositivesSchema = z.object({
  fixed: amount,
  autoFixed: amount,
  ignored: amount,
  dismissed: z.record(z.string(), amount),
  acted: amount,
  rate: z.number(),
  sufficient: z.boolean(),
});
/** Parameters of `drift/feedback/stats`. */
export const feedbackStatsParamsSchema = z.strictObject({ rule: z.string().optional(), uri }).prefault({});
/** Answer of `drift/feedback/stats`. */
export const feedbackStatsAnswerSchema = z.object({
  /** The day all windows end with: that of the newest record; `null` without records. */
  until: z.string().nullable(),
  /** By rule over 30 days. */
  rules: z.array(z.object({ ruleId: z.string(), counts: falsePositivesSchema })).readonly(),
  /** All rules over 30 and 90 days. */
  overall: z.object({ days30: falsePositivesSchema, days90: falsePositivesSchema }),
  /** What the editor of this machine inferred, by rule; it changes no finding. */
  local: z.array(z.object({ ruleId: z.string(), fixed: amount, autoFixed: amount, ignored: amount })).readonly(),
  problems: z.array(z.string()).readonly(),
});
/** Answer of `drift/feedback/stats`, after parsing. */
export type FeedbackStats = z.infer<typeof feedbackStatsAnswerSchema>;

const localScoresSchema = z.array(z.object({ ruleId: z.string(), path: z.string(), score: z.number() })).readonly();
/** Parameters of `drift/feedback/health`. */
export const feedbackHealthParamsSchema = rootParamsSchema;
/** Answer of `drift/feedback/health`. */
export const feedbackHealthAnswerSchema = z.object({
  rules: z
    .array(
      z.object({
        ruleId: z.string(),
        state: z.enum(HEALTH_STATES),
        counts: falsePositivesSchema,
        aboveSince: z.string().nullable(),
        disabledSince: z.string().nullable(),
        trend: z.enum(['improving', 'stable', 'declining', 'unknown']),
      }),
    )
    .readonly(),
  /** Authors whose dismissals somebody should look at. */
  abuse: z
    .array(z.object({ author: z.string(), kinds: z.array(z.string()).readonly(), dismissals: amount, actions: amount }))
    .readonly(),
  /** Files that a rule leaves alone, and directories in which it only hints, by what was said about findings there. */
  exempt: localScoresSchema,
  quiet: localScoresSchema,
  problems: z.array(z.string()).readonly(),
});
/** Answer of `drift/feedback/health`, after parsing. */
export type FeedbackHealth = z.infer<typeof feedbackHealthAnswerSchema>;

/** Parameters of `drift/feedback/list`. */
export const feedbackListParamsSchema = rootParamsSchema;
/** Answer of `drift/feedback/list`: every record in order of time. */
export const feedbackListAnswerSchema = z.object({
  records: z.array(z.object({ record: feedbackRecordSchema, undone: z.boolean() })).readonly(),
  problems: z.array(z.string()).readonly(),
});
/** Answer of `drift/feedback/list`, after parsing. */
export type FeedbackList = z.infer<typeof feedbackListAnswerSchema>;
