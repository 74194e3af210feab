import type { CodeText } from './code-text.ts';

/** One change of a text, in offsets of the text as it was. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A rewriting that makes one site answer a convention's question in another way. It never changes the number of lines. */
export interface Candidate {
  readonly key: string;
  /** How it was done, where there are several ways. */
  readonly way?: string;
  /** What the site shows afterwards. */
  readonly becomes: string;
  /** First and last line, from 0, on which the deviation may be told. */
  readonly from: number;
  readonly to: number;
  readonly edits: readonly Edit[];
  /** Where the file goes, for names of files: the deviation is then one of the file, whatever the line. */
  readonly movesTo?: string;
  /** Where a copy of the file goes, as a new file. */
  readonly copiesTo?: string;
  /** Before and after, for whoever reads the list. */
  readonly what: string;
}

/** What a rewriter may ask of the rest of the package. */
export interface Surroundings {
  /** The answer that Drift reports as the convention. */
  readonly expected: string;
  /** Other answers that the code base shows. */
  readonly rivals: readonly string[];
  /** True where no other file of the package mentions a name. */
  isOnlyHere(name: string, file: CodeText): boolean;
  exists(path: string): boolean;
  /** A whole number from 0 that is less than `end`, by the seed. */
  below(end: number): number;
}

/** Finds the sites of one convention in one file that text alone shows beyond doubt. */
export type Rewriter = (file: CodeText, around: Surroundings) => Iterable<Candidate>;

/** Renames all occurrences of a name in a file; `null` unless all of them are code and plain reads or writes. */
export function renaming(file: CodeText, name: string, to: string, within?: readonly [number, number]): Edit[] | null {
  const places = file.occurrences(name);
  if (file.mentions(to) || places.length === 0) return null;
  const raw = [...file.text.matchAll(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))];
  if (raw.length !== places.length) return null;
  if (within !== undefined && places.some((p) => p < within[0] || p >= within[1])) return null;
  return places.map((start) => ({ start, end: start + name.length, text: to }));
}
