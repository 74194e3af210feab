// Go has no handlers of its own: an error is a variable that is compared with nil or handed on.
import type { Row } from '../../../facts/schema.ts';
import type { Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';

/** Names that mean something else in Go: the test. */
const OTHERWISE_USED: ReadonlySet<string> = new Set(['t']);

/** Bindings by row -> where the innermost check that holds them ends. */
export type CheckedUntil = ReadonlyMap<number, number>;

/** How far each binding inside a check can be seen. */
export function checkedUntil(view: FileView): CheckedUntil {
  const out = new Map<number, number>();
  const table = view.table('bindings');
  // Outer checks come first, so that inner ones have the last word.
  for (const h of view.table('handlers'))
    for (let b = table.get(table.firstFrom(h.start)); b !== null && b.start < h.end; b = table.get(b.index + 1))
      out.set(b.index, h.end);
  return out;
}

/**
 * True where a variable with another of the usual names can be seen from a check. The outer error is then kept apart on
 * purpose, or the usual name means something else.
 */
export function isAnotherVisible(
  view: FileView,
  h: Row<'handlers'>,
  names: ReadonlySet<string>,
  until: CheckedUntil,
): boolean {
  const symbols = view.table('symbols');
  const others = [...names].filter((name) => name !== h.binding && !OTHERWISE_USED.has(name));
  if (others.some((name) => view.isParameter(name, h.symbol))) return true;
  for (let s = symbols.get(h.symbol); s !== null; s = symbols.get(s.parent)) {
    const { index, returns } = s;
    if (others.some((name) => isResult(returns, name))) return true;
    for (const name of others)
      for (const b of view.bindingsOf(name))
        if (b.symbol === index && b.targetStart < h.start && (until.get(b.index) ?? h.end) > h.start) return true;
  }
  return false;
}

/** True for a named result. */
function isResult(returns: string, name: string): boolean {
  return returns.startsWith('(') && new RegExp(`[(,]\\s*${name}\\b\\s*[^\\s,)]`).test(returns);
}

/** `err := f()` where nothing but the result of the function looks at the error afterwards. */
export function returnedErrors(view: FileView, names: ReadonlySet<string>, report: (o: Observation) => void): void {
  const symbols = view.table('symbols');
  const seen = new Set([...view.table('handlers')].map((h) => `${h.symbol} ${h.binding}`));
  const returned = lastReturned(view);
  for (const b of view.table('bindings')) {
    if (b.kind !== 'variable' || b.shape !== 'call' || !names.has(b.target)) continue;
    const key = `${b.symbol} ${b.target}`;
    const symbol = symbols.get(b.symbol);
    const yieldsError = symbol !== null && /(?:^|[\s(,])error\)?$/.test(symbol.returns);
    if (!yieldsError || seen.has(key) || (returned.get(key) ?? -1) < b.end) continue;
    // One variable is one answer, however often it is set.
    seen.add(key);
    report({ value: b.target, start: b.targetStart, end: b.targetEnd });
  }
}

/** Where each function last returns a variable as its last result, by function and name. */
function lastReturned(view: FileView): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  const table = view.table('returns');
  for (const r of table) {
    const isLast = table.get(r.index + 1)?.start !== r.start;
    if (isLast && r.shape === 'identifier') out.set(`${r.symbol} ${r.text}`, r.start);
  }
  return out;
}
