import type { Row } from '../../facts/schema.ts';
import { argumentHolds, type CallRow, lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';

/** A call with an argument that must not be put together from variable parts. */
export interface SinkRow extends CallRow {
  /** Where that argument stands: the first of these that the call has. */
  readonly at: readonly (number | string)[];
  /**
   * For `*.name` callees: names of receivers that are what is meant even without an import, in lower case and
   * without sigils. Other receivers count only where the file imports one of `imports`.
   */
  readonly receivers?: readonly string[];
  /** True where a second positional argument makes it a call with an argument vector. */
  readonly alone?: true;
  /** How sure a match is when only the receiver's name speaks for it; 0.95 with the import. */
  readonly confidence: number;
}

/** A call that a row describes, with the argument in question. */
export interface SinkMatch<R extends SinkRow> {
  readonly row: R;
  readonly call: Row<'calls'>;
  readonly argument: Row<'arguments'>;
  readonly confidence: number;
}

/** Confidence of a call that an import or the language itself resolves. */
const RESOLVED_CONFIDENCE = 0.95;

/** Rows keyed by the last segment of their callees. */
export function sinkTable<R extends SinkRow>(rows: readonly R[]): ReadonlyMap<string, readonly R[]> {
  const table = new Map<string, R[]>();
  for (const row of rows) {
    for (const name of new Set(row.callee.map(lastSegment))) table.set(name, [...(table.get(name) ?? []), row]);
  }
  return table;
}

/** Every call of the file that a row describes and that has the argument the row names. */
export function* sinksOf<R extends SinkRow>(
  view: FileView,
  table: ReadonlyMap<string, readonly R[]>,
): Generator<SinkMatch<R>> {
  for (const [name, rows] of table) {
    for (const call of view.callsNamed(name)) {
      for (const row of rows) {
        if (!row.languages.includes(view.language)) continue;
        const confidence = confidenceOf(view, call, row);
        const argument = confidence === 0 ? null : argumentOf(view, call, row);
        if (argument === null) continue;
        yield { row, call, argument, confidence };
        break;
      }
    }
  }
}

function confidenceOf(view: FileView, call: Row<'calls'>, row: SinkRow): number {
  if (!(row.when ?? []).every((test) => argumentHolds(view, call, test))) return 0;
  const canonical = view.calleeOf(call);
  const imported = row.imports === undefined ? false : view.imports(...row.imports);
  for (const callee of row.callee) {
    if (!callee.startsWith('*.')) {
      const exact = callee === canonical && (row.imports === undefined || imported);
      if (exact && !isDeclaredHere(view, call)) return RESOLVED_CONFIDENCE;
    } else if (call.name === callee.slice(2) && call.callee !== call.name) {
      if (imported) return RESOLVED_CONFIDENCE;
      if (row.receivers === undefined ? row.imports === undefined : row.receivers.includes(receiverOf(call)))
        return row.confidence;
    }
  }
  return 0;
}

/** A bare name that the file itself declares is not the one of the language. */
function isDeclaredHere(view: FileView, call: Row<'calls'>): boolean {
  if (call.callee !== call.name || view.imported.has(call.name)) return false;
  for (const s of view.table('symbols')) if (s.name === call.name && s.kind !== 'method') return true;
  return false;
}

/** The last segment before the called name, without sigils and in lower case. */
function receiverOf(call: Row<'calls'>): string {
  const path = call.callee.slice(0, call.callee.length - call.name.length - 1);
  return lastSegment(path)
    .replace(/\(\)$|\[\]$/, '')
    .replace(/^[$@_#]+|_+$/g, '')
    .toLowerCase();
}

function argumentOf(view: FileView, call: Row<'calls'>, row: SinkRow): Row<'arguments'> | null {
  const all = view.argumentsOf(call);
  const positional = all.filter((a) => a.keyword === '');
  if (row.alone === true && positional.length > 1) return null;
  for (const place of row.at) {
    const found = typeof place === 'number' ? positional.at(place) : all.find((a) => a.keyword === place);
    if (found !== undefined) return found;
  }
  return null;
}
