// Places where a file binds paths to what answers them.
import type { LanguageId, Span } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';
import { ROUTE_ROWS, type RouteRow } from './route-rows.ts';

/** One binding of a path to a handler. */
export interface Route extends Span {
  readonly row: RouteRow;
  /** The path as written, with its place; `null` where this file does not say it. */
  readonly path: (Span & { readonly text: string }) | null;
  /** The call that registers the handler, or `null` for a mark. */
  readonly call: Row<'calls'> | null;
  /** What a mark stands on, or -1. */
  readonly symbol: number;
}

/** Keywords that hold a path; what other keywords hold is none. */
const PATH_KEYWORDS: ReadonlySet<string> = new Set(['', 'value', 'path', 'rule', 'template', 'uri']);

const BY_LANGUAGE: ReadonlyMap<LanguageId, readonly RouteRow[]> = grouped();

function grouped(): ReadonlyMap<LanguageId, readonly RouteRow[]> {
  const out = new Map<LanguageId, RouteRow[]>();
  for (const row of ROUTE_ROWS) for (const l of row.languages) out.set(l, [...(out.get(l) ?? []), row]);
  return out;
}

/** Derived from the view alone, for the time it lives: several keys ask for the same routes. */
const KNOWN = new WeakMap<FileView, readonly Route[]>();

/** Every route of the file, by the first row that fits it. */
export function routesOf(view: FileView): readonly Route[] {
  const known = KNOWN.get(view);
  if (known !== undefined) return known;
  const out: Route[] = [];
  const taken = new Set<number>();
  for (const row of BY_LANGUAGE.get(view.language) ?? []) {
    if (!rowApplies(view, row)) continue;
    for (const route of row.by === 'mark' ? marked(view, row) : registered(view, row)) {
      if (taken.has(route.start)) continue;
      taken.add(route.start);
      out.push(route);
    }
  }
  out.sort((a, b) => a.start - b.start);
  KNOWN.set(view, out);
  return out;
}

function rowApplies(view: FileView, row: RouteRow): boolean {
  if (row.file !== undefined && !row.file.test(view.file)) return false;
  return row.imports === undefined || view.imports(...row.imports);
}

function receiverFits(row: RouteRow, path: string, name: string): boolean {
  const receiver = path.slice(0, Math.max(0, path.length - name.length - 1));
  return row.receiver === undefined ? receiver === '' : row.receiver.test(receiver);
}

/** What a mark says that has no path, or one too short to be among the strings: `("/")`. */
const SHORT = /^(?:\(\)|\(\s*['"](?:\/\w?)?['"].*)?$/s;

function* marked(view: FileView, row: RouteRow): Generator<Route> {
  for (const d of view.table('decorators')) {
    const name = lastSegment(d.name);
    if (!row.names.includes(name)) continue;
    if (row.receiver !== undefined && !receiverFits(row, d.name, name)) continue;
    const path = firstString(view, d);
    const fits = path === null ? row.bare === true || SHORT.test(d.text) : isPath(row, path.text);
    if (!fits) continue;
    yield { row, path, call: null, symbol: d.symbol, start: d.start, end: d.end };
  }
}

/** The first string that may be a path, or the first with this text. */
function firstString(view: FileView, within: Span, wanted?: string): (Span & { readonly text: string }) | null {
  const table = view.table('strings');
  for (
    let s = table.get(table.firstFrom(within.start));
    s !== null && s.start < within.end;
    s = table.get(s.index + 1)
  ) {
    const keyword = s.context === 'property' ? s.target : '';
    if (wanted === undefined ? PATH_KEYWORDS.has(keyword) : s.text === wanted)
      return { text: s.text, start: s.start, end: s.end };
  }
  return null;
}

function* registered(view: FileView, row: RouteRow): Generator<Route> {
  for (const name of row.names) {
    for (const call of view.callsNamed(name)) {
      if (call.name !== name || !receiverFits(row, call.callee, name)) continue;
      if (row.pathAt === undefined) {
        yield { row, path: null, call, symbol: -1, start: call.nameStart, end: call.nameEnd };
        continue;
      }
      const path = pathOf(view, call, row.pathAt);
      if (path === null || !isPath(row, path.text)) continue;
      if (row.inline === true && view.argumentsOf(call).at(-1)?.shape !== 'function') continue;
      // A path alone asks for something: `app.get('title')`.
      if (row.prefix !== true && call.arguments < 2 && view.language !== 'ruby') continue;
      yield { row, path, call, symbol: -1, start: call.nameStart, end: call.nameEnd };
    }
  }
}

function pathOf(view: FileView, call: Row<'calls'>, at: number): (Span & { readonly text: string }) | null {
  const a = view.argumentsOf(call)[at];
  if (a === undefined) return null;
  if (a.shape === 'string' && a.keyword === '') return { text: a.text, start: a.start, end: a.end };
  const isSymbol = view.language === 'ruby' && a.shape === 'identifier' && a.text.startsWith(':');
  if (isSymbol) return { text: a.text.slice(1), start: a.start, end: a.end };
  // Ruby: `post 'log-in' => 'sessions#create'`.
  return view.language === 'ruby' && a.keyword !== '' ? firstString(view, call, a.keyword) : null;
}

function isPath(row: RouteRow, text: string): boolean {
  if (/[\s#?]|:\/\//.test(text)) return false;
  // Go 1.22 puts the method before the path.
  return row.bare === true || text.startsWith('/') || /^[A-Z]+ \//.test(text);
}
