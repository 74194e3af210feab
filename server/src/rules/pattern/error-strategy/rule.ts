import { Mod } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { isBroadHandler, isExplained } from '../caught-errors.ts';
import { isForeignFile } from '../free-names.ts';
import { FAILED_RESULT, MAY_BE_ABSENT, MISUSE, NULLABLE_TYPE } from './results.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['throw', 'a thrown error'],
  ['result', 'a result type'],
  ['absent', 'an absent value'],
  ['tuple', 'a returned error'],
]);

type Found = Map<number, Set<string>>;

/** How functions say that they failed. */
export const errorStrategy = defineConvention({
  id: 'drift/pattern/error-strategy',
  title: 'How failures are reported',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus:
      '3 packages: ApostropheCMS, ra-core, jsdom; 13 packages: Syncthing, gh, restic, Podman, aerc, InfluxDB, Prometheus, Maven, MariaDB, mina, H2, Netty, JOSM',
    sample: 71,
    precision: 0.15,
  },
  sites: 'functions that can fail',
  answers: ['throw', 'result', 'absent', 'tuple'],
  describe: (value) => NAMES.get(value) ?? value,
  // Where failures become absent values, a louder answer is no step back.
  deviates: (_, expected) => expected !== 'absent',
  observe(view, report) {
    if (view.role !== 'source' || isForeignFile(view)) return;
    const found: Found = new Map();
    if (view.language === 'go') returnedErrors(view, found);
    else {
      thrownErrors(view, found);
      failedResults(view, found);
      absentValues(view, found);
    }
    for (const [index, ways] of found) {
      const symbol = view.table('symbols').get(index);
      const [value] = ways;
      // A function that knows two ways has a reason to.
      if (symbol === null || value === undefined || ways.size > 1 || !isFree(symbol)) continue;
      report({ value, start: symbol.nameStart, end: symbol.nameEnd });
    }
  },
});

/** Functions whose author could have chosen how they fail. */
function isFree(s: Row<'symbols'>): boolean {
  if (s.kind !== 'function' && s.kind !== 'method') return false;
  return s.nameEnd > s.nameStart && (s.modifiers & (Mod.override | Mod.fixedName | Mod.test)) === 0;
}

function add(found: Found, symbol: number, way: string): void {
  const ways = found.get(symbol);
  if (ways === undefined) found.set(symbol, new Set([way]));
  else ways.add(way);
}

function thrownErrors(view: FileView, found: Found): void {
  for (const t of view.table('throws')) {
    const isMade = t.shape === 'new' || t.shape === 'call';
    if (isMade && !MISUSE.test(t.text)) add(found, t.symbol, 'throw');
  }
}

function failedResults(view: FileView, found: Found): void {
  const failed = FAILED_RESULT[view.language];
  if (failed === undefined) return;
  for (const r of view.table('returns'))
    if ((r.shape === 'call' || r.shape === 'new') && failed.test(view.canonical(r.text)))
      add(found, r.symbol, 'result');
}

/** Handlers of failures of every kind that answer with nothing, in functions that do not declare it. */
function absentValues(view: FileView, found: Found): void {
  const nullable = new Set<number>();
  for (const d of view.table('decorators'))
    if (/(?:^|\.)(?:Check)?Null(?:able|IfUnknown)?$|ForNull$/.test(d.name)) nullable.add(d.symbol);
  for (const h of view.table('handlers')) {
    if ((h.kind !== 'catch' && h.kind !== 'except') || !isBroadHandler(view, h) || isExplained(view, h)) continue;
    const symbol = view.table('symbols').get(h.symbol);
    if (symbol === null || MAY_BE_ABSENT.test(symbol.name) || NULLABLE_TYPE.test(symbol.returns)) continue;
    if (nullable.has(symbol.index)) continue;
    for (const r of returnsIn(view, h)) if (isAbsent(r)) add(found, h.symbol, 'absent');
  }
}

function isAbsent(r: Row<'returns'>): boolean {
  return r.shape === 'null' || (r.shape === 'identifier' && r.text === 'undefined');
}

function returnsIn(view: FileView, h: Row<'handlers'>): Row<'returns'>[] {
  const table = view.table('returns');
  const out: Row<'returns'>[] = [];
  for (let r = table.get(table.firstFrom(h.bodyStart)); r !== null && r.start < h.bodyEnd; r = table.get(r.index + 1))
    if (r.symbol === h.symbol) out.push(r);
  return out;
}

/** Go: a function that meets an error returns it, panics, or returns nothing. */
function returnedErrors(view: FileView, found: Found): void {
  const symbols = view.table('symbols');
  const thrown = new Set<number>();
  for (const t of view.table('throws')) if (t.handler >= 0) thrown.add(t.handler);
  for (const h of view.table('handlers')) {
    const symbol = symbols.get(h.symbol);
    if (h.kind !== 'errorBranch' || symbol === null) continue;
    if (/\berror\)?$/.test(symbol.returns)) {
      add(found, h.symbol, 'tuple');
      continue;
    }
    // Methods may owe their signature to an interface, and these functions have one of their own.
    if (symbol.owner !== '' || /^(?:[Mm]ust|main$|init$|Test|Benchmark)/.test(symbol.name) || isExplained(view, h))
      continue;
    const values = returnsIn(view, h);
    if (thrown.has(h.index)) add(found, h.symbol, 'throw');
    else if (values.length === 1 && values.every((r) => r.shape === 'null') && !MAY_BE_ABSENT.test(symbol.name))
      add(found, h.symbol, 'absent');
  }
}
