/** Version of the form of a segment file; another one is not read. */
export const FORMAT_VERSION = 1;
/** Bytes of all segments of a folder together beyond which living entries only are kept. */
export const MAX_FOLDER_BYTES = 1024 * 1024 * 1024;
/** Bytes of payload in one segment; what is more is not kept. Below the bound of the folder, so that not every save hits it. */
export const MAX_SEGMENT_BYTES = 768 * 1024 * 1024;
/** Segments of a folder beyond which they are written into one: each is opened at every start. */
export const MAX_SEGMENTS = 8;
/** Share of dead bytes beyond which living entries only are kept. */
export const MAX_DEAD_SHARE = 0.5;
/** A segment this many times as large as what is written beside it is left alone, so that small changes stay cheap. */
export const FOLD_FACTOR = 2;
/** Bytes that are sealed and written at a time: about a millisecond of work. */
export const WRITE_BYTES = 2 * 1024 * 1024;
/** Age in milliseconds from which on a temporary file belongs to nobody any more. */
export const ABANDONED_MS = 60 * 60 * 1000;
