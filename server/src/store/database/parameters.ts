/** Commands that may wait to be written before whoever brings more has to wait as well. */
export const QUEUE_LIMIT = 1_024;
/** Commands that are written in one transaction. */
export const BATCH_SIZE = 500;
/** Milliseconds after the first waiting command at which the batch is written, full or not. */
export const BATCH_MS = 100;
/** Milliseconds without a write after which the image goes to the disk. */
export const SAVE_AFTER_MS = 2_000;
/** Milliseconds after which it goes to the disk although writes go on. */
export const SAVE_AT_MOST_MS = 10_000;

/** Rows of a page where nothing else is asked for, and at most. */
export const PAGE_DEFAULT = 100;
/** The most rows of one page. */
export const PAGE_MAX = 500;

/** Scans that are kept; what was told of older ones goes with them. */
export const MAX_SCANS = 100;
/** Days a scan is kept. */
export const SCAN_DAYS = 365;
/** Audits of one branch that are kept. */
export const MAX_AUDITS = 50;
/** Days an audit is kept. */
export const AUDIT_DAYS = 90;
/** Events that are kept. */
export const MAX_EVENTS = 500;
/** Share of free pages from which on the image is packed. */
export const FREE_SHARE = 0.2;
/** Below this many pages packing is not worth it. */
export const FREE_PAGES_MIN = 256;

/** Damaged images that are kept aside. */
export const MAX_ASIDE = 3;

/** Bytes of a page of the images that Drift makes. */
export const PAGE_BYTES = 4_096;
/** Bytes an image may grow to. */
export const MAX_IMAGE_BYTES = 512 * 1024 * 1024;
/** Bytes from which on a person is told how large it is. */
export const LARGE_IMAGE_BYTES = 150 * 1024 * 1024;

/** Milliseconds after which a lock whose holder gives no sign is free, and between two signs. */
export const LOCK_STALE_MS = 10_000;
/** Milliseconds between two signs of life of a lock's holder. */
export const LOCK_UPDATE_MS = 5_000;
