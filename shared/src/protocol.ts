import * as z from 'zod';
import { DECISION_STATUSES } from './decisions.ts';
import { SEVERITIES } from './finding.ts';
import { outlierEvidenceSchema, reportRuleSchema, reportSchema } from './report.ts';
import { REPORT_FORMATS } from './report-format.ts';
import { rootParamsSchema, uri } from './root-uri.ts';

// The drift/* methods: one schema for the parameters and one for the answer of each. Both sides parse what they receive.

/** The most worker threads that can be asked for. */
export const MAX_THREADS = 64;

/** Options a client may give in `initialize`. */
export const serverInitSchema = z
  .object({
    /** `batch` runs without watchers, debounce and caps, as `drift check` needs it. */
    mode: z.enum(['editor', 'batch']).default('editor'),
    /** Settings that win over `drift.toml`, as texts by `table.key`. */
    flags: z.record(z.string(), z.string()).default({}),
    /**
     * Conventions that are observed: those that can be told about; for lists of them every one; for a first look every
     * one where nobody has set Drift up. No finding depends on it.
     */
    observe: z.enum(['active', 'all', 'firstRun']).default('active'),
    /** Commit or branch to judge against instead of the default branch. */
    base: z.string().optional(),
    /** Whether what is worked out about files is kept for the next start. No answer depends on it. */
    cache: z.boolean().default(true),
    /**
     * Reads a root when a report of it is asked for and not before: for a client that asks for reports only. The report
     * of an earlier run about the same files is then given again without reading more. No answer depends on it.
     */
    onlyReports: z.boolean().default(false),
    /** What was started, for whoever waits for what this process holds. */
    command: z.string().max(200).default('drift lsp'),
    /**
     * Notifications of Drift's own that the client takes; one that says nothing gets none, for some show a person every
     * notification they do not know.
     */
    clientFeatures: z
      .object({
        /** `drift/status`, at most twice a second. */
        status: z.boolean().default(false),
        /** `drift/settled`. */
        settled: z.boolean().default(false),
      })
      .prefault({}),
    /** Worker threads; 0 chooses by the number of cores. */
    threads: z.number().int().min(0).max(MAX_THREADS).default(0),
  })
  .prefault({});
/** The options of `initialize` after parsing. */
export type ServerInit = z.infer<typeof serverInitSchema>;

/** Which findings a report is about. */
export const reportParamsSchema = z.strictObject({
  /** A document or folder of the root to report on; may be left out where one root is open. */
  uri: z.string().optional(),
  /** Root-relative files or folders; empty for everything. */
  paths: z.array(z.string()).default([]),
  scope: z.enum(['all', 'changed', 'staged']).default('all'),
  /** Show and count old findings too. */
  all: z.boolean().default(false),
  /** List what is suppressed or dismissed as well. */
  suppressed: z.boolean().default(false),
  /** Say of each finding how much it is worth looking at first. */
  ranked: z.boolean().default(false),
  /** Compute the fixes. */
  fixes: z.boolean().default(false),
  /** The policy whose verdict the report carries: its name or the path of its file, `''` for the configured one. */
  policy: z.string().optional(),
  /**
   * Whose policies hold, files and `[policy]` of drift.toml: those that lie here, or those of the commit compared with,
   * for who proposes a change does not choose what it is judged by.
   */
  policyOf: z.enum(['files', 'baseline']).default('files'),
  /** The verdict of the policy is shown and fails nothing. */
  advisory: z.boolean().default(false),
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
  format: z.enum(REPORT_FORMATS),
  /** Further formats of the same report. */
  more: z.array(z.enum(REPORT_FORMATS)).max(REPORT_FORMATS.length).default([]),
  command: z.string(),
  stable: z.boolean().default(false),
  durationMs: z.number().optional(),
  generatedAt: z.string().optional(),
});

/** Answer of `drift/report/render`: the report, the text of its format, and those of the further ones in their order. */
export const renderAnswerSchema = reportAnswerSchema.extend({ text: z.string(), more: z.array(z.string()).readonly() });

/** Parameters of `drift/check/digest`: the root of this document or folder; every root without it. */
export const digestParamsSchema = z.strictObject({ uri: z.string().optional() });
/** Answer of `drift/check/digest`. */
export const digestAnswerSchema = z.object({ digest: z.string(), findings: z.number().int() });

