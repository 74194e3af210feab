// The functions that answer requests.
import { CALLABLE_KINDS, Mod } from '@drift/grammars';
import type { Row } from '../../facts/schema.ts';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';
import { HANDLER_ROWS, type HandlerRow } from './handler-rows.ts';
import { type Route, routesOf } from './routes.ts';

/** One function that answers requests. */
export interface Handler {
  readonly symbol: Row<'symbols'>;
  readonly framework: string;
  /** The route it is bound to by this file, or `null` where only its declaration tells it. */
  readonly route: Route | null;
}

/** Derived from the view alone, for the time it lives: several keys ask for the same handlers. */
const KNOWN = new WeakMap<FileView, readonly Handler[]>();

/** Every handler of the file, in order, each once. */
export function handlersOf(view: FileView): readonly Handler[] {
  const known = KNOWN.get(view);
  if (known !== undefined) return known;
  const found = new Map<number, Handler>();
  for (const route of routesOf(view)) {
    for (const symbol of boundBy(view, route))
      if (!found.has(symbol.index)) found.set(symbol.index, { symbol, framework: route.row.framework, route });
  }
  for (const row of HANDLER_ROWS) {
    if (!row.languages.includes(view.language) || !rowApplies(view, row)) continue;
    for (const symbol of declared(view, row))
      if (!found.has(symbol.index)) found.set(symbol.index, { symbol, framework: row.framework, route: null });
  }
  const out = [...found.values()].sort((a, b) => a.symbol.index - b.symbol.index);
  KNOWN.set(view, out);
  return out;
}

/** The handler whose range holds an offset, the innermost one, or `null`. */
export function handlerAt(view: FileView, offset: number): Handler | null {
  let found: Handler | null = null;
  for (const h of handlersOf(view)) if (h.symbol.start <= offset && offset < h.symbol.end) found = h;
  return found;
}

function isCallable(symbol: Row<'symbols'> | null): symbol is Row<'symbols'> {
  return symbol !== null && CALLABLE_KINDS.has(symbol.kind);
}

function boundBy(view: FileView, route: Route): Row<'symbols'>[] {
  if (route.row.prefix === true) return [];
  const marked = view.table('symbols').get(route.symbol);
  if (route.call === null) return isCallable(marked) ? [marked] : [];
  const last = view.argumentsOf(route.call).at(-1);
  if (last === undefined) return [];
  if (last.shape === 'function') return startingAt(view, last.start);
  if (last.shape !== 'identifier') return [];
  return view.symbolsNamed(last.text).filter((s) => s.parent < 0 && isCallable(s));
}

function startingAt(view: FileView, offset: number): Row<'symbols'>[] {
  const table = view.table('symbols');
  const at = table.get(table.firstFrom(offset));
  return at !== null && at.start === offset && isCallable(at) ? [at] : [];
}

function rowApplies(view: FileView, row: HandlerRow): boolean {
  if (row.file !== undefined && !row.file.test(view.file)) return false;
  return row.imports === undefined || view.imports(...row.imports);
}

function* declared(view: FileView, row: HandlerRow): Generator<Row<'symbols'>> {
  const based = row.base === undefined ? null : classesBelow(view, row.base);
  const typed = row.type === undefined ? null : takersOf(view, row.type);
  for (const symbol of view.table('symbols')) {
    if (!isCallable(symbol) || symbol.kind === 'constructor') continue;
    if (row.name !== undefined && !row.name.test(symbol.name)) continue;
    if (row.free === true && symbol.parent >= 0) continue;
    if (row.exported === true && (symbol.modifiers & Mod.exported) === 0) continue;
    if (based !== null && (!based.has(symbol.parent) || !isPublic(symbol))) continue;
    if (typed !== null && !typed.has(symbol.index)) continue;
    if (row.parameters !== undefined && !startsWith(view, symbol, row.parameters)) continue;
    yield symbol;
  }
}

function isPublic(symbol: Row<'symbols'>): boolean {
  return symbol.kind === 'method' && (symbol.modifiers & (Mod.private | Mod.protected | Mod.static)) === 0;
}

function classesBelow(view: FileView, base: RegExp): ReadonlySet<number> {
  const out = new Set<number>();
  for (const b of view.table('bases')) if (base.test(b.name)) out.add(b.symbol);
  return out;
}

function takersOf(view: FileView, type: RegExp): ReadonlySet<number> {
  const out = new Set<number>();
  for (const p of view.table('parameters')) if (type.test(p.type)) out.add(p.symbol);
  return out;
}

const OWN: ReadonlySet<string> = new Set(['self', 'cls']);

function startsWith(view: FileView, symbol: Row<'symbols'>, names: readonly RegExp[]): boolean {
  if (symbol.parameters < names.length || (symbol.parameters > MAX_HANDLER_PARAMETERS && names.length > 1))
    return false;
  const own = parametersOf(view, symbol).filter((p) => !OWN.has(p.name));
  return names.every((name, i) => name.test(lastSegment(own[i]?.name ?? '')));
}

/** `(request, response, next)`; one more is what takes errors. */
const MAX_HANDLER_PARAMETERS = 3;

/** Parameters of a function, in order. */
export function parametersOf(view: FileView, symbol: Row<'symbols'>): readonly Row<'parameters'>[] {
  let known = PARAMETERS.get(view);
  if (known === undefined) {
    known = new Map();
    for (const p of view.table('parameters')) known.set(p.symbol, [...(known.get(p.symbol) ?? []), p]);
    PARAMETERS.set(view, known);
  }
  return known.get(symbol.index) ?? [];
}

const PARAMETERS = new WeakMap<FileView, Map<number, Row<'parameters'>[]>>();
