/** Edits that are offered to the contract for one finding: each costs a parse and a judgement. Our choice. */
export const MAX_EDITS = 6;
/** Parameters a new function may have: more is no better than what was there. Our choice. */
export const MAX_PARAMETERS = 6;
/** Lines a block must have to be worth a function. Our choice. */
export const MIN_LINES = 3;
