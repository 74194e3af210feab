// Thresholds of the feedback loop; source: spec "Violation feedback loop", after Sadowski et al., CACM 2018.

/** Days a rule's rate looks back. */
export const RULE_WINDOW_DAYS = 30;
/** Days the overall rate looks back. */
export const OVERALL_WINDOW_DAYS = 90;
/** Findings acted on before a rate means anything. */
export const MIN_ACTED_ON = 10;
/** Rates from which a rule is no longer healthy, needs a look, and cries wolf. */
export const WARNING_RATE = 0.05;
/** See `WARNING_RATE`. */
export const ALERT_RATE = 0.1;
/** See `WARNING_RATE`. */
export const CRITICAL_RATE = 0.2;
/** Rate above which a convention only hints: the rule of Tricorder (spec "Convention learning", precision). */
export const CONVENTION_DEMOTION_RATE = 0.1;
/** Rate above which any other rule is told one severity lower. */
export const RULE_DEMOTION_RATE = 0.2;
/** Days a rate must stay above `CRITICAL_RATE` before the rule is switched off. */
export const DISABLE_AFTER_DAYS = 30;
/** Days with records there must be in that time, the first and the last included. */
export const MIN_EVALUATIONS = 4;
/** Change of the rate between two windows that counts as a trend. */
export const TREND_STEP = 0.02;

/** What an action adds to the Beta posterior of a convention. */
export const DELTAS = {
  positive: 0.5,
  falsePositive: 0.5,
  weakNegative: 0.25,
  suppressed: 0.1,
  approved: 2,
  rejected: 5,
  implicitPositive: 0.1,
  implicitNegative: 0.05,
} as const;
/** Share of the evidence that what Drift inferred by itself may weigh at most. */
export const IMPLICIT_CAP = 0.1;

/** What an action adds to the score of a rule in the file it is about. */
export const LOCAL_DELTAS = { fixed: 0.1, falsePositive: -0.15, notApplicable: -0.05, ignored: -0.05 } as const;
/** Share of it that the file's directory gets. */
export const DIRECTORY_SHARE = 0.3;
/** Score at which a directory, and below which a file, is one where the rule is of no use. */
export const LOCAL_THRESHOLD = -0.5;
/** Findings that are less sure are shown all the same: what is said about them is no statement about the place. */
export const EXEMPT_CONFIDENCE = 0.5;

/** Share of dismissals among an author's actions that is conspicuous, and from how many actions on. */
export const ABUSE_RATE = 0.5;
/** See `ABUSE_RATE`. */
export const ABUSE_MIN_ACTIONS = 10;
/** Dismissals in one hour that are a burst when exceeded. */
export const BURST_DISMISSALS = 20;
/** Dismissals in one minute that are a flood. */
export const FLOOD_DISMISSALS = 100;
/** Dismissals of one rule in a week that are aimed at it when exceeded. */
export const TARGETED_DISMISSALS = 10;
/** Spans of time in milliseconds. */
export const MINUTE_MS = 60_000;
/** See `MINUTE_MS`. */
export const HOUR_MS = 3_600_000;
/** See `MINUTE_MS`. */
export const DAY_MS = 86_400_000;
/** Days in which dismissals of one rule are counted together. */
export const TARGETED_DAYS = 7;

/** Days on which a file was edited around a finding that stayed before the finding counts as ignored. */
export const IGNORED_AFTER_DAYS = 3;
