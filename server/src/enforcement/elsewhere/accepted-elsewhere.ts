import type { LineSpan } from '../../facts/code-lines.ts';

/** Something that a team accepted with another tool: findings of some rules in a file. */
export interface ElsewhereEntry {
  /** Root-relative. */
  readonly path: string;
  /** The rules as the tool names them; none for all that it has. */
  readonly names: readonly string[];
  /** 0-based lines of the text as it is; `null` for the whole file. */
  readonly lines: readonly LineSpan[] | null;
  /** Where the line was when it was accepted, if that is another text: `lines` is to be found by it. */
  readonly was: LineAtCommit | null;
  /** How many findings it accepts at most. */
  readonly most: number;
}

/** A line of a file at a commit, 0-based. */
export interface LineAtCommit {
  readonly commit: string;
  readonly line: number;
}

/** A part of a list that is no entry. */
export interface ElsewhereFault {
  /** 1-based; `null` where the list has no lines to count. */
  readonly line: number | null;
  readonly message: string;
}

/** What a list of another tool holds. */
export interface ElsewhereList {
  readonly entries: readonly ElsewhereEntry[];
  readonly faults: readonly ElsewhereFault[];
}

/** A list, or the sentence that says why there is none in a text. */
export type ElsewhereResult =
  | { readonly ok: true; readonly value: ElsewhereList }
  | { readonly ok: false; readonly message: string };

/** Reads the text of a list; `folder` is the root-relative one that it lies in (`''` or `sub/`). */
export type ReadElsewhere = (text: string, folder: string) => ElsewhereResult;

/** The value of a JSON text, or why it has none. */
export function jsonOf(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

/** The root-relative path of what a list in a folder names; `null` for what is no path below the root. */
export function pathBelow(folder: string, written: string): string | null {
  const text = written.replaceAll('\\', '/');
  if (text === '' || text.startsWith('/') || /^[A-Za-z]:/.test(text) || text.includes('\0')) return null;
  const parts: string[] = [];
  for (const part of `${folder}${text}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? null : parts.join('/');
}
