// Whether and where a handler takes the body of a request.
import type { Row } from '../../../facts/schema.ts';
import { lastSegment } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type Handler, parametersOf } from '../handlers.ts';
import { BODY_ROWS, type BodyRow } from './body-rows.ts';

/** A body that a handler takes. */
export interface Body {
  readonly row: BodyRow;
  /** Names and paths that stand for all of it. */
  readonly names: ReadonlySet<string>;
  readonly parameter: Row<'parameters'> | null;
}

/** Types that frameworks hand in beside the body. */
const OTHER_TYPES =
  /^(?:Request|Response|BackgroundTasks|UploadFile|WebSocket|HTTPConnection|\w*Session|\w*Service|\w*Repository|\w*Client|\w*Settings|Connection|Database|Principal|Enum|UUID|Path|Query|Header|Cookie)$/;

/** The body that a handler takes, by the first row that fits, or `null`. */
export function bodyOf(view: FileView, handler: Handler): Body | null {
  for (const row of BODY_ROWS) {
    if (!row.languages.includes(view.language)) continue;
    if (row.imports !== undefined && !view.imports(...row.imports)) continue;
    const found = row.by === 'parameter' ? byParameter(view, handler, row) : byReading(view, handler, row);
    if (found !== null) return found;
  }
  return null;
}

function byParameter(view: FileView, handler: Handler, row: BodyRow): Body | null {
  const { symbol, route } = handler;
  if (row.method !== undefined && !row.method.test(methodOf(view, handler))) return null;
  if (row.method !== undefined && route === null) return null;
  let before = symbol.nameEnd;
  for (const p of parametersOf(view, symbol)) {
    const fits = row.what.test(p.type) && !OTHER_TYPES.test(p.type) && p.shape === 'none';
    if (fits && (row.mark === undefined || hasMark(view, before, p.start, row.mark)))
      return { row, names: new Set([p.name]), parameter: p };
    before = p.end;
  }
  return null;
}

function methodOf(view: FileView, handler: Handler): string {
  const { route } = handler;
  if (route === null) return '';
  for (const d of view.table('decorators')) if (d.start === route.start) return lastSegment(d.name);
  return route.call?.name ?? '';
}

/** True when a mark of this name stands between two places. */
export function hasMark(view: FileView, start: number, end: number, name: RegExp): boolean {
  for (const d of view.table('decorators'))
    if (d.start >= start && d.end <= end && name.test(lastSegment(d.name))) return true;
  return false;
}

function byReading(view: FileView, handler: Handler, row: BodyRow): Body | null {
  const { start, end } = handler.symbol;
  const inside = (r: { readonly start: number; readonly end: number }): boolean => r.start >= start && r.end <= end;
  const names = new Set<string>();
  let reads = false;
  if (row.by === 'call') {
    for (const c of view.callsStartingIn(start, end)) {
      if (!row.what.test(c.callee)) continue;
      reads = true;
      // Go decodes into what it is given.
      if (view.language === 'go') for (const a of view.argumentsOf(c)) if (a.shape === 'identifier') names.add(a.text);
    }
  } else {
    for (const c of view.callsStartingIn(start, end)) if (row.what.test(c.callee)) reads = true;
    for (const a of view.table('arguments')) if (inside(a) && isBody(a.text, row)) reads = true;
  }
  for (const b of view.table('bindings')) {
    const takes = row.by === 'call' ? row.what.test(b.text) : isBody(b.text, row);
    if (!inside(b) || !takes || b.shape === 'string') continue;
    reads = true;
    if (b.target !== '' && (row.by === 'call' || WHOLE.test(b.text))) names.add(b.target);
  }
  return reads ? { row, names, parameter: null } : null;
}

function isBody(text: string, row: BodyRow): boolean {
  return row.what.test(text);
}

/** The body itself, not one of its fields. */
export const WHOLE = /\.(?:body|json|form|data|POST)$/;
