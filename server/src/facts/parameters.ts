// Limits of what a fact keeps, so that one strange file cannot fill the memory of all the others.

/** Longest path text kept, in code units. */
export const MAX_PATH = 160;
/** Longest text of an argument, value or return kept, in code units. */
export const MAX_VALUE_TEXT = 240;
/** Longest string literal kept, in code units; a PEM block needs its first lines only. */
export const MAX_STRING_TEXT = 2_000;
/** Shortest string literal worth keeping, in code units. */
export const MIN_STRING_TEXT = 4;
/** Segments of a call chain that a path shows. */
export const MAX_PATH_SEGMENTS = 24;
/** Operands of one concatenation that are read. */
export const MAX_CONCAT_PARTS = 64;
/** Arguments kept of one call. */
export const MAX_ARGUMENTS = 255;
/** Nodes of a handler's body that are searched for its variable. */
export const MAX_HANDLER_NODES = 4_000;
/** Nodes of a condition that are searched for keys looked up in it. */
export const MAX_CONDITION_NODES = 200;
/** Longest path a hole of a dynamic text shows, in code units. */
export const MAX_HOLE = 64;
/** Formatting operators inside each other that are read. */
export const MAX_FORMAT_DEPTH = 4;
/** Parentheses, casts and wrappers around one expression that are looked through. */
export const MAX_WRAPPERS = 32;
