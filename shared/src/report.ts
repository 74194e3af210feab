import * as z from 'zod';
import { baselineStateSchema } from './baseline-protocol.ts';
import { SEVERITIES } from './finding.ts';
import { gateReportSchema } from './gates.ts';
import { byCodeUnit } from './order.ts';
import { PROBLEM_CODES } from './problem.ts';

/** The version of the JSON report; it changes when a consumer would have to. */
export const REPORT_SCHEMA_VERSION = 1;

/** The longest first line, in UTF-16 code units, that a finding quotes. */
export const SNIPPET_LIMIT = 240;

const count = z.number().int().nonnegative();
const strings = z.array(z.string()).readonly();

const positionSchema = z.object({ line: count, character: count });

/** A range as LSP counts: lines and UTF-16 characters from 0, the end not included. */
export const reportRangeSchema = z.object({ start: positionSchema, end: positionSchema });
/** A value of `reportRangeSchema`. */
export type ReportRange = z.infer<typeof reportRangeSchema>;

const relatedSchema = z.object({ path: z.string(), range: reportRangeSchema, message: z.string() });
const fixSchema = z.enum(['none', 'safe', 'unsafe']);

/** A fix with its edits, which are of one file each and do not overlap. */
export const reportFixSchema = z.object({
  title: z.string(),
  kind: z.enum(['safe', 'unsafe']),
  edits: z.array(z.object({ path: z.string(), range: reportRangeSchema, newText: z.string() })).readonly(),
});

/** The statistics behind a numeric outlier. */
export const outlierEvidenceSchema = z.object({
  value: z.number(),
  median: z.number(),
  limit: z.number().nullable(),
  n: count,
  deviation: z.number().min(0).max(1),
  significance: z.enum(['critical', 'high', 'moderate', 'low']),
  direction: z.enum(['above', 'below']),
  methods: z.array(z.object({ method: z.string(), statistic: z.number(), threshold: z.number() })).readonly(),
});

/** One finding as machines read it. `path` is exactly as on disk; secrets in `message` and `snippet` are masked already. */
export const reportFindingSchema = z.object({
  id: z.string(),
  ruleId: z.string(),
  path: z.string(),
  range: reportRangeSchema,
  severity: z.enum(SEVERITIES),
  message: z.string(),
  isNew: z.boolean(),
  confidence: z.number().min(0).max(1),
  tier: z.enum(['established', 'emerging', 'tentative', 'uncertain']),
  /** Such as `CWE-89`, the primary one first. */
  cwe: strings,
  /** Enclosing symbol path, `''` at module level. */
  symbol: z.string(),
  evidence: z
    .object({
      conforming: count,
      total: count,
      expected: z.string(),
      actual: z.string(),
      category: z.string(),
      scope: z.string(),
      rank: z.number(),
    })
    .exactOptional(),
  outlier: outlierEvidenceSchema.exactOptional(),
  /** Conforming examples, strongest first, or the other end of what was found. */
  related: z.array(relatedSchema).readonly(),
  fixable: fixSchema,
  /** The line the finding starts on, from its first character, cut at `SNIPPET_LIMIT`. */
  snippet: z.object({ line: z.string().max(SNIPPET_LIMIT) }),
  /** What to look at first, 0 to 1; only where a report was asked for it. */
  priority: z.number().min(0).max(1).exactOptional(),
  /** The computed fix; only where a report was asked for it. */
  fix: reportFixSchema.exactOptional(),
});
/** A value of `reportFindingSchema`. */
export type ReportFinding = z.infer<typeof reportFindingSchema>;

/** A finding that is not shown, and what keeps it from being shown. */
export const reportSuppressedSchema = z.object({
  finding: reportFindingSchema,
  /** `inSource`: a comment; `external`: a dismissal. */
  kind: z.enum(['inSource', 'external']),
  justification: z.string(),
  /** The comment, where it is one. */
  comment: reportRangeSchema.exactOptional(),
  /** `YYYY-MM-DD`, where it ends. */
  expires: z.string().exactOptional(),
});
/** A value of `reportSuppressedSchema`. */
export type ReportSuppressed = z.infer<typeof reportSuppressedSchema>;

/** What a report says about one rule, whether or not it fired. */
export const reportRuleSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  /** Such as `CWE-89`. */
  cwe: strings,
  /** Such as `A05:2025`. */
  owasp: strings,
  severity: z.enum(SEVERITIES),
  maturity: z.enum(['incubating', 'stable', 'deprecated']),
  helpUri: z.string().exactOptional(),
  fix: fixSchema,
});
/** A value of `reportRuleSchema`. */
export type ReportRule = z.infer<typeof reportRuleSchema>;

/** Files that are not the project's own writing: made by a program, or copied from others. */
export const SET_APART_ROLES = ['generated', 'vendored'] as const;

/**
 * The counts of one run. `findings`, `bySeverity` and `byRule` count what the exit code counts: the new findings, or
 * every finding under `--all` and without git. Older findings that are only listed are in `backlogShown`, the rest of
 * them in `backlogHidden`.
 */
