import type { Severity } from '@drift/shared';

/** Points that a finding costs, by severity (specification of rules). */
export const PENALTIES: Readonly<Record<Severity, number>> = { error: 10, warning: 3, info: 1, hint: 0 };

/** Points for each place looked at from which on a score is 0: one error at every place. */
export const PENALTY_PER_SITE = 10;

/** A gate whose score is less than so many points above its threshold warns. */
export const SCORE_MARGIN = 10;

/** Percentage points above the threshold below which coverage warns. */
export const COVERAGE_MARGIN = 5;

/** Items after which a gate lets its time be checked. */
export const CHUNK = 1_000;

/** Weaknesses that may fail a gate wherever they are, in old code as well. */
export const ALWAYS_BLOCKING: ReadonlySet<string> = new Set(['CWE-798', 'CWE-89']);

/** Areas whose findings are about security. */
export const SECURITY_AREAS: readonly string[] = ['taint', 'crypto', 'owasp', 'secret'];

/** Areas whose errors count as such in the third quarter of a ramp-up: security, and how parts may depend on each other. */
export const EARLY_AREAS: ReadonlySet<string> = new Set([...SECURITY_AREAS, 'boundary', 'constraint']);

/** Parts of a ramp-up after which more counts: what is critical; errors of the early areas; everything. */
export const RAMP_STEPS = { critical: 0.25, early: 0.5, full: 0.75 } as const;

/** Share of its threshold that a policy begins with; it grows to the whole. */
export const RAMP_THRESHOLD_START = 0.7;

/** Two snapshots whose numbers of files differ by more than this factor are not compared. */
export const MAX_SIZE_FACTOR = 2;

/** Members of a pattern below which a plain difference is looked at instead of a test. */
export const SMALL_SAMPLE = 5;
/** Fall of confidence (0 to 1) that counts in a small sample. */
export const SMALL_SAMPLE_DROP = 0.1;
/** Two-sided critical value of the normal distribution at p = 0.05. */
export const CRITICAL_Z = 1.96;
/** Variance of a share at its largest, which the test assumes. */
export const LARGEST_VARIANCE = 0.25;
/** Fall of confidence (0 to 1) from which on a regression is high; twice as much is critical. */
export const HIGH_DROP = 0.05;
/** Fall of compliance, in percentage points, from which on a regression is medium. */
export const MEDIUM_COMPLIANCE_DROP = 10;
/** Categories whose regressions are always critical. */
export const CRITICAL_CATEGORIES: ReadonlySet<string> = new Set(['auth', 'security']);
