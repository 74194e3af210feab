// The guards that a file puts around handlers.
import type { Row } from '../../../facts/schema.ts';
import { lastSegment } from '../../engine/api-table.ts';
import type { Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type Handler, parametersOf } from '../handlers.ts';
import { routesOf } from '../routes.ts';
import { GUARD_ROWS, type GuardRow } from './rows.ts';

function rowsOf(view: FileView, ...by: readonly GuardRow['by'][]): readonly GuardRow[] {
  return GUARD_ROWS.filter(
    (row) =>
      by.includes(row.by) &&
      row.languages.includes(view.language) &&
      (row.file === undefined || row.file.test(view.file)) &&
      (row.imports === undefined || view.imports(...row.imports)),
  );
}

/** Guards that calls put around handlers, and around routes whose handlers lie elsewhere. */
export function* guardCalls(view: FileView): Generator<Observation> {
  const rows = rowsOf(view, 'call');
  if (rows.length > 0) {
    for (const call of view.table('calls')) {
      const row = rows.find((r) => isGuardCall(view, call, r));
      if (row !== undefined) yield { value: row.value, start: call.nameStart, end: call.nameEnd };
    }
  }
  for (const row of rowsOf(view, 'route')) {
    for (const route of routesOf(view)) {
      if (route.call === null) continue;
      const between = view.argumentsOf(route.call).slice(1, -1);
      const guard = between.find((a) => row.name.test(bare(a.text)));
      if (guard !== undefined) yield { value: row.value, start: guard.start, end: guard.end };
    }
  }
}

function isGuardCall(view: FileView, call: Row<'calls'>, row: GuardRow): boolean {
  if (!row.name.test(call.name)) return false;
  const receiver = call.callee.slice(0, Math.max(0, call.callee.length - call.name.length - 1));
  if (row.receiver === undefined ? receiver !== '' : !row.receiver.test(receiver)) return false;
  const { given } = row;
  if (given === undefined) return true;
  const inside = view.argumentsOf(call);
  if (inside.some((a) => given.test(bare(a.text)))) return true;
  // A list of names: `middleware(['auth'])`.
  const list = inside.find((a) => a.shape === 'array');
  return list !== undefined && stringsIn(view, list).some((text) => given.test(text));
}

function stringsIn(view: FileView, within: { readonly start: number; readonly end: number }): string[] {
  const table = view.table('strings');
  const out: string[] = [];
  for (let s = table.get(table.firstFrom(within.start)); s !== null && s.start < within.end; s = table.get(s.index + 1))
    out.push(s.text);
  return out;
}

/** The path of what is called, without the calls themselves: `middleware.Auth()` is `middleware.Auth`. */
function bare(text: string): string {
  return text.replaceAll('()', '').replaceAll('::', '.');
}

/** The guard that is declared on a handler or on the class around it, or `null`. */
export function guardOf(view: FileView, handler: Handler): Observation | null {
  const { symbol } = handler;
  const place = { start: symbol.nameStart, end: symbol.nameEnd };
  for (const row of rowsOf(view, 'mark', 'base', 'field', 'parameter'))
    if (isDeclared(view, handler, row) && place.end > place.start) return { value: row.value, ...place };
  return null;
}

function isDeclared(view: FileView, handler: Handler, row: GuardRow): boolean {
  const { symbol } = handler;
  switch (row.by) {
    case 'mark':
      return [...view.table('decorators')].some(
        (d) =>
          d.symbol >= 0 &&
          (d.symbol === symbol.index || d.symbol === symbol.parent) &&
          row.name.test(lastSegment(d.name)),
      );
    case 'base':
      return [...view.table('bases')].some((b) => b.symbol === symbol.parent && row.name.test(lastSegment(b.name)));
    case 'field':
      return [...view.table('bindings')].some(
        (b) => b.kind === 'field' && b.symbol === symbol.parent && b.symbol >= 0 && row.name.test(b.target),
      );
    case 'parameter':
      return takesGuard(view, handler, row);
    default:
      return false;
  }
}

/** By the type of a parameter, or by a call anywhere in the head of the function and the mark above it. */
function takesGuard(view: FileView, handler: Handler, row: GuardRow): boolean {
  const { symbol, route } = handler;
  const { given } = row;
  if (given === undefined) return parametersOf(view, symbol).some((p) => row.name.test(p.type));
  return view
    .callsStartingIn(Math.min(route?.start ?? symbol.start, symbol.start), symbol.bodyStart)
    .some((c) => row.name.test(c.name) && view.argumentsOf(c).some((a) => given.test(bare(a.text))));
}
