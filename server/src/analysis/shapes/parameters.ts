// Thresholds of shapes and patterns; sources: spec "Pattern aggregation and deduplication", else measured on the corpus.

/** Hash functions of a MinHash signature. */
export const PERMUTATIONS = 128;
/** Banding that finds near copies: proposes 0.994 of the pairs at 0.85. */
export const COPY_BANDING = { bands: 16, rows: 8 } as const;
/** Banding that finds functions of one kind: proposes 0.937 of the pairs at 0.4 and 0.997 of those at 0.5. */
export const KIND_BANDING = { bands: 42, rows: 3 } as const;
/** Members of a bucket compared with each other; later ones are compared with the first of these and the one before. */
export const BUCKET_PAIRWISE = 24;
/** First members of a bucket that every later one is compared with. */
export const BUCKET_HEADS = 4;

/** Jaccard index from which two patterns are flagged as near duplicates. */
export const DUPLICATE_FLAG = 0.85;
/** Jaccard index from which two patterns are one. */
export const DUPLICATE_MERGE = 0.95;
/** Features both patterns need to be merged: small sets are equal by accident. */
export const MIN_SET_TO_MERGE = 5;

/** Features a function needs to have a shape at all. */
export const MIN_FEATURES = 8;
/** Different names a function must call to have a shape. */
export const MIN_CALLS = 2;
/** Calls of one function that take part in its shape. */
export const MAX_CALLS = 200;
/** Parameters counted apart. */
export const MAX_PARAMETERS = 6;

/** Jaccard indexes at which functions are joined, in this order, until a set holds together. */
export const JOIN_LEVELS = [0.4, 0.5, 0.6, 0.7, 0.8] as const;
/** Functions a group needs. */
export const MIN_MEMBERS = 10;
/** Files its functions must lie in. */
export const MIN_FILES = 5;
/** Share of the members that have a feature of the signature. */
export const COMMON_SHARE = 0.9;
/** Features a signature needs. */
export const MIN_SIGNATURE = 6;
/** Calls, decorators and handlers among them. */
export const MIN_STEPS = 1;
/** Mean Jaccard index of the members to the signature from which a set holds together. */
export const MIN_COHESION = 0.4;
/** Part of the members that may be farther from the signature than what is still a member. */
export const MEMBERSHIP_QUANTILE = 0.05;
/** Least Jaccard index to the signature of a member, whatever the others show. */
export const MIN_MEMBERSHIP = 0.35;
/** Jaccard index to the signature that is enough for any member, however alike the others are. */
export const ENOUGH_MEMBERSHIP = 0.6;
/** Share of the functions outside a kind beyond which a step says nothing about it. */
export const MAX_STEP_SHARE_ELSEWHERE = 0.25;
/** Prior votes for and against a step (uniform). */
export const STEP_PRIOR = 1;
/** Comparisons done between two pauses. */
export const CHUNK = 1_000;
/** Texts of steps that may be kept of files that are gone. */
export const STALE_TEXTS = 20_000;
