import type { Fix, RuleFinding, TextEdit } from '@drift/shared';
import { HOLE } from '../../facts/holes.ts';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';
import type { FixContext } from '../engine/rule.ts';
import { PLACEHOLDERS, type Placeholder, type PlaceholderRow } from './placeholder-rows.ts';
import { type QueryParts, queryParts } from './query-parts.ts';
import { QUERY_SYNTAX } from './query-syntax.ts';

/** What a text must not hold where it is read with placeholders of a kind. */
const OWN_SIGN: Readonly<Record<Placeholder, RegExp>> = {
  question: /\?/,
  dollar: /\$\d/,
  percent: /%/,
  brace: /[{}]/,
  named: /@/,
};

/** Tells values from names: true where a hole of the text stands for a value. */
type IsValue = (text: string) => boolean;

/** Puts placeholders into a query that is put together from text and values, and passes the values beside it. */
export function bindParameters(
  { view, text }: FixContext,
  { start, end }: RuleFinding,
  isValue: IsValue,
): Fix | string {
  const syntax = QUERY_SYNTAX[view.language];
  if (syntax === undefined) return `how values are passed is not known for ${view.language}`;
  const call = callAround(view, start, end);
  if (call === null) return 'the text is not passed right to a call';
  const row = rowFor(view, call);
  if (row === null) return `it is not told which placeholders \`${call.name}\` takes here`;
  const rest = view.argumentsOf(call).filter((a) => a.start >= end);
  if (rest.some((a) => a.shape !== 'function')) return 'the call is given something after the text already';
  const parts = queryParts(text.slice(start, end), syntax);
  if (typeof parts === 'string') return parts;
  const bound = placed(parts, row, isValue);
  if (typeof bound !== 'string') return bound.reason;
  const query = parts.open + bound + parts.close;
  return {
    title: 'Pass the values as parameters',
    kind: 'unsafe',
    edits: [edit(view, { start, end }, query, parts, row)],
  };
}

function edit(
  { file }: FileView,
  { start, end }: { readonly start: number; readonly end: number },
  query: string,
  { values }: QueryParts,
  { passing }: PlaceholderRow,
): TextEdit {
  const list = values.join(', ');
  const passed: Readonly<Record<PlaceholderRow['passing'], string>> = {
    array: `${query}, [${list}]`,
    spread: `${query}, ${list}`,
    tuple: `${query}, (${list}${values.length === 1 ? ',' : ''})`,
    object: `${query}, new { ${values.map((v, i) => `p${i} = ${v}`).join(', ')} }`,
    withText: `[${query}, ${list}]`,
  };
  return { file, start, end, newText: passed[passing] };
}

/** The innermost call that has exactly this argument. */
function callAround(view: FileView, start: number, end: number): Row<'calls'> | null {
  const argument = [...view.table('arguments')].find((a) => a.start === start && a.end === end && a.keyword === '');
  return argument === undefined ? null : view.table('calls').get(argument.call);
}

function rowFor(view: FileView, call: Row<'calls'>): PlaceholderRow | null {
  const rows = PLACEHOLDERS.filter(
    (r) =>
      r.languages.includes(view.language) &&
      r.calls.includes(call.name) &&
      (r.imports === undefined || view.imports(...r.imports)),
  );
  const [first] = rows;
  // A file with two drivers does not tell which one is called.
  return first !== undefined && rows.every((r) => r.placeholder === first.placeholder && r.passing === first.passing)
    ? first
    : null;
}

/** The text with a placeholder for each value, or why a value cannot be bound. */
function placed(
  { texts, values }: QueryParts,
  row: PlaceholderRow,
  isValue: IsValue,
): string | { readonly reason: string } {
  let out = texts[0] ?? '';
  if (OWN_SIGN[row.placeholder].test(texts.join('')))
    return { reason: 'the text holds a placeholder or a sign of one already' };
  for (const [i, value] of values.entries()) {
    let after = texts[i + 1] ?? '';
    const quoted = out.endsWith("'") && after.startsWith("'");
    if (!isValue(out + HOLE + after))
      return { reason: `\`${value}\` stands for a name or a part of the query, which cannot be bound` };
    if (quoted) {
      out = out.slice(0, -1);
      after = after.slice(1);
    }
    if ((out.match(/'/g)?.length ?? 0) % 2 !== 0)
      return { reason: `\`${value}\` is part of a longer text in the query` };
    out += placeholderOf(row, i) + after;
  }
  return out;
}

function placeholderOf({ placeholder }: PlaceholderRow, i: number): string {
  switch (placeholder) {
    case 'question':
      return '?';
    case 'dollar':
      return `$${i + 1}`;
    case 'percent':
      return '%s';
    case 'brace':
      return `{${i}}`;
    case 'named':
      return `@p${i}`;
  }
}
