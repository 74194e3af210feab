import type { Shape } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FileView, Value } from './file-view.ts';

/** A condition on a value; every given part must hold. */
export interface ValueTest {
  readonly shapes?: readonly Shape[];
  /** On the literal text, for strings, numbers, identifiers and paths. */
  readonly text?: RegExp;
}

/** A condition on one argument of a call: by position (from 0), or by the name of a keyword or option. */
export interface ArgumentTest extends ValueTest {
  /** Alternatives: the first that the call has is tested. */
  readonly at: readonly (number | string)[];
  /** The condition also holds when the argument is absent. */
  readonly orAbsent?: true;
}

/** One risky call in one or more languages. */
export interface CallRow {
  readonly languages: readonly LanguageId[];
  /** Canonical callee paths (`hashlib.md5`); `*.name` for any receiver, to be used with `imports` or strong `when`. */
  readonly callee: readonly string[];
  /** The file must import one of these modules, exactly or something below them. */
  readonly imports?: readonly string[];
  readonly when?: readonly ArgumentTest[];
  /** What to say after the callee; falls back to the rule's message. */
  readonly message?: string;
  /** Code that the row must flag, and code close to it that it must not. */
  readonly positive: string;
  readonly nearMiss: string;
}

/** One risky setting: an assignment, a pair or an option with a telling name and value. */
export interface SettingRow {
  readonly languages: readonly LanguageId[];
  /** Last segments of the target: `rejectUnauthorized`, `DEBUG`. */
  readonly target: readonly string[];
  /** Further condition on the whole target path. */
  readonly path?: RegExp;
  readonly value: ValueTest;
  readonly imports?: readonly string[];
  /** Condition on the file's path. */
  readonly file?: RegExp;
  readonly message?: string;
  readonly positive: string;
  readonly nearMiss: string;
}

/** A place where a row holds. */
export interface TableMatch<R> {
  readonly row: R;
  readonly start: number;
  readonly end: number;
  /** How the matched thing is called in a message. */
  readonly name: string;
  readonly symbol: number;
}

/** Rows by language, keyed by the last segment of what they look for; made once per table. */
export interface TableIndex<R> {
  readonly byLanguage: ReadonlyMap<LanguageId, ReadonlyMap<string, readonly R[]>>;
}

/** Indexes call rows by the last segment of their callees. */
export function callTable(rows: readonly CallRow[]): TableIndex<CallRow> {
  return indexBy(rows, (r) => r.callee.map(lastSegment));
}

/** Indexes setting rows by their targets. */
export function settingTable(rows: readonly SettingRow[]): TableIndex<SettingRow> {
  return indexBy(rows, (r) => r.target);
}

function indexBy<R extends { readonly languages: readonly LanguageId[] }>(
  rows: readonly R[],
  keys: (row: R) => readonly string[],
): TableIndex<R> {
  const byLanguage = new Map<LanguageId, Map<string, R[]>>();
  for (const row of rows) {
    for (const language of row.languages) {
      const byName = byLanguage.get(language) ?? new Map<string, R[]>();
      byLanguage.set(language, byName);
      for (const key of new Set(keys(row))) byName.set(key, [...(byName.get(key) ?? []), row]);
    }
  }
  return { byLanguage };
}

function rowsFor<R>(table: TableIndex<R>, view: FileView): ReadonlyMap<string, readonly R[]> {
  return table.byLanguage.get(view.language) ?? NO_ROWS;
}

const NO_ROWS: ReadonlyMap<string, readonly never[]> = new Map();

/** The last segment of a dotted path. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/**
 * Places of one table that are looked at in one file. Rules may look around each of them, so without a bound a file of
 * ten thousand risky calls would cost the square of that; findings are cut at fifty long before.
 */
const MAX_MATCHES = 300;

/** Every call of the file that a row of the table describes, up to a bound. */
export function* matchCalls(
  view: FileView,
  table: TableIndex<CallRow>,
): Generator<TableMatch<CallRow> & { readonly call: Row<'calls'> }> {
  let left = MAX_MATCHES;
  for (const [name, rows] of rowsFor(table, view)) {
    for (const call of view.callsNamed(name)) {
      if (left === 0) return;
      const row = rows.find((r) => calleeFits(view, call, r) && rowHolds(view, call, r));
      if (row === undefined) continue;
      left--;
      yield { row, call, start: call.start, end: call.end, name: call.callee, symbol: call.symbol };
    }
  }
}

function calleeFits(view: FileView, call: Row<'calls'>, row: CallRow): boolean {
  const canonical = view.calleeOf(call);
  return row.callee.some((c) =>
    c.startsWith('*.') ? call.callee.includes('.') && call.name === c.slice(2) : c === canonical,
  );
}

function rowHolds(view: FileView, call: Row<'calls'>, row: CallRow): boolean {
  if (row.imports !== undefined && !view.imports(...row.imports)) return false;
  return (row.when ?? []).every((test) => argumentHolds(view, call, test));
}

/** True when the call's argument named by the test satisfies it. */
export function argumentHolds(view: FileView, call: Row<'calls'>, test: ArgumentTest): boolean {
  const value = argumentAt(view, call, test.at);
  if (value === null) return test.orAbsent === true;
  return valueHolds(view.valueOf(value, call.symbol), test);
}

/** The first of several argument places that the call has, or `null`. */
export function argumentAt(view: FileView, call: Row<'calls'>, at: readonly (number | string)[]): Value | null {
  const positional = view.argumentsOf(call).filter((a) => a.keyword === '');
  for (const place of at) {
    const found =
      typeof place === 'number'
        ? positional[place]
        : view.optionsOf(call).find((o) => o.name === place || lastSegment(o.name) === place)?.value;
    if (found !== undefined) return found;
  }
  return null;
}

/** True when every part of the test holds for the value. */
export function valueHolds(value: Value, test: ValueTest): boolean {
  if (test.shapes !== undefined && !test.shapes.includes(value.shape)) return false;
  return test.text === undefined || test.text.test(value.text);
}

/** Every assignment, pair and option of the file that a row of the table describes, up to the same bound. */
export function* matchSettings(view: FileView, table: TableIndex<SettingRow>): Generator<TableMatch<SettingRow>> {
  let left = MAX_MATCHES;
  for (const [name, rows] of rowsFor(table, view)) {
    for (const b of view.bindingsNamed(name)) {
      if (left === 0) return;
      const row = rows.find((r) => settingHolds(view, b, r));
      if (row === undefined) continue;
      left--;
      yield { row, start: b.start, end: b.end, name: b.target, symbol: b.symbol };
    }
  }
}

function settingHolds(view: FileView, b: Row<'bindings'>, row: SettingRow): boolean {
  if (row.path !== undefined && !row.path.test(b.target)) return false;
  if (row.file !== undefined && !row.file.test(view.file)) return false;
  if (row.imports !== undefined && !view.imports(...row.imports)) return false;
  return valueHolds(view.valueOf({ shape: b.shape, text: b.text }, b.symbol), row.value);
}

/** Shapes of a string that is put together from parts that are not all literal. */
export const BUILT_STRING: readonly Shape[] = ['template', 'concat', 'format'];
