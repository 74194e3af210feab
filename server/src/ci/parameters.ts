// Numbers of the verdict, the comment and the calls to a provider, with their units and where they come from.

/**
 * How much of a file its worst finding takes away, 0 to 1. A file with warnings alone stays at the threshold of 70, so
 * that the score by itself fails no change that `--fail-on error` lets pass.
 */
export const SEVERITY_COST = { error: 1, warning: 0.3, info: 0.1, hint: 0 } as const;

/** Points below the threshold in which a run warns. Source: specification, status. */
export const WARN_BAND = 10;

/** Points by which a score must differ from the one before to be called a trend. Source: specification, comment. */
export const TREND_POINTS = 2;

/** New findings that a comment shows at once. Source: specification, comment. */
export const TOP_FINDINGS = 10;
/** Further new findings in the collapsed part of a comment. */
export const MORE_FINDINGS = 100;
/** Characters of a text of the repository that a comment quotes. */
export const QUOTE_LIMIT = 300;

/** Milliseconds before each further try of a call that failed on the other side. Source: specification, retries. */
export const RETRY_MS: readonly number[] = [1_000, 2_000, 4_000];
/** Longest that a provider may ask us to wait, in milliseconds. */
export const MAX_RETRY_AFTER_MS = 60_000;
/** Longest that one call may take, in milliseconds. */
export const CALL_MS = 30_000;

/** Annotations in one call. Source: GitHub's REST API, check runs. */
export const ANNOTATIONS_A_CALL = 50;
/** Annotations of one run: ten calls; the report has the rest. */
export const MAX_ANNOTATIONS = 500;
/** Largest compressed SARIF in bytes. Source: GitHub's limits of code scanning. */
export const MAX_SARIF_BYTES = 10_000_000;
/** How often and in which distance (ms) the fate of an upload is asked for. */
export const SARIF_POLLS = 10;
/** Milliseconds between two questions about an upload. */
export const SARIF_POLL_MS = 2_000;
/** Comments on one page, and pages that are searched for ours. Source: GitHub's and GitLab's limit of a page. */
export const PAGE_SIZE = 100;
/** Pages of comments that are searched. */
export const MAX_PAGES = 30;
