import type { Span } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';
import { CONVERTERS, LOOKUPS, READERS, REPLACERS, VALIDATORS } from './check-names.ts';

/** True where the call of this path inside a range converts or checks what it reads: `args.get("n", type=int)`. */
export function isConverted(view: FileView, path: string, within: Span): boolean {
  if (!path.includes('()')) return false;
  const calls = view.callsStartingIn(within.start, within.end).filter((c) => path.startsWith(`${c.callee}()`));
  return calls.length > 0 && calls.every((c) => converts(view, c) || takesOut(view, c));
}

function converts(view: FileView, call: Row<'calls'>): boolean {
  return CONVERTERS.some(
    (row) =>
      row.name === call.name &&
      view.argumentsOf(call).some((a) => a.keyword === row.keyword && a.shape !== 'string' && row.text.test(a.text)),
  );
}

/** `text.replace(/[^a-z]/g, '')`: everything but what is named goes. */
function takesOut(view: FileView, call: Row<'calls'>): boolean {
  return REPLACERS.has(call.name) && view.argumentsOf(call).some((a) => /\[\^|\\W|^\^/.test(a.text));
}

/** True for a call that gives an entry of a table or what a schema has let through, not what it is given. */
export function givesOwn(view: FileView, call: string): boolean {
  const name = lastSegment(call);
  const receiver = call.slice(0, -name.length - 1);
  if (LOOKUPS.has(name)) return receiver !== '';
  if (!VALIDATORS.test(name)) return false;
  return receiver === '' ? !view.imported.has(name) || name !== 'parse' : !READERS.test(receiver);
}
