import type { Fix, RuleFinding, Span, TextEdit } from '@drift/shared';
import { type Suppression, suppressionsOf } from '../../facts/suppression-comments.ts';
import type { FixContext } from '../engine/rule.ts';

/** Why nothing is deleted where the text is another by now. */
export const NOT_THERE = 'the suppression is not there any more';

/** The suppression that a finding is about as a whole. */
export function suppressionAt({ view }: FixContext, { start, end }: Span): Suppression | null {
  return suppressionsOf(view.facts).find((s) => s.start === start && s.end === end) ?? null;
}

/** Deletes a suppression, with the comment that closes its region; why not where its comment says more than that. */
export function deletion(context: FixContext, suppression: Suppression): Fix | string {
  const edits: TextEdit[] = [];
  for (const comment of [suppression, suppression.closedBy]) {
    if (comment === null) continue;
    if (!saysOnlyThat(context.text.slice(comment.start, comment.end))) return 'the comment says more than that';
    edits.push({ file: context.view.file, ...wholeComment(context, comment), newText: '' });
  }
  return { title: 'Delete the suppression', kind: 'safe', edits };
}

/** Deletes one name of a list of at least two. */
export function nameDeletion({ text, view }: FixContext, { start, end }: RuleFinding): Fix {
  const comma = /^[ \t]*,[ \t]*/.exec(text.slice(end))?.[0] ?? '';
  const before = comma !== '' ? '' : (/[ \t]*,[ \t]*$/.exec(text.slice(0, start))?.[0] ?? '');
  const edit = { file: view.file, start: start - before.length, end: end + comma.length, newText: '' };
  return { title: 'Delete the rule from the suppression', kind: 'safe', edits: [edit] };
}

/** True where no line but the one of the directive holds words. */
function saysOnlyThat(comment: string): boolean {
  return comment.split(/[\r\n]+/).filter((line) => /[\p{L}\p{N}]/u.test(line)).length <= 1;
}

/** The comment with the brackets that hold it in markup; with its line where nothing else stands there. */
function wholeComment({ text, view }: FixContext, comment: Span): Span {
  let { start, end } = comment;
  const row = [...view.table('comments')].find((c) => c.start === start);
  const [opening] = /\{[ \t]*$/.exec(text.slice(lineStart(text, start), start)) ?? [];
  const [closing] = /^[ \t]*\}/.exec(text.slice(end, end + MAX_BLANKS)) ?? [];
  // A bracket that opens a block is code; one that only holds the comment is not.
  if (opening !== undefined && closing !== undefined && row?.trailing === 0) {
    start -= opening.length;
    end += closing.length;
  }
  const from = lineStart(text, start);
  const before = text.slice(from, start);
  const [rest = '', , lineEnd = ''] = /^([ \t]*)(\r\n|\r|\n|$)/.exec(text.slice(end, end + MAX_BLANKS)) ?? [];
  const endsLine = rest !== '' || end === text.length;
  if (before.trim() === '' && endsLine) return { start: from, end: end + rest.length };
  if (!endsLine) return { start, end };
  return { start: from + before.trimEnd().length, end: end + rest.length - lineEnd.length };
}

/** Blanks looked at behind a comment. */
const MAX_BLANKS = 200;

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
