// Places where a file answers requests.
import type { Span } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FileView, Value } from '../engine/file-view.ts';
import { RESPONSE_ROWS, RESPONSE_SETTING_ROWS, type ResponseRow } from './response-rows.ts';

/** A value and where it is written. */
export interface WrittenValue extends Value, Span {}

/** One answer to a request, as far as the call or the assignment says it. */
export interface Response extends Span {
  /** `null` for an assignment. */
  readonly row: ResponseRow | null;
  readonly body: WrittenValue | null;
  readonly status: WrittenValue | null;
  readonly symbol: number;
  /** Where the whole chain of calls starts: its parts have it in common. */
  readonly chain: number;
}

/** Every answer of the file, in order. */
export function responsesOf(view: FileView): readonly Response[] {
  const known = KNOWN.get(view);
  if (known !== undefined) return known;
  const out: Response[] = [];
  for (const row of RESPONSE_ROWS) {
    if (!row.languages.includes(view.language) || !rowApplies(view, row)) continue;
    for (const name of row.names) {
      for (const call of view.callsNamed(name)) {
        if (call.name !== name || !receiverFits(call, row)) continue;
        const body = placeAt(view, call, row.body ?? []);
        const status = placeAt(view, call, row.status ?? []);
        out.push({
          row,
          body,
          status,
          symbol: call.symbol,
          chain: call.start,
          start: call.nameStart,
          end: call.nameEnd,
        });
      }
    }
  }
  out.push(...settings(view));
  out.sort((a, b) => a.start - b.start);
  KNOWN.set(view, out);
  return out;
}

/** Derived from the view alone, for the time it lives: several keys ask for the same answers. */
const KNOWN = new WeakMap<FileView, readonly Response[]>();

function rowApplies(view: FileView, row: ResponseRow): boolean {
  if (row.without !== undefined && view.imports(...row.without)) return false;
  if (row.imports !== undefined && !view.imports(...row.imports)) return false;
  const { base } = row;
  return base === undefined || [...view.table('bases')].some((b) => base.test(b.name));
}

function receiverFits(call: Row<'calls'>, row: ResponseRow): boolean {
  const receiver = call.callee.slice(0, Math.max(0, call.callee.length - call.name.length - 1));
  return row.receiver === undefined ? receiver === '' : row.receiver.test(receiver);
}

function* settings(view: FileView): Generator<Response> {
  for (const row of RESPONSE_SETTING_ROWS) {
    if (!row.languages.includes(view.language)) continue;
    if (row.imports !== undefined && !view.imports(...row.imports)) continue;
    for (const b of view.bindingsNamed(row.last)) {
      if (b.kind !== 'assign' || !row.target.test(b.target)) continue;
      const value = { shape: b.shape, text: b.text, start: b.valueStart, end: b.valueEnd };
      const body = row.part === 'body' ? value : null;
      const status = row.part === 'status' ? value : null;
      yield { row: null, body, status, symbol: b.symbol, chain: b.start, start: b.targetStart, end: b.targetEnd };
    }
  }
}

/** The first of several places that a call has; `keywords` is all of its keyword arguments as one object. */
function placeAt(view: FileView, call: Row<'calls'>, at: readonly (number | string)[]): WrittenValue | null {
  const all = view.argumentsOf(call);
  for (const place of at) {
    if (place === 'keywords') {
      const first = all.find((a) => a.keyword !== '');
      if (first !== undefined) return { shape: 'object', text: '', start: call.nameEnd, end: call.end };
    } else if (typeof place === 'number') {
      const found = all.filter((a) => a.keyword === '')[place];
      if (found !== undefined) return written(found);
    } else {
      const named = all.find((a) => a.keyword === place);
      if (named !== undefined) return written(named);
      const pair = view.pairsOf(call.index).find((b) => b.target === place);
      if (pair !== undefined) return { shape: pair.shape, text: pair.text, start: pair.valueStart, end: pair.valueEnd };
    }
  }
  return null;
}

function written(a: Row<'arguments'>): WrittenValue {
  return { shape: a.shape, text: a.text, start: a.start, end: a.end };
}
