import type { Span } from '@drift/shared';
import { LineTable } from '../syntax/line-table.ts';
import type { FileFacts } from './file-facts.ts';
import { regionEdge } from './suppression-regions.ts';

/** What a suppression comment switches off. */
export interface Suppression extends Span {
  readonly scope: 'line' | 'region' | 'file';
  /** 0-based lines the suppression holds for, both included; `null` for a region that is never closed: it has no effect. */
  readonly lines: { readonly first: number; readonly last: number } | null;
  /** Full rule ids, or `*`. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** True where the comment begins with it: prose about suppressions does not. */
  readonly leads: boolean;
}

/** The suppressions of a file, and what is wrong with the edges of its regions. */
export interface Directives {
  readonly suppressions: readonly Suppression[];
  /** Comments that close a region nobody opened. */
  readonly strayEnds: readonly Span[];
  /** Comments that open a region nobody closes. */
  readonly openStarts: readonly Span[];
}

const DIRECTIVE =
  /drift-ignore(-next-line|-file|-start)?[ \t]+([\w*/-]+(?:[ \t]*,[ \t]*[\w*/-]+)*)[ \t]*(?::[ \t]*([^\r\n]*))?/;

/** What may stand in a comment before its first word. */
const PUNCTUATION = /^[\s/*#<!{;-]{0,12}$/;

/** The suppressions a file's comments ask for. One without a reason is returned with an empty one and has no effect. */
export function suppressionsOf(facts: FileFacts): readonly Suppression[] {
  return directivesOf(facts).suppressions;
}

const read = new WeakMap<FileFacts, Directives>();

/** The suppressions of a file with the edges that have no counterpart; an end closes the nearest start before it. */
export function directivesOf(facts: FileFacts): Directives {
  const known = read.get(facts);
  if (known !== undefined) return known;
  const made = readDirectives(facts);
  read.set(facts, made);
  return made;
}

function readDirectives(facts: FileFacts): Directives {
  const suppressions: Suppression[] = [];
  const strayEnds: Span[] = [];
  const open: Opened[] = [];
  let lines: LineTable | null = null;
  for (const { text, start, end } of facts.table('comments')) {
    if (!text.includes('drift-ignore')) continue;
    lines ??= LineTable.fromRows(facts.lineStarts, facts.textLength);
    const asked = suppressionIn(text, { start, end }, lines);
    const edge = regionEdge(text);
    if (asked !== null && asked.scope !== 'region') suppressions.push(asked);
    if (edge?.kind === 'start') open.push({ span: { start, end }, suppression: asked });
    if (edge?.kind !== 'end') continue;
    const at = open.findLastIndex((o) => edge.rules.length === 0 || sameRules(o.suppression, edge.rules));
    const [opened] = at < 0 ? [] : open.splice(at, 1);
    if (opened === undefined) strayEnds.push({ start, end });
    else if (opened.suppression !== null) {
      const region = { first: lines.lineOf(opened.span.start), last: lines.lineOf(end) };
      suppressions.push({ ...opened.suppression, lines: region });
    }
  }
  suppressions.push(...open.flatMap((o) => o.suppression ?? []));
  return {
    suppressions: suppressions.sort((a, b) => a.start - b.start),
    strayEnds,
    openStarts: open.map((o) => o.span),
  };
}

/** A start whose end was not met yet; without a suppression where it names no rule. */
interface Opened {
  readonly span: Span;
  readonly suppression: Suppression | null;
}

function suppressionIn(text: string, span: Span, lines: LineTable): Suppression | null {
  const match = DIRECTIVE.exec(text);
  if (match === null) return null;
  const [, form = '', rules = '', reason = ''] = match;
  const leads = PUNCTUATION.test(text.slice(0, match.index));
  // Words about regions in the middle of a comment open none.
  if (form === '-start' && !leads) return null;
  return {
    ...span,
    ...reachOf(form, span, lines),
    rules: rules.split(',').map((r) => fullRuleId(r.trim())),
    reason: reason.replace(/\s*(?:\*\/|-->)\s*\}?\s*$/, '').trim(),
    leads,
  };
}

function reachOf(form: string, span: Span, lines: LineTable): Pick<Suppression, 'scope' | 'lines'> {
  if (form === '-start') return { scope: 'region', lines: null };
  if (form === '-file') return { scope: 'file', lines: { first: 0, last: Number.POSITIVE_INFINITY } };
  const line = form === '-next-line' ? lines.lineOf(span.end) + 1 : lines.lineOf(span.start);
  return { scope: 'line', lines: { first: line, last: line } };
}

function sameRules(suppression: Suppression | null, rules: readonly string[]): boolean {
  const named = new Set(rules.map(fullRuleId));
  return (
    suppression !== null && named.size === suppression.rules.length && suppression.rules.every((r) => named.has(r))
  );
}

/** True when a suppression that has an effect covers a line (0-based). */
export function coversLine({ lines }: Suppression, line: number): boolean {
  return lines !== null && lines.first <= line && line <= lines.last;
}

/** A rule id written in full: `taint/sql-query` is `drift/taint/sql-query`. */
export function fullRuleId(name: string): string {
  if (name === '*' || name.startsWith('drift/')) return name;
  return name.startsWith('convention/') ? `drift/pattern/${name.slice('convention/'.length)}` : `drift/${name}`;
}
