import type { Shape } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView, Value } from '../engine/file-view.ts';

/** Stands for a part of a built text that is not literal. */
export const HOLE = '{}';

/** A value with its place in the text. */
export interface Place extends Value {
  readonly start: number;
  readonly end: number;
}

/** A text put together from parts of which at least one is not literal. */
export interface BuiltText {
  /** The literal parts, with `{}` where something else stands. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How each language formats by a call; `?.name` is a method of a string literal. */
const FORMAT_CALLS: Readonly<Record<LanguageId, ReadonlySet<string>>> = {
  csharp: new Set(['string.Format', 'String.Format', 'System.String.Format']),
  go: new Set(['fmt.Sprintf', 'fmt.Sprint']),
  java: new Set(['String.format', '?.formatted']),
  javascript: new Set(['util.format']),
  kotlin: new Set(['String.format', '?.format']),
  php: new Set(['sprintf', 'vsprintf']),
  python: new Set(['?.format']),
  ruby: new Set(['format', 'sprintf', 'Kernel.format', 'Kernel.sprintf']),
  rust: new Set(['format!', 'std.format!', 'alloc.format!']),
  typescript: new Set(['util.format']),
};
const BRACED: ReadonlySet<LanguageId> = new Set(['csharp', 'python', 'rust']);
const CONSTANT_SHAPES: ReadonlySet<Shape> = new Set(['string', 'number', 'true', 'false', 'null', 'none']);
/** A variable named inside a Rust format string; constants are written in capitals. */
const INLINE_NAME = /\{[a-z_]\w*[:}]/;
const CONSTANT_NAME = /^\p{Lu}[\p{Lu}\p{N}_]+$/u;

/** The value of the one local binding a name stands for, with its place; everything else stands for itself. */
export function resolved(view: FileView, place: Place, symbol: number): Place {
  const value = view.valueOf(place, symbol);
  if (value === place) return place;
  const same = view.bindingsOf(place.text).filter((b) => b.shape === value.shape && b.text === value.text);
  const binding = same.find((b) => b.symbol === symbol) ?? same[0];
  return binding === undefined ? place : { ...value, start: binding.valueStart, end: binding.valueEnd };
}

/** True for a literal, and for a name that is spelt as a constant. */
export function isConstant(place: Value): boolean {
  if (CONSTANT_SHAPES.has(place.shape)) return true;
  return (place.shape === 'identifier' || place.shape === 'member') && CONSTANT_NAME.test(lastSegment(place.text));
}

/** The built text an expression is, directly or through one local name; `null` for everything else. */
export function builtText(view: FileView, place: Place, symbol: number): BuiltText | null {
  const at = resolved(view, place, symbol);
  switch (at.shape) {
    case 'template':
    case 'concat':
      return at;
    case 'format':
      // Rows read on access, so a spread would lose the place.
      return { text: percentHoles(at.text), start: at.start, end: at.end };
    case 'call':
      return formattedText(view, at);
    default:
      return null;
  }
}

function formattedText(view: FileView, at: Place): BuiltText | null {
  const call = outermost(view, at).find((c) => c.name === lastSegment(at.text));
  if (call === undefined || !FORMAT_CALLS[view.language].has(view.canonical(call.callee))) return null;
  const args = view.argumentsOf(call);
  const onLiteral = call.callee.startsWith('?.');
  const first = onLiteral ? -1 : args.findIndex((a) => a.shape === 'string' || a.shape === 'template');
  const template = onLiteral ? literalAt(view, call.start) : (args[first]?.text ?? null);
  if (template === null || first > 1) return null;
  const inline = args[first]?.shape === 'template' || (view.language === 'rust' && INLINE_NAME.test(template));
  if (!inline && args.slice(first + 1).every(isConstant)) return null;
  const text = BRACED.has(view.language) ? template.replace(/\{[^{}]*\}/g, HOLE) : percentHoles(template);
  return { text, start: call.start, end: call.end };
}

/** `%d` and its kin can only give digits and so are no holes. */
function percentHoles(text: string): string {
  return text.replace(/%(?:\(\w+\)|\d+\$)?[-+ #0-9.*]*([a-zA-Z%])/g, (_, verb: string) =>
    verb === '%' ? '%' : /[dixXobeEfFgGcu]/.test(verb) ? '0' : HOLE,
  );
}

function literalAt(view: FileView, start: number): string | null {
  for (const s of view.table('strings')) if (s.start === start) return s.text;
  return null;
}

/** The calls written inside a range that no other call inside it encloses. */
function outermost(view: FileView, range: { readonly start: number; readonly end: number }): Row<'calls'>[] {
  const inside = [...view.table('calls')].filter((c) => c.start >= range.start && c.end <= range.end);
  return inside.filter(
    (c) => !inside.some((o) => o.start <= c.start && o.end >= c.end && o.end - o.start > c.end - c.start),
  );
}

/**
 * True when each hole of the text is filled by a call of one of the named functions: a quoting helper or a cast.
 * A hole filled by anything else keeps the text unsafe.
 */
export function isNeutralised(view: FileView, built: BuiltText, helpers: ReadonlySet<string>): boolean {
  const holes = built.text.split(HOLE).length - 1;
  let calls = outermost(view, built);
  const whole = calls[0];
  if (calls.length === 1 && whole !== undefined && whole.start <= built.start && whole.end >= built.end)
    calls = outermost(view, { start: whole.nameEnd, end: whole.end });
  return holes > 0 && calls.filter((c) => helpers.has(lastSegment(c.name))).length >= holes;
}
