import { z } from 'zod';
import { SEVERITIES } from './finding.ts';
import { outlierEvidenceSchema, reportRuleSchema, reportSchema } from './report.ts';

// The drift/* methods: one schema for the parameters and one for the answer of each. Both sides parse what they receive.

/** Options a client may give in `initialize`. */
export const serverInitSchema = z
  .object({
    /** `batch` runs without watchers, debounce and caps, as `drift check` needs it. */
    mode: z.enum(['editor', 'batch']).default('editor'),
    /** Settings that win over `drift.toml`, as texts by `table.key`. */
    flags: z.record(z.string(), z.string()).default({}),
    /** Commit or branch to judge against instead of the default branch. */
    base: z.string().optional(),
    /** Worker threads; 0 chooses by the number of cores. */
    threads: z.number().int().min(0).max(64).default(0),
  })
  .prefault({});
/** The options of `initialize` after parsing. */
export type ServerInit = z.infer<typeof serverInitSchema>;

/** Which findings a report is about. */
export const reportParamsSchema = z.object({
  /** Root-relative files or folders; empty for everything. */
  paths: z.array(z.string()).default([]),
  scope: z.enum(['all', 'changed', 'staged']).default('all'),
  /** Show and count old findings too. */
  all: z.boolean().default(false),
});
/** Which findings a report is about, after parsing. */
export type ReportParams = z.infer<typeof reportParamsSchema>;

/** Answer of `drift/report`. */
export const reportAnswerSchema = z.object({
  report: reportSchema,
  failOn: z.enum(['error', 'warning', 'info', 'none']),
});
/** Answer of `drift/report`, after parsing. */
export type ReportAnswer = z.infer<typeof reportAnswerSchema>;

/** Parameters of `drift/report/render`. */
export const renderParamsSchema = reportParamsSchema.extend({
  format: z.enum(['json', 'sarif']),
  command: z.string(),
  stable: z.boolean().default(false),
  durationMs: z.number().optional(),
  generatedAt: z.string().optional(),
});

/** Answer of `drift/check/digest`. */
export const digestAnswerSchema = z.object({ digest: z.string(), findings: z.number().int() });

/** Parameters of `drift/explain`: the id of a finding, or a prefix of one. */
export const explainParamsSchema = z.object({ id: z.string() });
/** Everything there is to say about one finding. */
export const explanationSchema = z.object({
  id: z.string(),
  ruleId: z.string(),
  title: z.string(),
  path: z.string(),
  line: z.number().int(),
  character: z.number().int(),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  confidence: z.number(),
  tier: z.string(),
  cwe: z.array(z.string()).readonly(),
  isNew: z.boolean(),
  /** The page of the rule, as Markdown. */
  page: z.string(),
  evidence: z.array(z.string()).readonly(),
  examples: z.array(z.string()).readonly(),
});
/** An explanation after parsing. */
export type Explanation = z.infer<typeof explanationSchema>;
/** Answer of `drift/explain`; the nearest ids where none fits. */
export const explainAnswerSchema = z.object({
  explanation: explanationSchema.nullable(),
  /** The page of a rule, when a rule was asked for. */
  page: z.string(),
  nearest: z.array(z.string()).readonly(),
});

/** Parameters of `drift/fix`. */
export const fixParamsSchema = z.object({
  paths: z.array(z.string()).default([]),
  ids: z.array(z.string()).default([]),
  rule: z.string().optional(),
  dryRun: z.boolean().default(false),
});
/** Answer of `drift/fix`: what was done, what was not, and the change itself. */
/** A value of `fixParamsSchema`. */
export type FixParams = z.infer<typeof fixParamsSchema>;

/** What `drift/fix` did, or would do. */
export const fixAnswerSchema = z.object({
  applied: z
    .array(z.object({ id: z.string(), path: z.string(), line: z.number().int(), title: z.string() }))
    .readonly(),
  refused: z.array(z.object({ id: z.string(), path: z.string(), reason: z.string() })).readonly(),
  /** Unified diff of every changed file. */
  diff: z.string(),
  /** Paths, rules and ids that were asked for and do not exist. */
  unknown: z.array(z.string()).readonly(),
});
/** Answer of `drift/fix`, after parsing. */
export type FixAnswer = z.infer<typeof fixAnswerSchema>;

