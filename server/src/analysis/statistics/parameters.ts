// Bounds of the quick test for normality; source: spec "Outlier detection", automatic selection (2026-11).

/** Largest skewness of what counts as normal. */
export const NORMAL_SKEWNESS = 2;
/** Largest excess kurtosis of what counts as normal. */
export const NORMAL_KURTOSIS = 7;