export const reportSummarySchema = z.object({
  files: count,
  findings: count,
  new: count,
  backlogShown: count,
  backlogHidden: count,
  bySeverity: z.object({ error: count, warning: count, info: count, hint: count }),
  /** In code-unit order of the rule id. */
  byRule: z.array(z.object({ ruleId: z.string(), count })).readonly(),
  /** Files that were not read, by reason (`tooLarge`, `binary`, ...). */
  skipped: z.record(z.string(), count),
  /**
   * Files that only the rules about security looked at, and of which no habit was learned: how many of each kind, and the
   * first of them by name; left out when there are none.
   */
  setApart: z
    .array(z.object({ role: z.enum(SET_APART_ROLES), files: count, named: strings }))
    .readonly()
    .exactOptional(),
  /** Findings that people dismissed and nothing shows, by reason (`false_positive`, ...); left out when there are none. */
  dismissed: z.record(z.string(), count).exactOptional(),
  /** Findings that a comment suppresses; left out when there are none. */
  suppressed: count.exactOptional(),
  /** Numbers of which too much stands out for any to be told by itself, a sentence each; left out when there are none. */
  outlierNotes: strings.exactOptional(),
  baseline: z.object({ kind: z.enum(['git', 'none']), commit: z.string().exactOptional(), description: z.string() }),
  /** The committed baseline; left out where there is none. */
  accepted: baselineStateSchema.exactOptional(),
  /** What was learned: how many conventions are enforced, only hint, are only seen, and undecided; the best supported ones in words. */
  conventions: z.object({
    enforced: count,
    hinted: count,
    seen: count,
    contested: count,
    /** True where nobody has configured or decided anything yet. */
    firstRun: z.boolean(),
    best: z
      .array(z.object({ key: z.string(), language: z.string(), leader: z.string(), evidence: z.string() }))
      .readonly(),
  }),
});
/** A value of `reportSummarySchema`. */
export type ReportSummary = z.infer<typeof reportSummarySchema>;

/** A part of the analysis that could not run; its presence means that zero findings prove nothing. */
export const notRunSchema = z.object({ what: z.string(), reason: z.string(), hint: z.string() });
/** A value of `notRunSchema`. */
export type NotRun = z.infer<typeof notRunSchema>;

/** Something that could not be done, as it travels. */
export const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  message: z.string(),
  file: z.string().exactOptional(),
  line: count.exactOptional(),
  column: count.exactOptional(),
  hint: z.string().exactOptional(),
});

/** What `drift/report` answers. `findings` are in the order of `compareFindings`. */
export const reportSchema = z.object({
  findings: z.array(reportFindingSchema).readonly(),
  rules: z.array(reportRuleSchema).readonly(),
  summary: reportSummarySchema,
  notRun: z.array(notRunSchema).readonly(),
  problems: z.array(problemSchema).readonly(),
  /** In the order of `compareFindings`; only where a report was asked for them. */
  suppressed: z.array(reportSuppressedSchema).readonly().exactOptional(),
  /** The verdict of the policy; only where a report was asked for it. */
  gates: gateReportSchema.exactOptional(),
  /** Hex SHA-256 of `canonicalText` of every finding, listed or not. */
  digest: z.string(),
});
/** A value of `reportSchema`. */
export type Report = z.infer<typeof reportSchema>;

/** A report with the run it came from: what the JSON format prints and every reporter reads. */
export const reportEnvelopeSchema = z.object({
  schemaVersion: z.literal(REPORT_SCHEMA_VERSION),
  command: z.string(),
  root: z.string(),
  driftVersion: z.string(),
  generatedAt: z.string().exactOptional(),
  data: reportSchema,
  warnings: strings,
  meta: z.object({ durationMs: z.number().nonnegative().exactOptional() }),
});
/** A value of `reportEnvelopeSchema`. */
export type ReportEnvelope = z.infer<typeof reportEnvelopeSchema>;

/** The same envelope without time and place, so that two runs over equal input print equal bytes. */
export function stableEnvelope(envelope: ReportEnvelope): ReportEnvelope {
  const { schemaVersion, command, driftVersion, data, warnings } = envelope;
  return { schemaVersion, command, root: '.', driftVersion, data, warnings, meta: {} };
}

/** The one order of findings: path, start, end, rule id, finding id; paths and ids by code unit. */
export function compareFindings(a: ReportFinding, b: ReportFinding): number {
  return (
    byCodeUnit(a.path, b.path) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character ||
    a.range.end.line - b.range.end.line ||
    a.range.end.character - b.range.end.character ||
    byCodeUnit(a.ruleId, b.ruleId) ||
    byCodeUnit(a.id, b.id)
  );
}

/** JSON with the keys of every object in code-unit order, so that equal values are equal bytes. */
export function sortedJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, sortKeys, indent);
}

/**
 * The text whose SHA-256 is the digest: a line per file with its path, then a line of sorted JSON per finding, in the
 * order of `compareFindings`, LF after each. Left out is what is no judgement: the quoted source line, and what a report
 * adds only where it was asked to.
 */
export function canonicalText(findings: readonly ReportFinding[]): string {
  const lines: string[] = [];
  let path: string | undefined;
  for (const finding of [...findings].sort(compareFindings)) {
    if (finding.path !== path) {
      path = finding.path;
      lines.push(`${JSON.stringify(path)}\n`);
    }
    const { snippet: _snippet, priority: _priority, fix: _fix, ...judged } = finding;
    lines.push(`${sortedJson(judged)}\n`);
  }
  return lines.join('');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b)));
}
