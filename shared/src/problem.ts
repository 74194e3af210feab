/** The closed list of codes under which Drift reports that something could not be done. */
export const PROBLEM_CODES = [
  'SCAN_ERROR',
  'PARSE_ERROR',
  'CANCELLED',
  'UNSUPPORTED_LANGUAGE',
  'DETECTION_ERROR',
  'CONFIG_ERROR',
  'PROTOCOL_ERROR',
  'FILE_TOO_LARGE',
  'FILE_BINARY',
  'FILE_NOT_PARSED',
  'PERMISSION_DENIED',
  'GIT_ERROR',
  'WORKER_ERROR',
  'FEEDBACK_ERROR',
  'BASELINE_ERROR',
  'RULE_DISABLED',
  'RULE_DEMOTED',
  'DB_CORRUPT',
  'SCHEMA_TOO_NEW',
  'MIGRATION_FAILED',
  'DISK_FULL',
  'WORKSPACE_LOCKED',
  'STORAGE_ERROR',
] as const;
/** One of the codes of problems. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** An expected failure as a value: what happened, where, and what to do. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly file?: string;
  /** 1-based, where the place is known. */
  readonly line?: number;
  readonly column?: number;
  readonly hint?: string;
}

/** Either a value or the problems that prevented it. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };
