// Places where a file reads or writes stored data.
import type { Shape } from '@drift/grammars';
import type { LanguageId, Span } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';
import { DATA_ROWS, type DataRow, type QueryStyle } from './data-rows.ts';

/** One access to stored data: a chain of calls counts once. */
export interface DataAccess extends Span {
  readonly row: DataRow;
  readonly style: QueryStyle | null;
  readonly writes: boolean;
  readonly symbol: number;
  /** What is accessed, as far as the call says it: a table, a model, a repository. */
  readonly target: string;
  /** Where the whole chain of calls starts. */
  readonly chain: number;
}

const BY_LANGUAGE: ReadonlyMap<LanguageId, readonly DataRow[]> = grouped();

function grouped(): ReadonlyMap<LanguageId, readonly DataRow[]> {
  const out = new Map<LanguageId, DataRow[]>();
  for (const row of DATA_ROWS) for (const l of row.languages) out.set(l, [...(out.get(l) ?? []), row]);
  return out;
}

/** Derived from the view alone, for the time it lives: several keys ask for the same accesses. */
const KNOWN = new WeakMap<FileView, readonly DataAccess[]>();

/** Every access of the file, in order. */
export function dataAccessesOf(view: FileView): readonly DataAccess[] {
  const known = KNOWN.get(view);
  if (known !== undefined) return known;
  const chains = new Map<number, DataAccess>();
  for (const row of BY_LANGUAGE.get(view.language) ?? []) {
    if (!rowApplies(view, row)) continue;
    for (const found of accesses(view, row)) {
      const before = chains.get(found.chain);
      chains.set(found.chain, before === undefined ? found : merged(before, found));
    }
  }
  const out = [...chains.values()].sort((a, b) => a.start - b.start);
  KNOWN.set(view, out);
  return out;
}

/** From the weakest to the strongest: one call in SQL makes a chain one in SQL. */
const STRENGTH: readonly (QueryStyle | null)[] = [null, 'orm', 'builder', 'raw'];

function merged(a: DataAccess, b: DataAccess): DataAccess {
  const stronger = STRENGTH.indexOf(b.style) - STRENGTH.indexOf(a.style);
  const [strong, weak] = stronger > 0 || (stronger === 0 && b.writes) ? [b, a] : [a, b];
  return strong.writes || !weak.writes ? strong : { ...strong, writes: true };
}

function rowApplies(view: FileView, row: DataRow): boolean {
  if (row.file !== undefined && !row.file.test(view.file)) return false;
  const { source } = row;
  if (source !== undefined && ![...view.table('imports')].some((i) => source.test(i.source))) return false;
  return row.imports === undefined || view.imports(...row.imports);
}

function* accesses(view: FileView, row: DataRow): Generator<DataAccess> {
  for (const name of [...(row.reads ?? []), ...(row.writes ?? [])]) {
    for (const call of view.callsNamed(name)) {
      if (call.name !== name || !receiverFits(view, call, row)) continue;
      const statement = row.sql === true ? statementOf(view, call) : '';
      if (statement === null || !argumentsFit(view, call, row)) continue;
      const writes = row.writes?.includes(name) === true || WRITING.test(statement);
      yield {
        row,
        style: row.style,
        writes,
        symbol: call.symbol,
        target: targetOf(view, call, statement),
        chain: call.start,
        start: call.nameStart,
        end: call.nameEnd,
      };
    }
  }
}

function receiverFits(view: FileView, call: Row<'calls'>, row: DataRow): boolean {
  const receiver = call.callee.slice(0, Math.max(0, call.callee.length - call.name.length - 1));
  if (row.receiver === undefined ? receiver !== '' : !row.receiver.test(receiver)) return false;
  return row.origin === undefined || row.origin.test(view.imported.get(receiver.split(/[.[(]/)[0] ?? '') ?? '');
}

function argumentsFit(view: FileView, call: Row<'calls'>, row: DataRow): boolean {
  const positional = view.argumentsOf(call).filter((a) => a.keyword === '');
  if (row.most !== undefined && positional.length > row.most) return false;
  const first = positional[0];
  return row.given === undefined || (first?.shape === 'call' && row.given.test(first.text));
}

const TEXTS: ReadonlySet<Shape> = new Set<Shape>(['string', 'template', 'concat', 'format']);
/** Statements on rows; those that define tables or set up a connection have no other way to be written. */
const STATEMENT =
  /^\s*\(?\s*(?:select\s(?!\s*(?:1|version\(|now\(|pg_|last_insert_id))|insert\s+(?:\w+\s+)?into\s|update\s+\S+\s+(?:\w+\s+)?set\s|delete\s+from\s|merge\s+into\s|replace\s+into\s|with\s+(?:recursive\s+)?\S+\s+(?:\([^)]*\)\s*)?as\s)/i;
/** Tables of the database itself, which no mapper knows. */
const CATALOGUE =
  /\b(?:information_schema|pg_[a-z]+|sqlite_(?:master|schema|sequence)|sys\.|pragma_\w+|dba_\w+|user_tables|all_tab\w*)\b|\bsys\.\w/i;
const WRITING = /^(?:insert|update|delete|merge|replace)/i;
/** Arguments that may hold the statement: some calls take a context or a connection before it. */
const SQL_ARGUMENTS = 3;

/** The SQL statement that a call is given, or `null`. */
function statementOf(view: FileView, call: Row<'calls'>): string | null {
  for (const a of view.argumentsOf(call).slice(0, SQL_ARGUMENTS)) {
    const value = view.valueOf(a, call.symbol);
    if (TEXTS.has(value.shape) && STATEMENT.test(value.text) && !CATALOGUE.test(value.text))
      return value.text.trimStart();
  }
  return null;
}

const TABLE = /\b(?:into|update|from)\s+([\w."`[\]]+)/i;
/** Receivers that stand for the whole database: what they are given names the table. */
const DATABASE =
  /(?:^|\.)(?:_?(?:db|tx|trx|database|conn|connection|client|pool|em|manager|entityManager|session)|diesel|knex|sq|psql)$/i;

function targetOf(view: FileView, call: Row<'calls'>, statement: string): string {
  const table = TABLE.exec(statement)?.[1];
  if (table !== undefined) return table.toLowerCase();
  const receiver = call.callee.slice(0, Math.max(0, call.callee.length - call.name.length - 1));
  if (receiver !== '' && !DATABASE.test(receiver)) return receiver;
  return view.argumentsOf(call)[0]?.text ?? receiver;
}
