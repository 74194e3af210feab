import { LineTable } from '../syntax/line-table.ts';
import type { FileFacts } from './file-facts.ts';

/** What a suppression comment switches off. */
export interface Suppression {
  readonly scope: 'line' | 'file';
  /** 0-based line the suppression holds for; -1 for the whole file. */
  readonly line: number;
  /** Full rule ids, or `*`. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** True where the comment begins with it: prose about suppressions does not. */
  readonly leads: boolean;
  readonly start: number;
  readonly end: number;
}

const DIRECTIVE =
  /drift-ignore(-next-line|-file)?[ \t]+([\w*/-]+(?:[ \t]*,[ \t]*[\w*/-]+)*)[ \t]*(?::[ \t]*([^\r\n]*))?/;

/** What may stand in a comment before its first word. */
const PUNCTUATION = /^[\s/*#<!{;-]{0,12}$/;

const read = new WeakMap<FileFacts, readonly Suppression[]>();

/** The suppressions a file's comments ask for. One without a reason is returned with an empty one and has no effect. */
export function suppressionsOf(facts: FileFacts): readonly Suppression[] {
  const known = read.get(facts);
  if (known !== undefined) return known;
  const made = readSuppressions(facts);
  read.set(facts, made);
  return made;
}

function readSuppressions(facts: FileFacts): readonly Suppression[] {
  const comments = facts.table('comments');
  const out: Suppression[] = [];
  let lines: LineTable | null = null;
  for (const comment of comments) {
    const match = comment.text === '' ? null : DIRECTIVE.exec(comment.text);
    if (match === null) continue;
    lines ??= LineTable.fromRows(facts.lineStarts, facts.textLength);
    const form = match[1] ?? '';
    const line = lines.lineOf(comment.start);
    out.push({
      scope: form === '-file' ? 'file' : 'line',
      line: form === '-file' ? -1 : form === '-next-line' ? lines.lineOf(comment.end) + 1 : line,
      rules: (match[2] ?? '').split(',').map((r) => fullRuleId(r.trim())),
      reason: (match[3] ?? '').replace(/\s*(?:\*\/|-->)\s*\}?\s*$/, '').trim(),
      leads: PUNCTUATION.test(comment.text.slice(0, match.index)),
      start: comment.start,
      end: comment.end,
    });
  }
  return out;
}

/** A rule id written in full: `taint/sql-query` is `drift/taint/sql-query`. */
export function fullRuleId(name: string): string {
  if (name === '*' || name.startsWith('drift/')) return name;
  return name.startsWith('convention/') ? `drift/pattern/${name.slice('convention/'.length)}` : `drift/${name}`;
}
