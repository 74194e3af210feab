// Rust hands an error to a closure as often as to an arm: `map_err(|e| …)`.
import type { Span } from '@drift/shared';
import type { Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';

/** Methods of `Result` that give a closure the error and nothing else. */
const GIVES_ERROR: readonly string[] = ['map_err', 'inspect_err', 'or_else', 'unwrap_or_else'];

/** True where a name is that of a field it becomes: `Failure { err }`. */
export function isField(view: FileView, name: string, within: Span | null): boolean {
  return view
    .bindingsOf(name)
    .some(
      (b) =>
        b.kind === 'pair' &&
        b.valueStart === b.targetStart &&
        within !== null &&
        within.start <= b.start &&
        b.end <= within.end,
    );
}

/** The parameter of each closure that takes an error, where it has one of the usual names. */
export function errorClosures(
  view: FileView,
  names: ReadonlySet<string>,
  report: (observation: Observation) => void,
): void {
  const starts = new Set<number>();
  for (const name of GIVES_ERROR)
    for (const call of view.callsNamed(name)) {
      const [closure, more] = view.argumentsOf(call);
      if (closure?.shape === 'function' && more === undefined) starts.add(closure.start);
    }
  if (starts.size === 0) return;
  const closures = new Set<number>();
  for (const s of view.table('symbols')) if (s.kind === 'lambda' && starts.has(s.start)) closures.add(s.index);
  for (const p of view.table('parameters'))
    if (closures.has(p.symbol) && names.has(p.name) && !isField(view, p.name, view.table('symbols').get(p.symbol)))
      report({ value: p.name, start: p.start, end: p.start + p.name.length });
}
