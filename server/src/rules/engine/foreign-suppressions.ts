import type { Span } from '@drift/shared';
import { type CodeLines, codeLinesOf, type LineSpan } from '../../facts/code-lines.ts';
import { SUPPRESSING } from '../../facts/decorator-facts.ts';
import { type FileFacts, FileFlag } from '../../facts/file-facts.ts';
import type { Row } from '../../facts/schema.ts';
import type { SuppressedName, Suppression } from '../../facts/suppression-comments.ts';
import type { ForeignTool } from '../../knowledge/foreign-rules/foreign-row.ts';
import { rulesForForeign } from '../../knowledge/foreign-rules/foreign-rules.ts';
import { LineTable } from '../../syntax/line-table.ts';

/** How the directive of another tool looks: the groups are its form and the names it lists. */
interface ForeignForm {
  readonly tool: ForeignTool;
  readonly pattern: RegExp;
  readonly reach: (form: string, comment: Row<'comments'>, code: CodeLines) => LineSpan;
}

const FORMS: readonly ForeignForm[] = [
  {
    tool: 'noqa',
    // Not the one that speaks of a whole file.
    pattern: /#\s*(noqa)(?![\w-])(?::\s*([A-Z]+\d+(?:[\s,]+[A-Z]+\d+)*))?/i,
    reach: (_, { start }, { lines }) => only(lines.lineOf(start)),
  },
  {
    tool: 'eslint',
    pattern: /^(?:\/\/|\/\*)\s*eslint-disable-(next-line|line)(?![\w-])([^\r\n]*)/,
    reach: (form, { start, end }, { lines }) => only(form === 'line' ? lines.lineOf(start) : lines.lineOf(end) + 1),
  },
  {
    tool: 'nosemgrep',
    pattern: /(?:^|\s|[/#*])(nosemgrep|nosem)(?![\w-])(?::\s*([\w.-]+(?:\s*,\s*[\w.-]+)*))?/i,
    reach: (_, comment, code) => code.beside(comment),
  },
];

const read = new WeakMap<FileFacts, readonly Suppression[]>();

/**
 * Suppressions of a file that are addressed to other tools, in comments and in annotations. One that names rules Drift
 * does not have speaks to them alone.
 */
export function foreignSuppressionsOf(facts: FileFacts): readonly Suppression[] {
  if (!facts.has(FileFlag.directives)) return [];
  const known = read.get(facts);
  if (known !== undefined) return known;
  const code = codeLinesOf(facts, LineTable.fromRows(facts.lineStarts, facts.textLength));
  const made = [...facts.table('comments')].flatMap((comment) => (comment.text === '' ? [] : foreignIn(comment, code)));
  made.push(...foreignMarks(facts, code.lines));
  read.set(facts, made);
  return made;
}

/** A directive to another tool in a comment, as it is written. */
export interface ForeignMark extends Span {
  readonly tool: ForeignTool;
  readonly word: string;
  /** 0-based. */
  readonly lines: LineSpan;
  /** The rules it names, as the tool calls them; none where it names none. */
  readonly written: readonly string[];
  readonly reason: string;
}

/** The directives to one tool in the comments of a file, whether Drift has their rules or not, in order. */
export function foreignMarksOf(facts: FileFacts, tool: ForeignTool): readonly ForeignMark[] {
  if (!facts.has(FileFlag.directives)) return [];
  const code = codeLinesOf(facts, LineTable.fromRows(facts.lineStarts, facts.textLength));
  return [...facts.table('comments')]
    .flatMap((comment) => (comment.text === '' ? [] : marksIn(comment, code)))
    .filter((mark) => mark.tool === tool);
}

function marksIn(comment: Row<'comments'>, code: CodeLines): readonly ForeignMark[] {
  return FORMS.flatMap(({ tool, pattern, reach }) => {
    const match = pattern.exec(comment.text);
    if (match === null) return [];
    const [list, reason] = (match[2] ?? '').replace(/\*\/\s*$/, '').split(/\s--+\s/, 2);
    const written = (list ?? '').split(/[\s,]+/).filter((name) => name !== '');
    const lines = reach(match[1] ?? '', comment, code);
    const { start, end } = comment;
    return [{ start, end, tool, word: match[1] ?? '', lines, written, reason: (reason ?? '').trim() }];
  });
}

function foreignIn(comment: Row<'comments'>, code: CodeLines): readonly Suppression[] {
  return marksIn(comment, code).flatMap((mark) => {
    const names = namesFor(mark.tool, mark.written, mark);
    if (names === null) return [];
    const { tool, word, lines, reason } = mark;
    return [foreign(mark, { tool, word, lines, names, reason })];
  });
}

/** Suppressions in annotations: each holds for the whole declaration it stands at. */
function foreignMarks(facts: FileFacts, lines: LineTable): readonly Suppression[] {
  const out: Suppression[] = [];
  for (const { name, text, symbol, start, end } of facts.table('decorators')) {
    if (!SUPPRESSING.test(name)) continue;
    const declared = facts.table('symbols').get(symbol);
    const written = [...text.matchAll(/"([^"\\]*)"/g)].map(([, quoted]) => quoted ?? '');
    if (declared === null || written.length === 0) continue;
    const names = written.includes('all') ? [] : namesFor('annotation', written, { start, end });
    if (names === null) continue;
    const reach = { first: lines.lineOf(Math.min(start, declared.start)), last: lines.lineOf(declared.end) };
    out.push(foreign({ start, end }, { tool: 'annotation', word: name, lines: reach, names, reason: '' }));
  }
  return out;
}

/** What names stand for, none where the directive names none; `null` where Drift has none of them. */
function namesFor(tool: ForeignTool, written: readonly string[], { start, end }: Span): SuppressedName[] | null {
  const names = written.flatMap((name) => {
    const patterns = rulesForForeign(tool, name);
    return patterns.length === 0 ? [] : [{ written: name, start, end, patterns }];
  });
  return written.length > 0 && names.length === 0 ? null : names;
}

function foreign(
  { start, end }: Span,
  said: Pick<Suppression, 'tool' | 'word' | 'lines' | 'names' | 'reason'>,
): Suppression {
  return { start, end, ...said, scope: 'line', expires: null, leads: true, closedBy: null };
}

function only(line: number): LineSpan {
  return { first: line, last: line };
}
