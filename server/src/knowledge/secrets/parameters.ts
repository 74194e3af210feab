/** Strings shorter than this many UTF-16 code units cannot hold any family of the table. */
export const MIN_SCANNED_LENGTH = 16;

/** Bits per UTF-16 code unit a token body needs when its family names no threshold of its own. */
export const DEFAULT_MIN_ENTROPY = 2.5;

/** Code units of an ascending run (`abcdef`, `123456`) that mark a value as made up. */
export const ASCENDING_RUN = 6;

/** Code units of one repeated character that mark a token as made up. */
export const REPEATED_RUN = 7;

/** Distinct code units below which a token body is filler. */
export const MIN_DISTINCT = 6;

/** Code units of a secret a mask may show at most. */
export const MASK_VISIBLE = 4;

/** One in how many code units of a secret a mask may show at most. */
export const MASK_SHARE = 4;

/** Longest scheme, in code units, that is read before `://`. */
export const MAX_SCHEME = 24;

/** Longest part between `://` and the host, in code units, that is read as user and password. */
export const MAX_USER_INFO = 512;

/** Shortest password in a URL, in code units, that is believed. */
export const MIN_URL_PASSWORD = 5;

/** Shortest all-letter password believed on a host without a dot (compose services, localhost). */
export const MIN_LOCAL_WORD_PASSWORD = 12;