/** Answer of `drift/rules`. */
export const rulesAnswerSchema = z.object({
  rules: z
    .array(
      reportRuleSchema.extend({
        languages: z.array(z.string()).readonly(),
        kind: z.enum(['rule', 'convention', 'outlier']),
      }),
    )
    .readonly(),
});
/** Answer of `drift/rules`, after parsing. */
export type RulesAnswer = z.infer<typeof rulesAnswerSchema>;

const conventionSchema = z.object({
  id: z.string(),
  title: z.string(),
  language: z.string(),
  population: z.enum(['source', 'test']),
  leader: z.string(),
  share: z.number(),
  files: z.number().int(),
  sites: z.number().int(),
  conforming: z.number().int(),
  tier: z.string(),
  category: z.string(),
  enforced: z.boolean(),
  values: z.array(z.object({ value: z.string(), share: z.number(), sites: z.number().int() })).readonly(),
});
/** Answer of `drift/conventions`. */
export const conventionsAnswerSchema = z.object({
  conventions: z.array(conventionSchema).readonly(),
  baseline: z.string(),
});
/** Answer of `drift/conventions`, after parsing. */
export type ConventionsAnswer = z.infer<typeof conventionsAnswerSchema>;

/** Parameters of `drift/outliers`: one feature by its id or the end of it, or all. */
export const outliersParamsSchema = z.object({ feature: z.string().optional() });

const outlierRowSchema = z.object({
  ruleId: z.string(),
  path: z.string(),
  line: z.number().int(),
  character: z.number().int(),
  name: z.string(),
  message: z.string(),
  language: z.string(),
  population: z.enum(['source', 'test']),
  /** How the finding is shown; `null` where its rule is off or it is suppressed. */
  severity: z.enum(SEVERITIES).nullable(),
  isNew: z.boolean(),
  evidence: outlierEvidenceSchema,
});
const populationRowSchema = z.object({
  ruleId: z.string(),
  language: z.string(),
  population: z.enum(['source', 'test']),
  family: z.string(),
  n: z.number().int(),
  median: z.number(),
  normal: z.boolean(),
  /** From which value on each method calls an outlier, in the unit of the value. */
  cutoffs: z
    .array(z.object({ method: z.string(), threshold: z.number(), above: z.number(), below: z.number() }))
    .readonly(),
  floor: z.number(),
  limit: z.number().nullable(),
  flagged: z.number().int(),
  /** `ok`, or why nothing is said of this population. */
  state: z.enum(['ok', 'notEnoughData', 'noSpread', 'tooMany']),
});
/** Answer of `drift/outliers`: what stands out, and against what. */
export const outliersAnswerSchema = z.object({
  outliers: z.array(outlierRowSchema).readonly(),
  populations: z.array(populationRowSchema).readonly(),
  /** Significance level of Grubbs and ESD before and after the bound on chance findings. */
  alpha: z.number(),
  discovery: z.number(),
  notes: z.array(z.string()).readonly(),
  /** The features there are, when an unknown one was asked for. */
  unknown: z.array(z.string()).readonly(),
  baseline: z.string(),
});
/** Answer of `drift/outliers`, after parsing. */
export type OutliersAnswer = z.infer<typeof outliersAnswerSchema>;

/** Answer of `drift/config`. */
export const configAnswerSchema = z.object({ text: z.string(), problems: z.array(z.string()).readonly() });
/** Answer of `drift/config`, after parsing. */
export type ConfigAnswer = z.infer<typeof configAnswerSchema>;

/** Names of the custom methods. */
export const Method = {
  report: 'drift/report',
  render: 'drift/report/render',
  digest: 'drift/check/digest',
  explain: 'drift/explain',
  fix: 'drift/fix',
  rules: 'drift/rules',
  conventions: 'drift/conventions',
  outliers: 'drift/outliers',
  config: 'drift/config',
  settled: 'drift/settled',
} as const;

/** What `drift/settled` tells: which lane finished, and the digest of what it left. */
export const settledSchema = z.object({
  lane: z.enum(['fast', 'slow']),
  uri: z.string().optional(),
  version: z.number().nullable().optional(),
});
