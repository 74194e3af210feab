// Thresholds of convention learning; sources: spec "Convention learning" and "Bayesian confidence scoring".

/** Sites needed before a convention is enforced. */
export const MIN_SITES_TO_ENFORCE = 10;
/** Files needed before a convention is enforced. */
export const MIN_FILES_TO_ENFORCE = 5;
/** Share of all sites the leader must have: one vote a file alone can rest on a weak half of the sites (measured: false from 0.53 to 0.69). */
export const MIN_SITE_SHARE_TO_ENFORCE = 0.75;
/** Share from which a convention counts as universal. */
export const UNIVERSAL_SHARE = 0.9;
/** Adjacent values closer than this contest each other, if the larger and the smaller one weigh enough. */
export const CONTESTED_GAP = 0.15;
/** Least share of the larger of two contesting values. */
export const CONTESTED_LARGER = 0.25;
/** Least share of the smaller of two contesting values. */
export const CONTESTED_SMALLER = 0.1;
/** Total prior mass, spread evenly over the values. */
export const PRIOR_MASS = 2;
/** Probability left on each side of the 95 % interval. */
export const INTERVAL_TAIL = 0.025;
/** Tiers: posterior mean at least, interval width below. */
export const TIERS = [
  { tier: 'established', mean: 0.85, width: 0.15 },
  { tier: 'emerging', mean: 0.7, width: 0.25 },
  { tier: 'tentative', mean: 0.5, width: 0.4 },
] as const;
/** From this many votes on a side the normal approximation replaces the exact quantile. */
export const NORMAL_FROM = 1e6;
/** Intra-cluster correlation of files in one directory: `nEff = n / (1 + (m - 1) * 0.05)` (Kish's design effect). */
export const CLUSTER_CORRELATION = 0.05;

/** What a directory or package needs before it can have a habit of its own. */
export const SCOPE_MINIMUM = {
  directory: { files: 10, sites: 20 },
  package: { files: 5, sites: 10 },
} as const;
/** Share the leader of a narrower scope must have. */
export const SCOPE_SHARE = 0.8;
/** Probability below which a narrower scope's difference from the rest counts as real. */
export const SCOPE_P = 0.01;

/** Weights of the five factors of the blended score. */
export const FACTOR_WEIGHTS = { frequency: 0.3, consistency: 0.25, age: 0.1, spread: 0.15, momentum: 0.2 } as const;
/** The posterior's share of the blended score grows with the evidence s as s / (s + 10). */
export const POSTERIOR_HALF = 10;
/** Largest share of the posterior in the blended score. */
export const POSTERIOR_LIMIT = 0.5;
/** Age factor on the first day. */
export const AGE_FLOOR = 0.1;
/** Days until the age factor is full. */
export const AGE_FULL_DAYS = 30;
/** Readings of history below which momentum is taken as zero. */
export const MOMENTUM_MIN_POINTS = 3;
/** Files in scope below which momentum is taken as zero. */
export const MOMENTUM_MIN_FILES = 50;
/** Earlier frequency below which no relative change is computed. */
export const MOMENTUM_MIN_FREQUENCY = 0.01;
/** Relative slope beyond which a frequency rises or falls. */
export const DIRECTION_SLOPE = 0.1;
/** Readings that take part in a slope, the newest ones. */
export const DIRECTION_POINTS = 10;
/** Share a falling habit must have had to be legacy. */
export const LEGACY_WAS = 0.6;
/** Share a falling habit must still have to be legacy. */
export const LEGACY_STILL = 0.3;
/** Agreement that a rule is expected to have when deviations are ranked (Engler et al. 2001). */
export const EXPECTED_AGREEMENT = 0.9;
/** Share of an answer that never led from which on its rise is told; below it, it may be one person's. */
export const EMERGING_FLOOR = 0.1;
