/** Longest manifest that is read, in UTF-16 code units; real ones are far below. */
export const MAX_MANIFEST = 1_000_000;
/** Longest chain of `extends` and `references` followed from one tsconfig. */
export const MAX_CONFIG_CHAIN = 16;
/** Most targets one conditional export may hold. */
export const MAX_EXPORT_TARGETS = 32;
/** Most patterns of members that one manifest may give; the rest are not read. */
export const MAX_PATTERNS = 1_000;
