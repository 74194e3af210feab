// What `[ci]` holds where nobody says otherwise, with units and where the numbers come from.

/** The components of the score of a run in CI; each is the pass of the same name. */
export const SCORE_COMPONENTS = ['patterns', 'constraints', 'security', 'tests', 'boundaries'] as const;
/** One of the components. */
export type ScoreComponent = (typeof SCORE_COMPONENTS)[number];

/** Share of the score of each component; they sum to 1. Source: specification of the CI agent, table of passes. */
export const SCORE_WEIGHTS: Readonly<Record<ScoreComponent, number>> = {
  patterns: 0.3,
  constraints: 0.25,
  security: 0.2,
  tests: 0.15,
  boundaries: 0.1,
};
/** How far weights may miss a sum of 1. Source: specification, `[ci.scoring]`. */
export const WEIGHTS_TOLERANCE = 0.001;

/** Score from which a run passes, in points of 100. Source: specification, `threshold`. */
export const THRESHOLD = 70;
/** Seconds before a run gives up with what it has. Source: specification, `timeout`. */
export const TIMEOUT_S = 300;
/** Longest time-out that can be asked for, in seconds: what a timer can count. */
export const MAX_TIMEOUT_S = 86_400;
/** Changed files from which everything is looked at instead. Source: specification, `max_files`. */
export const MAX_FILES = 5_000;

/** The policy that is judged in CI where none is named; it fails nothing then. Source: specification, `gate_policy`. */
export const CI_POLICY = 'ci-standard';
