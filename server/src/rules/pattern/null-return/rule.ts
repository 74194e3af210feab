import { Mod } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { FreeNames, isForeignFile } from '../free-names.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['null', 'an explicit null'],
  ['undefined', '`undefined`'],
  ['bare', 'a bare return'],
  ['option', 'an option type'],
]);
/** Flagged deviations: what is expected tells more, or is the other of two equals. */
const FLAGGED: ReadonlySet<string> = new Set([
  'null for undefined',
  'undefined for null',
  'bare for null',
  'null for option',
]);
const COLLECTION = /\[\]$|^(?:[\w.]+\.)?(?:\w*List|\w*Set|\w*Map|Collection|Iterable|Iterator|Stream)\b/;
const PRIMITIVE = /^(?:void|boolean|byte|short|int|long|char|float|double|Void)$/;

/** What a function returns when it has nothing to return. */
export const nullReturn = defineConvention({
  id: 'drift/pattern/null-return',
  title: 'Returns of nothing',
  languages: ['java', 'javascript', 'php', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'functions',
  answers: ['null', 'undefined', 'bare', 'option'],
  describe: (value) => NAMES.get(value) ?? value,
  deviates: (actual, expected) => FLAGGED.has(`${actual} for ${expected}`),
  observe(view, report) {
    if (view.role !== 'source' || isForeignFile(view)) return;
    const free = new FreeNames(view);
    for (const [symbol, returns] of bySymbol(view)) {
      if (!isOwn(view, free, symbol)) continue;
      const absent = returns.map((r) => ({ r, value: absentOf(view, r, symbol) }));
      const values = new Set(absent.flatMap((a) => (a.value === null ? [] : [a.value])));
      const [value] = values;
      const first = absent.find((a) => a.value !== null);
      // Two kinds of nothing in one function mean two things.
      if (value === undefined || first === undefined || values.size > 1) continue;
      if (value !== 'option' && !absent.some((a) => a.value === null && isValue(a.r))) continue;
      report({ value, start: first.r.start, end: first.r.end });
    }
  },
});

function bySymbol(view: FileView): Map<Row<'symbols'>, Row<'returns'>[]> {
  const groups = new Map<number, Row<'returns'>[]>();
  for (const r of view.table('returns')) {
    const list = groups.get(r.symbol);
    if (list === undefined) groups.set(r.symbol, [r]);
    else list.push(r);
  }
  const out = new Map<Row<'symbols'>, Row<'returns'>[]>();
  for (const [index, returns] of groups) {
    const symbol = view.table('symbols').get(index);
    if (symbol !== null) out.set(symbol, returns);
  }
  return out;
}

/** Functions whose result nobody else prescribes. A component renders nothing by returning `null`. */
function isOwn(view: FileView, free: FreeNames, s: Row<'symbols'>): boolean {
  if ((s.kind !== 'function' && s.kind !== 'method') || !free.isFree(s)) return false;
  if ((s.modifiers & Mod.generator) !== 0 || isDeclared(view, s)) return false;
  const script = view.language === 'javascript' || view.language === 'typescript';
  return !(script && (/^[A-Z]/.test(s.name) || /^_?render/i.test(s.name)));
}

/** True where a declared type says which kind of nothing comes back: callers cannot miss it. */
function isDeclared(view: FileView, s: Row<'symbols'>): boolean {
  if (view.language !== 'typescript') return false;
  if (/\b(?:null|undefined)\b/.test(s.returns)) return true;
  return view.bindingsNamed(s.name).some((b) => b.valueStart === s.start && b.type !== '');
}

/** The kind of nothing that is returned, or `null` for something. */
function absentOf(view: FileView, r: Row<'returns'>, s: Row<'symbols'>): string | null {
  switch (view.language) {
    case 'java':
      if (r.shape === 'call') return /^(?:java\.util\.)?Optional\w*\.empty$/.test(r.text) ? 'option' : null;
      return r.shape === 'null' && !COLLECTION.test(s.returns) && !PRIMITIVE.test(s.returns) ? 'null' : null;
    case 'javascript':
    case 'typescript':
      // A bare return leaves a function early; whether its value matters cannot be seen.
      if (r.shape === 'null') return 'null';
      return r.shape === 'identifier' && r.text === 'undefined' ? 'undefined' : null;
    default:
      return r.shape === 'null' ? 'null' : r.shape === 'none' ? 'bare' : null;
  }
}

/** True where a function surely gives something back; a returned call may only end it. */
function isValue(r: Row<'returns'>): boolean {
  return r.shape !== 'none' && r.shape !== 'null' && r.shape !== 'call' && r.shape !== 'await';
}
