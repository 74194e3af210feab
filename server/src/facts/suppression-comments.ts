import { rulePatterns, type Span } from '@drift/shared';
import { LineTable } from '../syntax/line-table.ts';
import { type CodeLines, codeLinesOf } from './code-lines.ts';
import { type DirectiveText, directiveIn } from './directive-text.ts';
import { type FileFacts, FileFlag } from './file-facts.ts';
import type { Row } from './schema.ts';
import { regionEdge } from './suppression-regions.ts';

/** Lines from the top of a file in which it may be suppressed as a whole. */
export const FILE_WIDE_LINES = 20;

/** A rule that a suppression names. */
export interface SuppressedName extends Span {
  readonly written: string;
  /** Full ids, or beginnings of them before a `*`. */
  readonly patterns: readonly string[];
}

/** What a comment, or a mark of the language, switches off. */
export interface Suppression extends Span {
  /** `drift`, or the tool that it speaks to. */
  readonly tool: string;
  /** The word it begins with, such as `drift-ignore-file`. */
  readonly word: string;
  readonly scope: 'line' | 'region' | 'file';
  /** 0-based lines it holds for, both included; `null` where it stands in the wrong place: it has no effect. */
  readonly lines: { readonly first: number; readonly last: number } | null;
  /** None stands for every rule; for one that speaks to another tool, every rule but those about security. */
  readonly names: readonly SuppressedName[];
  /** The last day it holds, as written; `null` for always. */
  readonly expires: string | null;
  readonly reason: string;
  /** True where the comment begins with it: prose about suppressions does not. */
  readonly leads: boolean;
  /** The comment that closes its region. */
  readonly closedBy: Span | null;
}

/** The suppressions of a file, and what is wrong with the edges of its regions. */
export interface Directives {
  readonly suppressions: readonly Suppression[];
  /** Comments that close a region nobody opened. */
  readonly strayEnds: readonly Span[];
  /** Comments that open a region nobody closes. */
  readonly openStarts: readonly Span[];
}

/** The suppressions a file asks for, in order. Whether one has an effect also depends on settings. */
export function suppressionsOf(facts: FileFacts): readonly Suppression[] {
  return directivesOf(facts).suppressions;
}

const NO_DIRECTIVES: Directives = { suppressions: [], strayEnds: [], openStarts: [] };
const read = new WeakMap<FileFacts, Directives>();

/** The suppressions of a file with the edges that have no counterpart; an end closes the nearest start before it. */
export function directivesOf(facts: FileFacts): Directives {
  const known = read.get(facts);
  if (known !== undefined) return known;
  const made = facts.has(FileFlag.directives) ? readDirectives(facts) : NO_DIRECTIVES;
  read.set(facts, made);
  return made;
}

/** A start whose end was not met yet. */
interface Opened {
  readonly span: Span;
  readonly suppression: Suppression | null;
}

function readDirectives(facts: FileFacts): Directives {
  const suppressions: Suppression[] = [];
  const strayEnds: Span[] = [];
  const open: Opened[] = [];
  let known: CodeLines | null = null;
  const code = (): CodeLines => {
    known ??= codeLinesOf(facts, LineTable.fromRows(facts.lineStarts, facts.textLength));
    return known;
  };
  for (const comment of facts.table('comments')) {
    const { text, start, end } = comment;
    if (!text.includes('drift-ignore')) continue;
    const asked = suppressionIn(comment, code());
    const edge = regionEdge(text);
    if (asked !== null && asked.scope !== 'region') suppressions.push(asked);
    if (edge?.kind === 'start') open.push({ span: { start, end }, suppression: asked });
    if (edge?.kind !== 'end') continue;
    const at = open.findLastIndex((o) => edge.rules.length === 0 || sameRules(o.suppression, edge.rules));
    const [opened] = at < 0 ? [] : open.splice(at, 1);
    if (opened === undefined) strayEnds.push({ start, end });
    else if (opened.suppression !== null) {
      const { lines } = code();
      const region = { first: lines.lineOf(opened.span.start), last: lines.lineOf(end) };
      suppressions.push({ ...opened.suppression, lines: region, closedBy: { start, end } });
    }
  }
  suppressions.push(...open.flatMap((o) => o.suppression ?? []));
  return {
    suppressions: suppressions.sort((a, b) => a.start - b.start || a.end - b.end),
    strayEnds,
    openStarts: open.map((o) => o.span),
  };
}

function suppressionIn(comment: Row<'comments'>, code: CodeLines): Suppression | null {
  const { text, start, end } = comment;
  const written = directiveIn(text);
  if (written === null) return null;
  const { word, names, expires, reason, leads } = written;
  return {
    start,
    end,
    tool: 'drift',
    word,
    ...reachOf(written.form, comment, code),
    names: names.map((n) => ({
      written: n.written,
      start: start + n.start,
      end: start + n.end,
      patterns: rulePatterns(n.written),
    })),
    expires,
    reason,
    leads,
    closedBy: null,
  };
}

function reachOf(
  form: DirectiveText['form'],
  comment: Row<'comments'>,
  code: CodeLines,
): Pick<Suppression, 'scope' | 'lines'> {
  if (form === '-start') return { scope: 'region', lines: null };
  if (form === '-next-line') return { scope: 'line', lines: code.after(comment) };
  if (form === '') return { scope: 'line', lines: code.beside(comment) };
  const isEarly = code.lines.lineOf(comment.start) < FILE_WIDE_LINES;
  return { scope: 'file', lines: isEarly ? { first: 0, last: Number.POSITIVE_INFINITY } : null };
}

function sameRules(suppression: Suppression | null, rules: readonly string[]): boolean {
  const canonical = (names: readonly string[]): string =>
    names
      .map((n) => rulePatterns(n).join())
      .sort()
      .join();
  return suppression !== null && canonical(suppression.names.map((n) => n.written)) === canonical(rules);
}

/** True when a suppression that stands in its place covers a line (0-based). */
export function coversLine({ lines }: Suppression, line: number): boolean {
  return lines !== null && lines.first <= line && line <= lines.last;
}
