import { CALLABLE_KINDS } from '@drift/grammars';
import type { FileId, LanguageId, Span, TextEdit } from '@drift/shared';
import type { FileFacts } from '../../facts/file-facts.ts';
import type { NameSite } from '../../facts/name-sites.ts';
import type { Row } from '../../facts/schema.ts';
import { familyOf } from '../../index/offered-keys.ts';
import type { ProjectIndex } from '../../index/project-index.ts';
import { useOf } from './name-use.ts';

/** One file with its text, and the means to find the places of a name in it. */
export interface SourceText {
  readonly file: FileId;
  readonly language: LanguageId;
  /** What the file is for: `source`, `test`, `generated`, `vendored`, ... */
  readonly role: string;
  readonly facts: FileFacts;
  readonly text: string;
  /** Every token that is exactly this name, in order. */
  sites(name: string): readonly NameSite[];
}

/** The edits of a rename over all files, or the one sentence that says why there are none. */
export type RenamePlan =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly reason: string };

/** What is known of the workspace when a name that others can see is renamed. */
export interface RenameWorld {
  readonly index: ProjectIndex;
  /** Every file of the ten languages that holds the old name as a word, literals and comments included. */
  readonly mentions: readonly SourceText[];
  /** Every such file that holds the name of the type whose member is renamed; none where it is no member. */
  readonly naming: readonly SourceText[];
  /** Files of other kinds that hold it: markup, data, settings. */
  readonly others: readonly FileId[];
  /** Whether people outside the workspace import this file. */
  readonly isPublic: (file: FileId) => boolean;
}

/** A rename that is not done. */
export function refused(reason: string): RenamePlan {
  return { ok: false, reason };
}

/** Whether files of two languages can name each other's symbols. */
export function areRelated(a: LanguageId, b: LanguageId): boolean {
  return familyOf(a) === familyOf(b);
}

/** TypeScript and JavaScript, whose modules are the same. */
export function isEcmascript(language: LanguageId): boolean {
  return language === 'typescript' || language === 'javascript';
}

/** The innermost symbol around an offset, or `null` at module level. */
export function symbolAt(facts: FileFacts, offset: number): Row<'symbols'> | null {
  const symbols = facts.table('symbols');
  for (let s = symbols.get(symbols.firstFrom(offset + 1) - 1); s !== null; s = symbols.get(s.parent)) {
    if (offset < s.end) return s;
  }
  return null;
}

/** The innermost function around an offset, or `null` outside of functions. */
export function callableAt(facts: FileFacts, offset: number): Row<'symbols'> | null {
  let s = symbolAt(facts, offset);
  while (s !== null && !CALLABLE_KINDS.has(s.kind)) s = facts.table('symbols').get(s.parent);
  return s;
}

/** Whether a symbol is another one or lies in it. */
export function isWithin(facts: FileFacts, symbol: number, ancestor: number): boolean {
  for (let at = symbol; at >= 0; at = facts.table('symbols').get(at)?.parent ?? -1) if (at === ancestor) return true;
  return false;
}

/** Whether one range holds another. */
export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Line of an offset, counted from 1, for messages. */
export function lineOf(source: SourceText, offset: number): number {
  let line = 0;
  for (const start of source.facts.lineStarts) {
    if (start > offset) break;
    line++;
  }
  return Math.max(1, line);
}

/** Where a name stands as a whole word anywhere in a text, literals and comments included. */
export function wordStarts(text: string, name: string): number[] {
  const out: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isNamePart(text, at - 1) && !isNamePart(text, at + name.length)) out.push(at);
  }
  return out;
}

function isNamePart(text: string, at: number): boolean {
  return /[\w\u0080-\uffff]/.test(text.charAt(at));
}

/** Places where the name stands as a word inside a literal or markup, neither code nor comment. */
export function spokenIn(source: SourceText, name: string): Span[] {
  const words = wordStarts(source.text, name);
  if (words.length === 0) return [];
  const code = new Set(
    source
      .sites(name)
      .filter((s) => useOf(source.language, s) !== 'text')
      .map((s) => s.start),
  );
  const silent: Span[] = [...source.facts.table('comments')];
  for (const s of source.facts.table('strings')) if (s.kind === 'doc') silent.push(s);
  return words
    .filter((at) => !code.has(at))
    .map((start) => ({ start, end: start + name.length }))
    .filter((word) => !silent.some((s) => holds(s, word) && !isExample(source, s)));
}

/** Whether a word in a text of Kotlin is a variable put into it, as in `"$name"`; its grammar sees only text there. */
export function isWoven(source: SourceText, word: Span): boolean {
  return source.language === 'kotlin' && /^[^\\$]\$$/.test(source.text.slice(word.start - 2, word.start));
}

/** Whether a word is the label of a loop or a lambda in Kotlin: it names nothing but that. */
export function isLabel(source: SourceText, word: Span): boolean {
  return source.language === 'kotlin' && source.text.charAt(word.end) === '@';
}

/** Examples in documentation are run as tests. */
function isExample(source: SourceText, doc: Span): boolean {
  return source.language === 'python' && source.text.slice(doc.start, doc.end).includes('>>>');
}

/** Whether a word in a literal is prose: other words stand beside it and no sign makes a reference of it. */
export function isProse(source: SourceText, word: Span): boolean {
  const around = [...source.facts.table('strings')].find((s) => holds(s, word));
  if (around === undefined) return false;
  const before = source.text.charAt(word.start - 1);
  const after = source.text.charAt(word.end);
  const literal = source.text.slice(around.start, around.end);
  return (
    /\S\s+\S/.test(literal) && /^[\s'"`]?$/.test(before) && /^[\s'"`,:;!?]?$/.test(after) && !/[<{@]/.test(literal)
  );
}
