// Thresholds of numeric outliers; source: spec "Outlier detection" unless a line says otherwise (2026-11).

/** Smallest population of which anything is said. */
export const MIN_SAMPLE = 10;
/** From this size on generalised ESD replaces Grubbs (normal populations). */
export const ESD_FROM = 25;
/** From this size on z-score and IQR are used. */
export const LARGE_FROM = 30;
/** Distance from the mean, in standard deviations. */
export const Z_THRESHOLD = 2.5;
/** Rounds of masking with the z-score. */
export const Z_ROUNDS = 3;
/** Values that must be left for another round of masking. */
export const Z_MIN_LEFT = 3;
/** Fences of Tukey, in interquartile ranges. */
export const IQR_MULTIPLIER = 1.5;
/** Modified z-score of Iglewicz and Hoaglin (1993). */
export const MAD_THRESHOLD = 3.5;
/** Makes the median deviation of a normal population its standard deviation (Iglewicz and Hoaglin 1993). */
export const MAD_FACTOR = 0.6745;
/** Significance level of Grubbs and ESD. */
export const ALPHA = 0.05;
/** Values Grubbs may remove when iterated. */
export const GRUBBS_REMOVALS = 3;
/** Largest number of outliers ESD looks for. */
export const ESD_MAX = 10;
/** Sensitivity where a feature does not say another: thresholds times 1.3. */
export const SENSITIVITY = 0.7;
/** False discovery rate of a run (Benjamini and Hochberg 1995). */
export const FALSE_DISCOVERY_RATE = 0.05;
/** Share of a population beyond which a value is no outlier any more: one note instead of findings. */
export const MAX_FLAGGED_SHARE = 0.1;
/** Deviation of a value that only an absolute rule flags. */
export const RULE_DEVIATION = 0.5;
/** Smallest deviation of each tier, from the worst. */
export const TIERS = [
  { tier: 'critical', deviation: 0.9 },
  { tier: 'high', deviation: 0.7 },
  { tier: 'moderate', deviation: 0.4 },
] as const;
/** Factor on the deviation for `m` methods that agree: m / 2, at most this. */
export const MAX_AGREEMENT = 1.5;
/** A constant counts as far off from this ratio to the median of its family on. */
export const FAR_RATIO = 10;
/** Largest whole number a limit is searched up to: beyond it there is no limit. */
export const MAX_LIMIT = 1_000_000;
