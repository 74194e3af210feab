import { CALLABLE_KINDS } from '@drift/grammars';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';

/** The innermost function around a symbol, itself included; `null` at module level. */
export function functionAround(view: FileView, symbol: number): Row<'symbols'> | null {
  const symbols = view.table('symbols');
  for (let at = symbols.get(symbol); at !== null; at = symbols.get(at.parent))
    if (CALLABLE_KINDS.has(at.kind)) return at;
  return null;
}
