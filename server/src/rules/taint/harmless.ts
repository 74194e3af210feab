import { Mod } from '@drift/grammars';
import { HOLE, replaceHoles } from '../../facts/holes.ts';
import type { Row } from '../../facts/schema.ts';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';
import { type BuiltText, isConstantName } from './built-text.ts';
import { CONVERTING_PATH, HELPER_NAME, NUMBER_CALLS, NUMBER_MEMBERS, NUMBER_TYPE, YES_OR_NO } from './check-names.ts';
import { isChecked, type Sink } from './checked.ts';
import { isConverted } from './conversions.ts';
import { isClosedType, isEnumName, isRouteConverted } from './declared-type.ts';
import { reachingBindings } from './reaching.ts';

const LITERALS: ReadonlySet<string> = new Set(['string', 'number', 'true', 'false', 'null', 'none', 'regex']);
const MAX_HOPS = 3;
/** Values that are looked at to answer one question; what is more tangled is not told. */
const MAX_VALUES = 64;
const MAX_BINDINGS = 24;

/** Where a value is used: the function and the offset. */
export interface Use extends Sink {
  readonly at: number;
}

/** One question; `hops` tells how deep it is in names of names, `left` how many values it may still look at. */
interface Search extends Use {
  readonly helpers: ReadonlySet<string>;
  readonly hops: number;
  readonly budget: { left: number };
}

/**
 * The text of a built text in which only holes that can carry something foreign are left, all of them nameless.
 * With `counts`, only holes of which it is true are left.
 */
export function hazards(
  view: FileView,
  built: BuiltText,
  helpers: ReadonlySet<string>,
  counts: (path: string) => boolean = () => true,
): string {
  return replaceHoles(built.text, (path) => (isHarmless(view, path, built, helpers) || !counts(path) ? '0' : HOLE));
}

/** True when no hole of the text can carry anything foreign. */
export function isNeutralised(view: FileView, built: BuiltText, helpers: ReadonlySet<string>): boolean {
  return !hazards(view, built, helpers).includes(HOLE);
}

/**
 * True when what a hole of a built text stands for is the program's own: a constant, a number, a date, one of an
 * enumeration, the result of a helper, something that was checked, or a name that is only bound to such things on the way
 * to the text.
 */
export function isHarmless(view: FileView, path: string, built: BuiltText, helpers: ReadonlySet<string>): boolean {
  if (isConverted(view, path, built)) return true;
  const { symbol, until } = built;
  const search = { symbol, until, at: built.start, helpers, hops: 0, budget: { left: MAX_VALUES } };
  return isHarmlessPath(view, path, search);
}

/** True for what nobody outside can choose freely, whatever it is bound to. */
export function isTamed(view: FileView, path: string, use: Use): boolean {
  const { symbol } = use;
  const segments = path.split('.');
  const last = segments.at(-1) ?? '';
  if (segments.length > 1 && NUMBER_MEMBERS.has(last)) return true;
  if (isConstantName(path) || CONVERTING_PATH.test(path) || isEnumValue(view, segments)) return true;
  if (segments.some((s) => s.endsWith('()') && givesNumber(s.slice(0, -2)))) return true;
  return isClosedType(view, path, symbol) || isChecked(view, path, use) || isRouteConverted(view, path, symbol);
}

/** `Kind(text).value`: an enumeration takes nothing but its own. */
function isEnumValue(view: FileView, segments: readonly string[]): boolean {
  const name = (segments[0] ?? '').replace(/\(\)$|\[\]$/, '');
  return name !== '' && isEnumName(view, name);
}

/** True for calls that answer yes or no, or give a number, so that nothing of what they are given is left. */
export function givesNumber(name: string): boolean {
  return NUMBER_CALLS.has(name) || YES_OR_NO.test(name);
}

/** True for a binding that converts its value to a number or a truth value, so that nothing of the text is left. */
export function isNumber(b: { readonly modifiers: number }): boolean {
  return (b.modifiers & Mod.number) !== 0;
}

function isHarmlessPath(view: FileView, path: string, search: Search): boolean {
  if (path === '') return false;
  if (search.budget.left-- <= 0) return true;
  if (path.split('.').some((s) => isHelper(s, search.helpers)) || isTamed(view, path, search)) return true;
  if (search.hops >= MAX_HOPS || path.endsWith('()')) return false;
  const { bindings, isRebound } = reachingBindings(view, path, search.symbol, search.at);
  if (bindings.some((b) => b.symbol === search.symbol && isCleaning(view, b, search.helpers))) return true;
  if (bindings.length === 0 || bindings.length > MAX_BINDINGS) return false;
  if (!isRebound && view.isParameter(path, search.symbol)) return false;
  return bindings.every((b) => isHarmlessValue(view, b, { ...search, hops: search.hops + 1, at: b.start }));
}

function isHelper(segment: string, helpers: ReadonlySet<string>): boolean {
  const cut = segment.indexOf('(');
  if (cut < 0) return false;
  const name = segment.slice(0, cut);
  return helpers.has(name) || HELPER_NAME.test(name);
}

/** True for a binding that gives a name the escaped form of its own value: `$x = escape($x)`. */
function isCleaning(view: FileView, b: Row<'bindings'>, helpers: ReadonlySet<string>): boolean {
  return view
    .callsStartingIn(b.valueStart, b.valueEnd)
    .some(
      (call) =>
        (isHelper(`${call.name}()`, helpers) || givesNumber(call.name)) &&
        view.argumentsOf(call).some((a) => a.text === b.target),
    );
}

function isHarmlessValue(view: FileView, b: Row<'bindings'>, search: Search): boolean {
  if (LITERALS.has(b.shape) || NUMBER_TYPE.test(b.type) || isNumber(b)) return true;
  switch (b.shape) {
    case 'call':
    case 'new':
    case 'await': {
      const path = `${b.text}()`;
      return isConverted(view, path, { start: b.valueStart, end: b.valueEnd }) || isHarmlessPath(view, path, search);
    }
    case 'identifier':
    case 'member':
      return b.text !== b.target && isHarmlessPath(view, b.text, search);
    case 'template':
    case 'concat':
    case 'format': {
      let safe = true;
      replaceHoles(b.text, (path) => {
        // A text that grows by itself adds nothing foreign.
        safe &&= path === b.target || isHarmlessPath(view, path, search);
        return '';
      });
      return safe;
    }
    default:
      return false;
  }
}

/** The last name of a path, without the marks of a call. */
export function calledName(path: string): string {
  return lastSegment(path).replace(/\(\)$/, '');
}
