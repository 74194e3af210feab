import { Mod } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { lastSegment } from '../../engine/api-table.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type DataAccess, dataAccessesOf } from '../data-access.ts';
import { isProductCode } from '../product-code.ts';
import { TRANSACTION_ROWS, type TransactionRow } from './rows.ts';

/** Libraries that collect writes and store them together, or refuse to work outside a transaction. */
const AT_ONCE: ReadonlySet<string> = new Set(['ef', 'doctrine', 'sqlalchemy', 'jpa', 'exposed']);
/** Parameters by which the caller hands over its transaction or its connection. */
const HANDED =
  /^[$_]*(?:tx|txn|trx|transaction|session|conn|connection|client|manager|em|entity_?manager|query_?runner|opts|options|cursor|cur|db|unit_?of_?work|uow|executor)$/i;
/** Layers and hooks whose caller decides about the transaction. */
const INNER = /(?:Repository|Repo|Dao|DAO|Store|Mapper|Model|Factory|Seeder|Observer|Listener|Callback)(?:Impl)?$/;
/** SQL that begins a transaction by itself. */
const BEGINS = /^\s*(?:begin|start\s+transaction|commit)\b/i;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['wrapper', 'a transaction around the writes'],
  ['explicit', 'a transaction begun and ended by calls'],
  ['none', 'no transaction'],
]);
/** From the most to the least safe. */
const RANK: readonly string[] = ['wrapper', 'explicit', 'none'];

/** How functions that write to several tables make one of it. */
export const dataTransaction = defineConvention({
  id: 'drift/pattern/data-transaction',
  title: 'Transactions',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'functions that write twice',
  answers: ['wrapper', 'explicit', 'none'],
  describe: (value) => NAMES.get(value) ?? value,
  // A safer way than usual is no deviation.
  deviates: (actual, expected) => RANK.indexOf(actual) > RANK.indexOf(expected),
  observe(view, report) {
    if (!isProductCode(view)) return;
    const rows = TRANSACTION_ROWS.filter((row) => row.languages.includes(view.language));
    for (const [symbol, writes] of writersOf(view)) {
      const targets = new Set(writes.map((w) => w.target));
      // Two writes to one table are often two branches of which one runs.
      if (targets.size < 2) continue;
      const value = transactionOf(view, symbol, rows);
      if (value === 'none' && isDecidedByCaller(view, symbol)) continue;
      report({ value, start: symbol.nameStart, end: symbol.nameEnd });
    }
  },
});

/** Named functions with the writes inside them, lambdas included. */
function writersOf(view: FileView): Map<Row<'symbols'>, DataAccess[]> {
  const out = new Map<Row<'symbols'>, DataAccess[]>();
  for (const access of dataAccessesOf(view)) {
    if (!access.writes || AT_ONCE.has(access.row.library)) continue;
    // Whether a cursor of Python is in a transaction is decided where its connection is made.
    if (view.language === 'python' && access.style === 'raw') continue;
    const symbol = namedAround(view, access.symbol);
    if (symbol === null) continue;
    const known = out.get(symbol);
    if (known === undefined) out.set(symbol, [access]);
    else known.push(access);
  }
  return out;
}

function namedAround(view: FileView, symbol: number): Row<'symbols'> | null {
  const table = view.table('symbols');
  for (let s = table.get(symbol); s !== null; s = table.get(s.parent)) {
    if (s.kind === 'function' || s.kind === 'method') return s.nameEnd > s.nameStart ? s : null;
    if (s.kind !== 'lambda') return null;
  }
  return null;
}

function transactionOf(view: FileView, symbol: Row<'symbols'>, rows: readonly TransactionRow[]): string {
  const calls = view.callsStartingIn(symbol.start, symbol.end);
  const found = new Set<string>();
  for (const row of rows) {
    const holds = row.by === 'mark' ? isMarked(view, symbol, row) : calls.some((c) => isCallOf(c, row));
    if (holds) found.add(row.value);
  }
  if (calls.some((c) => view.argumentsOf(c).some((a) => a.shape === 'string' && BEGINS.test(a.text))))
    found.add('explicit');
  return RANK.find((value) => found.has(value)) ?? 'none';
}

function isCallOf(call: Row<'calls'>, row: TransactionRow): boolean {
  if (!row.names.includes(call.name)) return false;
  const receiver = call.callee.slice(0, Math.max(0, call.callee.length - call.name.length - 1));
  return row.receiver === undefined ? receiver === '' : row.receiver.test(receiver);
}

function isMarked(view: FileView, symbol: Row<'symbols'>, row: TransactionRow): boolean {
  for (const d of view.table('decorators'))
    if (
      (d.symbol === symbol.index || d.symbol === symbol.parent) &&
      d.symbol >= 0 &&
      row.names.includes(lastSegment(d.name))
    )
      return true;
  return false;
}

function isDecidedByCaller(view: FileView, symbol: Row<'symbols'>): boolean {
  if ((symbol.modifiers & (Mod.private | Mod.protected | Mod.override)) !== 0 || /^[_#]/.test(symbol.name)) return true;
  for (const p of view.table('parameters')) if (p.symbol === symbol.index && HANDED.test(p.name)) return true;
  const type = view.table('symbols').get(symbol.parent)?.name ?? symbol.owner;
  return INNER.test(type) || INNER.test(symbol.owner);
}
