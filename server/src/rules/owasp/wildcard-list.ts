import type { Shape } from '@drift/grammars';
import type { FileView } from '../engine/file-view.ts';

/** A value and where it is written. */
export interface PlacedValue {
  readonly shape: Shape;
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
  return list.end - list.start === sample.length && !bindsThreeLetters(view);
}

/** True when a call inside the range has the argument `"*"`: `listOf("*")`. */
export function holdsStarArgument(view: FileView, range: { readonly start: number; readonly end: number }): boolean {
  for (const a of view.table('arguments'))
    if (a.start >= range.start && a.end <= range.end && a.shape === 'string' && a.text === '*') return true;
  return false;
}

function bindsThreeLetters(view: FileView): boolean {
  for (const b of view.table('bindings'))
    if (b.target.length === 3 && b.kind !== 'pair' && b.kind !== 'keyword' && !NO_TEXT.has(b.shape) && !isApp(b.target))
      return true;
  for (const s of view.table('specifiers'))
    if (s.kind === 'named' && (s.alias === '' ? s.name : s.alias).length === 3 && view.language === 'python')
      return true;
  return false;
}

function isApp(name: string): boolean {
  return name === 'app' || name === 'api';
}
