import {
  type CheckoutAnswer,
  CI_FILES,
  gateReportSchema,
  reportSchema,
  SCORE_COMPONENTS,
  SEVERITIES,
} from '@drift/shared';
import * as z from 'zod';
import { CI_EVENTS } from './context.ts';
import { PASS_STATUSES, PASSES } from './passes.ts';

/** The version of the results file; it changes when a consumer would have to. */
export const RESULT_SCHEMA_VERSION = 1;
/** Name of the results file in the folder of the results. */
export const RESULT_FILE = CI_FILES.json;

/** Codes under which a run warns, and provider calls fail. */
export const CI_CODES = [
  'CI_SHALLOW_CLONE',
  'CI_NO_BASE',
  'CI_TOO_MANY_FILES',
  'CI_FILES_LEFT_OUT',
  'CI_FORK',
  'CI_ANALYSIS_TIMEOUT',
  'CI_ANALYSIS_ERROR',
  'CI_CONFIG_ERROR',
  'CI_PROVIDER_ERROR',
  'CI_AUTH_ERROR',
  'CI_PR_NOT_FOUND',
  'CI_SARIF_ERROR',
] as const;

/** What went other than wanted, and what to do about it. */
export const ciWarningSchema = z.object({ code: z.enum(CI_CODES), message: z.string(), hint: z.string() });
/** A value of `ciWarningSchema`. */
export type CiWarning = z.infer<typeof ciWarningSchema>;

/** How a run can end. `skipped` has looked at nothing because nothing was to be looked at. */
export const CI_STATUSES = ['pass', 'warn', 'fail', 'skipped', 'error', 'timeout'] as const;
/** One of the ways a run can end. */
export type CiStatus = (typeof CI_STATUSES)[number];

const count = z.number().int().nonnegative();
const side = z.object({ ref: z.string().nullable(), sha: z.string().nullable() });

const contextSchema = z.object({
  provider: z.enum(['github', 'gitlab', 'none']),
  event: z.enum(CI_EVENTS),
  action: z.string().nullable(),
  project: z.string().nullable(),
  pullRequest: z.number().int().positive().nullable(),
  base: side,
  head: side,
  checkout: side,
  draft: z.boolean(),
  fork: z.boolean(),
  closed: z.boolean(),
  privileged: z.boolean(),
  bases: z.array(z.string()).readonly(),
  blobUrl: z.string().nullable(),
});

const countsSchema = z.object({
  /** By severity: what counts as new, and what was there before; what is not listed is in no count. */
  fresh: z.record(z.enum(SEVERITIES), count),
  existing: z.record(z.enum(SEVERITIES), count),
  /** Older findings that are counted and not listed. */
  hidden: count,
});

/** What `drift ci analyze` leaves behind, and the other verbs read. */
export const ciResultSchema = z.object({
  schemaVersion: z.literal(RESULT_SCHEMA_VERSION),
  driftVersion: z.string(),
  status: z.enum(CI_STATUSES),
  /** One sentence. */
  summary: z.string(),
  /** 0 to 100; `null` where nothing ran that has a share in it. */
  score: z.number().min(0).max(100).nullable(),
  threshold: z.number(),
  components: z
    .array(
      z.object({
        component: z.enum(SCORE_COMPONENTS),
        score: z.number().min(0).max(100).nullable(),
        weight: z.number().min(0).max(1).nullable(),
      }),
    )
    .readonly(),
  failOn: z.enum(['error', 'warning', 'info', 'none']),
  /** The digest of all findings, as `drift check --digest` prints it; `null` where there is no report. */
  digest: z.string().nullable(),
  passes: z
    .array(
      z.object({
        name: z.enum(PASSES),
        status: z.enum(PASS_STATUSES),
        findings: count,
        newFindings: count,
        reason: z.string().nullable(),
      }),
    )
    .readonly(),
  counts: countsSchema,
  gates: gateReportSchema.nullable(),
  /** Ids of the findings that count against the change, in canonical order. */
  counted: z.array(z.string()).readonly(),
  metadata: z.object({
    mode: z.enum(['pr', 'full']),
    files: count,
    /** Files of the change that hold code; `null` where nothing tells them. */
    changedFiles: count.nullable(),
    baseline: z.string().nullable(),
    durationMs: count.nullable(),
  }),
  /** Files of the change that say how Drift judges. */
  changedSettings: z.array(z.string()).readonly(),
  warnings: z.array(ciWarningSchema).readonly(),
  context: contextSchema,
  report: reportSchema.nullable(),
});
/** A value of `ciResultSchema`. */
export type CiResult = z.infer<typeof ciResultSchema>;

/** The exit code of a run: 0 pass, 1 fail, 2 could not run, 3 out of time with what there is. */
export function exitCodeOf(status: CiStatus): number {
  switch (status) {
    case 'pass':
    case 'warn':
    case 'skipped':
      return 0;
    case 'fail':
      return 1;
    case 'error':
      return 2;
    case 'timeout':
      return 3;
  }
}

/** Files that decide how Drift judges, among those that a change touches. */
export function settingsAmong(changed: CheckoutAnswer['changed']): string[] {
  const isSetting = (path: string): boolean => /(?:^|\/)(?:drift\.toml|\.driftignore)$|(?:^|\/)\.drift\//.test(path);
  return changed.map((c) => c.path).filter(isSetting);
}
