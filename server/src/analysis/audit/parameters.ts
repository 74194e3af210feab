// Thresholds and weights of audits; source: spec "Audit". The weights are heuristic defaults and not measured.

/** Weights of the five factors of health; they sum to 1. */
export const HEALTH_WEIGHTS = {
  avgConfidence: 0.3,
  approvalRatio: 0.2,
  complianceRate: 0.2,
  crossValidationRate: 0.15,
  duplicateFreeRate: 0.15,
} as const;
/** What stands in the score for a factor that was not measured (share). */
export const NEUTRAL = {
  avgConfidence: 0,
  approvalRatio: 0,
  complianceRate: 1,
  crossValidationRate: 0.5,
  duplicateFreeRate: 1,
} as const;
/** Points of a full score. */
export const FULL_SCORE = 100;
/** Share of measured factors below which a score is preliminary. */
export const PRELIMINARY_BELOW = 0.6;
/** Weight of each of the two parts of a category's score: confidence and compliance. */
export const CATEGORY_WEIGHT = 0.5;
/** Patterns a category needs before its trend is told. */
export const CATEGORY_TREND_PATTERNS = 3;

/** Changes from which on it got worse: health in points, confidence as a share, both inclusive; counts must be exceeded. */
export const DEGRADATION = {
  health: { warning: -5, critical: -15 },
  confidence: { warning: -0.05, critical: -0.15 },
  falsePositives: { warning: 5, critical: 10 },
  duplicates: { warning: 3 },
} as const;
/** Snapshots whose numbers of files differ by more than this factor are of different things. */
export const COMPARABLE_FILES = 2;

/** Milliseconds of a day. */
export const MS_PER_DAY = 86_400_000;
/** Days of a window of trends. */
export const TREND_WINDOW_DAYS = 7;
/** Snapshots below which there is no trend. */
export const TREND_MIN_SNAPSHOTS = 2;
/** Points (health) or percentage points (confidence) beyond which a mean moved. */
export const TREND_STEP = 2;
/** Patterns a day above which growth is rapid. */
export const RAPID_GROWTH = 5;
/** Patterns a day below which growth is stagnant. */
export const STAGNANT_GROWTH = 0.5;

/** Points below which nothing is predicted. */
export const PREDICTION_MIN_POINTS = 5;
/** Days ahead that are predicted. */
export const HORIZONS = { soon: 7, later: 30 } as const;
/** Probability left on each side of a 95 % interval. */
export const INTERVAL_TAIL = 0.025;
/** Points a day beyond which health rises or falls. */
export const DIRECTION_SLOPE = 0.1;
/** What a prediction needs to be called so: explained variance and points. */
export const PREDICTION_CONFIDENCE = {
  high: { rSquared: 0.7, points: 14 },
  medium: { rSquared: 0.5, points: 7 },
} as const;
/** Health at which falling health is a warning, and critical (points). */
export const HEALTH_LEVELS = { warning: 70, critical: 50 } as const;

/** Days of history that anomalies are judged by. */
export const ANOMALY_WINDOW_DAYS = 30;
/** Snapshots below which nothing is an anomaly. */
export const ANOMALY_MIN_POINTS = 7;
/** Standard deviations from the mean beyond which a value is odd, and very odd. */
export const ANOMALY_Z = { warning: 2.5, error: 3.5 } as const;
/** Share of the mean below which a spread is rounding and no spread. */
export const NO_SPREAD = 1e-9;

/** Jaccard index from which two patterns are looked at, and above which they are proposed and sure to be one. */
export const DUPLICATE = { review: 0.85, merge: 0.9, autoMerge: 0.95 } as const;
/** Patterns of a category above which MinHash proposes the pairs. */
export const EXACT_PAIRS_UP_TO = 500;

/** Outliers for each location above which a pattern is hardly one. */
export const HIGH_OUTLIERS = 0.5;
/** Confidence below which an approved pattern is at fault. */
export const LOW_CONFIDENCE = 0.5;
/** What an approval takes: confidence, share of outliers at most, locations at least. */
export const APPROVAL = { confidence: 0.9, outlierRatio: 0.5, locations: 3 } as const;
/** Confidence from which a pattern is worth a look. */
export const REVIEW_CONFIDENCE = 0.7;

/** Digits after the point of a number that reaches a surface, as a factor. */
export const PRECISION = 1e6;
