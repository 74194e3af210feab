import type { Shape } from '@drift/grammars';
import type { FileView } from '../engine/file-view.ts';

/** A value and where it is written. */
export interface PlacedValue {
  readonly shape: Shape;
  /** The function the list stands in, or -1. */
  readonly symbol: number;
  readonly start: number;
  readonly end: number;
}

/** Shapes of a binding that cannot hold an origin. */
const NO_TEXT: ReadonlySet<Shape> = new Set(['new', 'function', 'object', 'array', 'number', 'true', 'false', 'regex']);

/**
 * True for a list whose only element is `"*"`. Facts keep no text that short outside calls, so this reads the length
 * of the list; the other thing as long, a name of three letters, is ruled out where the file binds such a name to text.
 */
export function isStarList(view: FileView, list: PlacedValue): boolean {
  if (list.shape !== 'array' && list.shape !== 'object') return false;
  const sample = view.language === 'go' ? '[]string{"*"}' : '["*"]';
  return list.end - list.start === sample.length && !bindsThreeLetters(view, list.symbol);
}

/** True when a call inside the range has the argument `"*"`: `listOf("*")`. */
export function holdsStarArgument(view: FileView, range: { readonly start: number; readonly end: number }): boolean {
  for (const a of view.table('arguments'))
    if (a.start >= range.start && a.end <= range.end && a.shape === 'string' && a.text === '*') return true;
  return false;
}

function bindsThreeLetters(view: FileView, symbol: number): boolean {
  for (const b of view.table('bindings')) {
    const isName = b.target.length === 3 && b.kind !== 'pair' && b.kind !== 'keyword';
    const isVisible = b.symbol === -1 || b.symbol === symbol;
    if (isName && isVisible && !NO_TEXT.has(b.shape) && b.target !== 'app' && b.target !== 'api') return true;
  }
  for (const s of view.table('specifiers')) if (/^[A-Z_]{3}$/.test(s.alias === '' ? s.name : s.alias)) return true;
  return false;
}