/** Parameters of `drift/explain`: the id of a finding, or a prefix of one. */
export const explainParamsSchema = z.strictObject({ id: z.string(), uri });
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
export const fixParamsSchema = z.strictObject({
  paths: z.array(z.string()).default([]),
  ids: z.array(z.string()).default([]),
  rule: z.string().optional(),
  /** Applies unsafe fixes of the findings named by `ids` too. */
  unsafe: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  uri,
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
        /** Languages in which a rule that is stable elsewhere is off by default. */
        incubatingIn: z.array(z.string()).readonly(),
        kind: z.enum(['rule', 'convention', 'outlier']),
      }),
    )
    .readonly(),
});
/** Answer of `drift/rules`, after parsing. */
export type RulesAnswer = z.infer<typeof rulesAnswerSchema>;

/** One convention in one scope, as lists show it. */
export const conventionSchema = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  language: z.string(),
  population: z.enum(['source', 'test']),
  /** Directory it holds in; `''` for the whole project. */
  scope: z.string(),
  scopeKind: z.enum(['project', 'package', 'directory']),
  /** The leading answer in words, and as decisions name it. */
  leader: z.string(),
  leaderValue: z.string(),
  /** The answer that a decision in force here names, in words; `null` where none does. */
  decided: z.string().nullable(),
  share: z.number(),
  files: z.number().int(),
  sites: z.number().int(),
  conforming: z.number().int(),
  /** Sites whose answer could not be told. */
  abstained: z.number().int(),
  tier: z.string(),
  /** Posterior mean of the leader's share. */
  mean: z.number(),
  category: z.string(),
  status: z.enum(['learned', ...DECISION_STATUSES]),
  maturity: z.string(),
  /** Severity of deviations in new code; `null` where none is told. */
  severity: z.enum(SEVERITIES).nullable(),
  /** True where feedback made that quieter, or switched it off. */
  quietened: z.boolean(),
  values: z
    .array(z.object({ value: z.string(), name: z.string(), share: z.number(), sites: z.number().int() }))
    .readonly(),
});
/** One convention, after parsing. */
export type ConventionRow = z.infer<typeof conventionSchema>;
/** Parameters of `drift/conventions`. */
export const conventionsParamsSchema = rootParamsSchema;
/** A convention that a tool decides in some files, by the settings that say so. */
const leftToToolSchema = z.object({
  key: z.string(),
  language: z.string(),
  tool: z.string(),
  /** The settings. */
  path: z.string(),
  files: z.number().int(),
});
/** One of those, after parsing. */
export type LeftToTool = z.infer<typeof leftToToolSchema>;
/** Answer of `drift/conventions`. */
export const conventionsAnswerSchema = z.object({
  conventions: z.array(conventionSchema).readonly(),
  /** What is not asked because a tool decides it, by key, language and settings. */
  leftToTools: z.array(leftToToolSchema).readonly(),
  baseline: z.string(),
});
/** Answer of `drift/conventions`, after parsing. */
export type ConventionsAnswer = z.infer<typeof conventionsAnswerSchema>;

/** Parameters of `drift/conventions/show`. */
export const showConventionParamsSchema = z.strictObject({
  key: z.string(),
  /** Commit since which its history is read: gives age, momentum and direction. */
  since: z.string().optional(),
  uri,
});
const citedFileSchema = z.object({
  path: z.string(),
  line: z.number().int(),
  value: z.string(),
  sites: z.number().int(),
});
/** Everything there is to say about one convention in one scope. */
export const conventionDetailSchema = conventionSchema.extend({
  alpha: z.number(),
  beta: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  directories: z.number().int(),
  direction: z.enum(['rising', 'stable', 'falling', 'unknown']),
  factors: z.record(z.string(), z.number()),
  weighted: z.number(),
  score: z.number(),
  reason: z.string(),
  /** Files that hold the leading answer, and files that hold another one. */
  filesFor: z.array(citedFileSchema).readonly(),
  filesAgainst: z.array(citedFileSchema).readonly(),
});
/** One convention in detail, after parsing. */
export type ConventionDetail = z.infer<typeof conventionDetailSchema>;
/** Answer of `drift/conventions/show`. */
export const showConventionAnswerSchema = z.object({
  conventions: z.array(conventionDetailSchema).readonly(),
  leftToTools: z.array(leftToToolSchema).readonly(),
  baseline: z.string(),
});
/** Answer of `drift/conventions/show`, after parsing. */
export type ShowConventionAnswer = z.infer<typeof showConventionAnswerSchema>;

