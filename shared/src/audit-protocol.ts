import * as z from 'zod';
import { rootParamsSchema, uri } from './root-uri.ts';

// The methods about audits; their names stand with the others in protocol.ts.

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
const trend = z.enum(['improving', 'stable', 'declining', 'unknown']);

/** The factors of health, with `null` for what was not measured. */
export const auditFactorsSchema = z.object({
  avgConfidence: share.nullable(),
  approvalRatio: share.nullable(),
  complianceRate: share.nullable(),
  crossValidationRate: share.nullable(),
  duplicateFreeRate: share.nullable(),
});

/** Something that got worse since the audit before. */
export const auditAlertSchema = z.object({
  type: z.enum(['health_drop', 'confidence_drop', 'new_false_positives', 'duplicate_increase']),
  level: z.enum(['warning', 'critical']),
  current: z.number(),
  previous: z.number(),
  delta: z.number(),
});
/** Such alerts, and scores by category, as they are kept. */
export const auditAlertsSchema = z.array(auditAlertSchema);
/** See `auditAlertsSchema`. */
export const auditScoresSchema = z.record(z.string(), z.number());
/** Such an alert, after parsing. */
export type AuditAlert = z.infer<typeof auditAlertSchema>;

const scopeSchema = z.object({
  /** The root's place in its repository; `''` at the top and without git. */
  scanRoot: z.string(),
  /** `''` without git or on no branch. */
  branch: z.string(),
});

const predictedSchema = z.object({ value: z.number(), low: z.number(), high: z.number() });
const predictionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('predicted'),
    in7Days: predictedSchema,
    in30Days: predictedSchema,
    slopePerDay: z.number(),
    rSquared: z.number(),
    points: count,
    confidence: z.enum(['high', 'medium', 'low']),
    direction: z.enum(['rising', 'stable', 'falling']),
    daysToWarning: count.nullable(),
    daysToCritical: count.nullable(),
  }),
  z.object({ kind: z.literal('notEnoughData'), points: count, needed: count }),
]);
/** Where health is going, or why that cannot be told. */
export type AuditPrediction = z.infer<typeof predictionSchema>;

const trendsSchema = z.object({
  health: trend,
  confidence: trend,
  growth: z.enum(['rapid', 'healthy', 'stagnant', 'unknown']),
  growthPerDay: z.number().nullable(),
});

/** Which learned convention is meant, as decisions name it. */
const conventionPlaceSchema = z.object({
  key: z.string(),
  language: z.string(),
  population: z.enum(['source', 'test']),
  scope: z.string(),
});

/** What an audit proposes about one learned convention that nobody has decided about. */
export const auditRecommendationSchema = conventionPlaceSchema.extend({
  /** The answer in words, and as decisions name it. */
  answer: z.string(),
  value: z.string(),
  category: z.string(),
  confidence: share,
  locations: count,
  outliers: count,
  recommendation: z.enum(['approve', 'review', 'likelyFalsePositive']),
});
/** Such a proposal, after parsing. */
export type AuditRecommendation = z.infer<typeof auditRecommendationSchema>;

/** Conventions that hold at nearly the same places, after parsing. */
export type AuditDuplicates = AuditAnswer['duplicates'][number];

/** Parameters of `drift/audit`; `record: false` keeps nothing of it. */
export const auditParamsSchema = z.strictObject({ record: z.boolean().default(true), uri }).prefault({});

