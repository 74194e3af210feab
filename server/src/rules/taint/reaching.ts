import { Mod } from '@drift/grammars';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';

const OWN = /^(?:self|this|cls|\$this|static|@|Self)\b\.?/;

/** Every binding of a path that is visible from a symbol; fields of the own object by their bare names too. */
export function visibleBindings(view: FileView, path: string, symbol: number): readonly Row<'bindings'>[] {
  const exact = view
    .bindingsOf(path)
    .filter((b) => b.kind !== 'pair' && b.kind !== 'keyword' && isVisible(view, b.symbol, symbol));
  if (!OWN.test(path)) return exact;
  const bare = path.replace(OWN, '');
  const fields = view.bindingsNamed(bare).filter((b) => b.kind === 'field' || OWN.test(b.target));
  return fields.length > 0 ? fields : exact;
}

/** The bindings whose value a path may have at a place. */
export interface Reaching {
  readonly bindings: readonly Row<'bindings'>[];
  /** True where the function itself has given the path a new value on every way to the place. */
  readonly isRebound: boolean;
}

/**
 * The bindings that reach a place: back to the last one in the same function that runs on every way there. A binding under
 * a condition or in a loop that does not hold the place leaves those before it standing.
 */
export function reachingBindings(view: FileView, path: string, symbol: number, at: number): Reaching {
  const all = visibleBindings(view, path, symbol);
  const own = all.filter((b) => b.symbol === symbol && b.end <= at && b.valueStart >= 0);
  for (let i = own.length - 1; i >= 0; i--) {
    const b = own[i];
    if (b === undefined || (b.modifiers & Mod.augments) !== 0 || b.shape === 'none' || isConditional(view, b, at))
      continue;
    return { bindings: own.slice(i), isRebound: true };
  }
  return { bindings: all, isRebound: false };
}

function isConditional(view: FileView, b: Row<'bindings'>, at: number): boolean {
  const splits = (r: { readonly start: number; readonly end: number }): boolean =>
    r.start <= b.start && b.end <= r.end && !(r.start <= at && at <= r.end);
  for (const r of view.table('branches')) if (splits(r)) return true;
  for (const r of view.table('loops')) if (splits(r)) return true;
  return false;
}

function isVisible(view: FileView, from: number, symbol: number): boolean {
  if (from < 0) return true;
  const symbols = view.table('symbols');
  for (let at = symbol; at >= 0; at = symbols.get(at)?.parent ?? -1) if (at === from) return true;
  return false;
}
