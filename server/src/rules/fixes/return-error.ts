import type { Fix, RuleFinding, TextEdit } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FixContext } from '../engine/rule.ts';
import { functionAround } from './enclosing.ts';
import { failureResults } from './go-results.ts';
import { lineAt, lineEndOf, standsAlone } from './lines.ts';

const PART_OF_MORE = 'the call is part of a longer line';

/** Returns the error that a statement of Go drops, from a function that returns errors. */
export function returnError(context: FixContext, { start, end }: RuleFinding): Fix | string {
  const { view, text } = context;
  if (!standsAlone(text, { start, end })) return PART_OF_MORE;
  const blank = [...view.table('bindings')].find((b) => b.target === '_' && b.start === start && b.end === end);
  const symbol = blank?.symbol ?? view.callsStartingIn(start, start + 1).find((c) => c.end === end)?.symbol ?? -1;
  const around = functionAround(view, symbol);
  if (around === null) return 'no function is around it';
  const name = blank === undefined ? 'err' : freeName(context, blank, around);
  if (name === null) return '`err` is in use already in this function';
  const results = failureResults(around.returns, name);
  if (typeof results !== 'string') return results.reason;
  const { indent } = lineAt(text, start);
  const eol = lineEndOf(text);
  const rest = `${name} != nil {${eol}${indent}\treturn ${results}${eol}${indent}}`;
  const edit = (from: number, to: number, newText: string): TextEdit => ({
    file: view.file,
    start: from,
    end: to,
    newText,
  });
  if (blank === undefined)
    return {
      title: 'Return the error',
      kind: 'unsafe',
      edits: [edit(start, start, 'if err := '), edit(end, end, `; ${rest}`)],
    };
  if (!/:=/.test(text.slice(blank.targetEnd, blank.valueStart)))
    return 'no new name can be declared in this assignment';
  const below = lineAt(text, end).end;
  return {
    title: 'Return the error',
    kind: 'unsafe',
    edits: [edit(blank.targetStart, blank.targetEnd, name), edit(below, below, `${eol}${indent}if ${rest}`)],
  };
}

/** `err`, or a name made of what is read, that the function does not know yet. */
function freeName(
  { view, identifiers }: FixContext,
  blank: Row<'bindings'>,
  { start, end }: Row<'symbols'>,
): string | null {
  const value = view.table('bindings').get(blank.index - 1)?.target ?? '';
  const names = ['err', ...(/^[a-z]\w*$/.test(value) ? [`${value}Err`] : [])];
  return names.find((n) => identifiers(n, { start, end }).length === 0) ?? null;
}
