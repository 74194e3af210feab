// Go has no handlers of its own: an error is a variable that is compared with nil or handed on.
import type { Row } from '../../../facts/schema.ts';
import type { Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';

/** Names that mean something else in Go: the test. */
const OTHERWISE_USED: ReadonlySet<string> = new Set(['t']);

/** What the checks of one file have around them, worked out once. */
export interface ErrorNames {
  /** The usual names that occur in the file at all. */
  readonly used: readonly string[];
  /** Bindings by row -> where the innermost check that holds them ends. */
  readonly until: ReadonlyMap<number, number>;
}

/** Reads which of the usual names a file holds, and how far each binding inside a check can be seen. */
export function errorNames(view: FileView, names: ReadonlySet<string>): ErrorNames {
  const parameters = new Set([...view.table('parameters')].map((p) => p.name));
  const results = [...view.table('symbols')].map((s) => s.returns).filter((r) => r.startsWith('('));
  const used = [...names].filter(
    (name) =>
      !OTHERWISE_USED.has(name) &&
      (view.bindingsOf(name).length > 0 || parameters.has(name) || results.some((r) => isResult(r, name))),
  );
  const until = new Map<number, number>();
  const table = view.table('bindings');
  // Outer checks come first, so that inner ones have the last word.
  for (const h of used.length < 2 ? [] : view.table('handlers'))
    for (let b = table.get(table.firstFrom(h.start)); b !== null && b.start < h.end; b = table.get(b.index + 1))
      until.set(b.index, h.end);
  return { used, until };
}

/**
 * True where a variable with another of the usual names can be seen from a check. The outer error is then kept apart on
 * purpose, or the usual name means something else.
 */
export function isAnotherVisible(view: FileView, h: Row<'handlers'>, { used, until }: ErrorNames): boolean {
  const symbols = view.table('symbols');
  const others = used.filter((name) => name !== h.binding);
  if (others.some((name) => view.isParameter(name, h.symbol))) return true;
  for (let s = symbols.get(h.symbol); s !== null && others.length > 0; s = symbols.get(s.parent)) {
    const { index, returns } = s;
    if (others.some((name) => isResult(returns, name))) return true;
    for (const name of others)
      for (const b of view.bindingsOf(name))
        if (b.symbol === index && b.targetStart < h.start && (until.get(b.index) ?? h.end) > h.start) return true;
  }
  return false;
}

/** True for a named result: a name with its type behind it. A type alone is none. */
function isResult(returns: string, name: string): boolean {
  if (!returns.startsWith('(') || !returns.includes(name)) return false;
  return returns
    .slice(1)
    .split(',')
    .some((part) => part.trim().startsWith(`${name} `));
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
