import type { Shape } from '@drift/grammars';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView, Value } from '../engine/file-view.ts';

/** A value with its place in the text. */
export interface Place extends Value {
  readonly start: number;
  readonly end: number;
}

/** A text put together from parts of which at least one is not literal. */
export interface BuiltText {
  /** The literal parts, with a hole where something else stands: `{user.id}`, `{quote()}`, `{}`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The symbol from which names in holes are looked up. */
  readonly symbol: number;
  /** End of the place where the text is handed on: what is asked about its parts later comes too late. */
  readonly until: number;
}

const CONSTANT_SHAPES: ReadonlySet<Shape> = new Set(['string', 'number', 'true', 'false', 'null', 'none']);
/** Names in capitals, but for those by which languages and libraries call what comes from outside. */
const CONSTANT_NAME = /^(?!(?:GET|POST|FILES|COOKIES|META|ENV|ARGV|STDIN)$)\p{Lu}[\p{Lu}\p{N}_]+$/u;

/** The value of the one local binding a name stands for, with its place; everything else stands for itself. */
export function resolved(view: FileView, place: Place, symbol: number): Place {
  const value = view.valueOf(place, symbol);
  if (value === place) return place;
  const same = view.bindingsOf(place.text).filter((b) => b.shape === value.shape && b.text === value.text);
  const binding = same.find((b) => b.symbol === symbol) ?? same[0];
  return binding === undefined ? place : { ...value, start: binding.valueStart, end: binding.valueEnd };
}

/** True for a name in capitals: a constant by convention. */
export function isConstantName(path: string): boolean {
  return CONSTANT_NAME.test(lastSegment(path));
}

/** True for a literal, and for a name that is spelt as a constant. */
export function isConstant(place: Value): boolean {
  if (CONSTANT_SHAPES.has(place.shape)) return true;
  return (place.shape === 'identifier' || place.shape === 'member') && isConstantName(place.text);
}

/** The built text an expression is, directly or through one local name; `null` for everything else. */
export function builtText(view: FileView, place: Place, symbol: number): BuiltText | null {
  const at = resolved(view, place, symbol);
  const isBuilt = at.shape === 'template' || at.shape === 'concat' || at.shape === 'format';
  // Rows read on access, so a spread would lose the place.
  return isBuilt ? { text: at.text, start: at.start, end: at.end, symbol, until: place.end } : null;
}