/** Parameters of `drift/conventions/decide`. */
export const decideParamsSchema = z.strictObject({
  key: z.string(),
  status: z.enum([...DECISION_STATUSES, 'cleared']),
  value: z.string().optional(),
  language: z.string().optional(),
  population: z.enum(['source', 'test']).optional(),
  scope: z.string().optional(),
  severity: z.enum(SEVERITIES).optional(),
  reason: z.string().optional(),
  /** Allows a pinned answer that nothing in the code gives yet. */
  unseen: z.boolean().default(false),
  uri,
});
/** Parameters of `drift/conventions/decide`, after parsing. */
export type DecideParams = z.infer<typeof decideParamsSchema>;
/** Answer of `drift/conventions/decide`: what was written, or why nothing was. */
export const decideAnswerSchema = z.object({ done: z.boolean(), message: z.string() });
/** Answer of `drift/conventions/decide`, after parsing. */
export type DecideAnswer = z.infer<typeof decideAnswerSchema>;

/** Parameters of `drift/conventions/diff`. */
export const diffConventionsParamsSchema = z.strictObject({ rev: z.string(), uri });
/** How one convention changed since a commit. */
export const conventionChangeSchema = z.object({
  id: z.string(),
  key: z.string(),
  language: z.string(),
  population: z.enum(['source', 'test']),
  value: z.string(),
  /** Shares of the value at the commits looked at, oldest first; the last one is now. */
  shares: z.array(z.number()).readonly(),
  files: z.number().int(),
  direction: z.enum(['rising', 'stable', 'falling']),
  momentum: z.number(),
  category: z.string(),
  /** What became of the answer's lead; `same` where only its share moved. */
  change: z.enum(['new', 'gone', 'leads', 'led', 'same']),
});
/** One such change, after parsing. */
export type ConventionChange = z.infer<typeof conventionChangeSchema>;
/** Answer of `drift/conventions/diff`. */
export const diffConventionsAnswerSchema = z.object({
  commits: z.array(z.string()).readonly(),
  /** Answers that gained or lost the lead, or whose share moved. */
  changes: z.array(conventionChangeSchema).readonly(),
  /** How many leading answers did neither. */
  unchanged: z.number().int(),
  /** Why nothing could be compared; empty when it could. */
  problem: z.string(),
});
/** Answer of `drift/conventions/diff`, after parsing. */
export type DiffAnswer = z.infer<typeof diffConventionsAnswerSchema>;

/** Parameters of `drift/conventions/trends`: one convention in every scope, or the leading answers of all. */
export const trendsParamsSchema = z.strictObject({
  key: z.string().optional(),
  uri,
});
const trendRowSchema = z.object({
  key: z.string(),
  language: z.string(),
  population: z.enum(['source', 'test']),
  scope: z.string(),
  /** The answer in words, and as decisions name it. */
  value: z.string(),
  name: z.string(),
  /** Share of the files at each recorded scan in which the question arose, oldest first. */
  shares: z.array(z.number()).readonly(),
  /** Places that give the answer at the last of them. */
  sites: z.number().int(),
  /** `unknown` where there are too few scans to tell. */
  direction: z.enum(['rising', 'stable', 'falling', 'unknown']),
});
/** Answer of `drift/conventions/trends`. History is shown; no finding depends on it. */
export const trendsAnswerSchema = z.object({
  /** Recorded scans looked at, oldest first. */
  scans: z.array(z.object({ id: z.number().int(), at: z.string() })).readonly(),
  trends: z.array(trendRowSchema).readonly(),
  /** Why nothing, or not everything, can be told; empty where it can. */
  problem: z.string(),
});
/** Answer of `drift/conventions/trends`, after parsing. */
export type TrendsAnswer = z.infer<typeof trendsAnswerSchema>;
/** Parameters of `drift/outliers`: one feature by its id or the end of it, or all. */
export const outliersParamsSchema = z.strictObject({ feature: z.string().optional(), uri });

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

/** Parameters of `drift/config`. */
export const configParamsSchema = rootParamsSchema;
/** Answer of `drift/config`. */
export const configAnswerSchema = z.object({
  /** The configuration as TOML, with origins as comments. */
  text: z.string(),
  /** The same, setting by setting. */
  settings: z.array(z.object({ key: z.string(), value: z.unknown(), origin: z.string() })).readonly(),
  problems: z.array(z.string()).readonly(),
  /** Those of them that lie in what this run alone was given (`--set`). */
  flagProblems: z.array(z.string()).readonly(),
  /** A fault that makes the result of a check meaningless. */
  broken: z.boolean(),
});
/** Answer of `drift/config`, after parsing. */
export type ConfigAnswer = z.infer<typeof configAnswerSchema>;

/** What `drift/notice` tells. */
export const noticeParamsSchema = z.object({ message: z.string() });

/** What `drift/settled` tells: which lane finished, and the digest of what it left. */
export const settledSchema = z.object({
  lane: z.enum(['fast', 'slow']),
  uri: z.string().optional(),
  version: z.number().nullable().optional(),
});