/** Answer of `drift/audit`. */
export const auditAnswerSchema = scopeSchema.extend({
  /** The commit whose texts were audited; `null` without one. */
  commit: z.string().nullable(),
  /** Time of that commit, else of the audit, and time of the audit. */
  at: z.string(),
  auditedAt: z.string(),
  files: count,
  healthScore: z.number().min(0).max(100),
  /** True where nothing was learned yet: the score is then made of neutral values alone. */
  newProject: z.boolean(),
  /** True where too few factors were measured to rely on the score. */
  preliminary: z.boolean(),
  dataCompleteness: share,
  factors: auditFactorsSchema,
  patterns: z.object({ total: count, approved: count, discovered: count, ignored: count }),
  locations: count,
  outliers: count,
  newFindings: count,
  /** What was not looked at, and why. */
  notMeasured: z.array(z.object({ what: z.string(), reason: z.string() })).readonly(),
  /** When the audit it is compared with is of; `null` where there is none to compare with. */
  comparedWith: z.string().nullable(),
  alerts: z.array(auditAlertSchema).readonly(),
  categories: z
    .array(
      z.object({
        category: z.string(),
        patterns: count,
        score: z.number().nullable(),
        avgConfidence: share.nullable(),
        complianceRate: share.nullable(),
        trend,
      }),
    )
    .readonly(),
  trends: trendsSchema,
  prediction: predictionSchema,
  anomalies: z
    .array(
      z.object({
        metric: z.string(),
        level: z.enum(['warning', 'error']),
        value: z.number(),
        expected: z.tuple([z.number(), z.number()]),
        z: z.number(),
      }),
    )
    .readonly(),
  duplicates: z
    .array(
      z.object({
        /** Names the group for `drift audit merge`: other conventions in it make another name. */
        name: z.string(),
        ids: z.array(z.string()).readonly(),
        /** The one that stays where the group is merged. */
        keep: z.string(),
        /** What the conventions are, in the order of `ids`. */
        members: z.array(conventionPlaceSchema.extend({ id: z.string(), isDecided: z.boolean() })).readonly(),
        weakest: share,
        strongest: share,
        action: z.enum(['autoMerge', 'merge', 'review']),
      }),
    )
    .readonly(),
  issues: z
    .array(
      z.object({
        id: z.string(),
        check: z.enum(['orphan', 'highOutliers', 'approvedButUncertain']),
        level: z.enum(['error', 'warning']),
      }),
    )
    .readonly(),
  recommendations: z.array(auditRecommendationSchema).readonly(),
  /** Why it is not kept; empty where it is. */
  notRecorded: z.string(),
});
/** An audit, after parsing. */
export type AuditAnswer = z.infer<typeof auditAnswerSchema>;

/** Days that `drift/audit/trends` looks back where nothing is said, and at most: audits are kept no longer. */
export const AUDIT_TREND_DAYS = 90;
/** Parameters of `drift/audit/trends`. */
export const auditTrendsParamsSchema = rootParamsSchema
  .unwrap()
  .extend({ days: z.number().int().min(1).max(AUDIT_TREND_DAYS).default(AUDIT_TREND_DAYS) })
  .prefault({});

/** Answer of `drift/audit/trends`: what is recorded of one branch, the oldest first. No code is read. */
export const auditTrendsAnswerSchema = scopeSchema.extend({
  audits: z
    .array(
      z.object({
        at: z.string(),
        healthScore: z.number(),
        avgConfidence: share.nullable(),
        complianceRate: share.nullable(),
        patterns: count,
        newFindings: count,
      }),
    )
    .readonly(),
  trends: trendsSchema,
  prediction: predictionSchema,
  /** Every alert with its times; one that lasts has no end. */
  alerts: z.array(auditAlertSchema.extend({ since: z.string(), resolvedAt: z.string().nullable() })).readonly(),
  /** Recorded scans, whatever the branch. */
  scans: z.array(z.object({ at: z.string(), findings: count, newFindings: count })).readonly(),
  /** Why nothing can be told; empty where something can. */
  problem: z.string(),
});
/** What is recorded of audits, after parsing. */
export type AuditTrendsAnswer = z.infer<typeof auditTrendsAnswerSchema>;

/** An audit in brief. */
export const auditBriefSchema = z.object({
  /** Time of what was audited. */
  at: z.string(),
  healthScore: z.number(),
  newProject: z.boolean(),
  preliminary: z.boolean(),
  /** Where health is going. */
  trend,
  /** What got worse since the audit before. */
  alerts: auditAlertsSchema,
});
/** Such an audit, after parsing. */
export type AuditBrief = z.infer<typeof auditBriefSchema>;

/** The last recorded audit, as the state of a workspace tells it. */
export const lastAuditSchema = scopeSchema.extend(auditBriefSchema.shape).extend({
  auditedAt: z.string(),
  /** How long ago it was made, in words. */
  age: z.string(),
  factors: auditFactorsSchema,
});
/** Such an audit, after parsing. */
export type LastAudit = z.infer<typeof lastAuditSchema>;
