import type { Span } from '@drift/shared';

/** A directive as a comment has it; places count from the start of the comment. */
export interface DirectiveText {
  /** `drift-ignore`, or one of its longer forms. */
  readonly word: string;
  readonly form: '' | '-next-line' | '-file' | '-start';
  /** As written, in order; none stands for every rule. */
  readonly names: readonly (Span & { readonly written: string })[];
  /** What `expires:` says, a date or not; `null` without it. */
  readonly expires: string | null;
  readonly reason: string;
  /** True where the comment begins with it: prose about suppressions does not. */
  readonly leads: boolean;
}

const WORD = /drift-ignore(-next-line|-file|-start)?(?![\w-])/;
const NAME = String.raw`(?!expires:)(?:\*(?!/)|[A-Za-z][\w-]*(?:/[\w-]+)*(?:/\*(?!/))?)`;
const LISTED = new RegExp(String.raw`[ \t]+(${NAME}(?:[ \t]*,[ \t]*${NAME})*)`, 'y');
const BRACKETED = /[ \t]*\[([^\]\r\n]{0,400})\]/y;
const EXPIRES = /[ \t,]*(?<![\w-])expires:[ \t]*([\w./-]*)/y;
const REASON = /[ \t]*(?::|[ \t]--(?=\s))[ \t]*([^\r\n]*)/y;
/** What ends a comment, also one in the brackets of markup. */
const CLOSING = /\s*(?:\*\/|-->)\s*\}?\s*$/;

/** What may stand in a comment before its first word. */
const PUNCTUATION = /^[\s/*#<!{;-]{0,12}$/;

/**
 * The first directive of a comment; `null` where there is none. Inside a sentence only one that names rules and gives
 * its reason is meant; a region is opened at the beginning of a comment alone.
 */
export function directiveIn(text: string): DirectiveText | null {
  const match = WORD.exec(text);
  if (match === null) return null;
  const form = formOf(match[1]);
  const leads = PUNCTUATION.test(text.slice(0, match.index));
  let at = match.index + match[0].length;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const taken = pattern.exec(text);
    if (taken !== null) at += taken[0].length;
    return taken;
  };
  const list = take(BRACKETED) ?? take(LISTED);
  const names =
    list === null ? [] : namesIn(list[1] ?? '', at - (list[1] ?? '').length - (text[at - 1] === ']' ? 1 : 0));
  const expires = take(EXPIRES)?.[1] ?? null;
  const reason = (take(REASON)?.[1] ?? '').replace(CLOSING, '').trim();
  if (!leads && (form === '-start' || names.length === 0 || reason === '')) return null;
  return { word: match[0], form, names, expires, reason, leads };
}

function formOf(written: string | undefined): DirectiveText['form'] {
  return written === '-next-line' || written === '-file' || written === '-start' ? written : '';
}

function namesIn(list: string, from: number): (Span & { readonly written: string })[] {
  const out: (Span & { readonly written: string })[] = [];
  for (const { 0: written, index } of list.matchAll(/[^\s,][^,]*/g)) {
    const name = written.trimEnd();
    out.push({ written: name, start: from + index, end: from + index + name.length });
  }
  return out;
}
