/** A workspace-relative path: `/` separators, no leading `./`, no trailing slash. The identity of a file below the protocol. */
export type FileId = string & { readonly __brand: 'FileId' };

/** A rule's permanent name, `drift/<area>/<rule>`. */
export type RuleId = `drift/${string}/${string}`;

/** A half-open range of UTF-16 code units in one file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
