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
