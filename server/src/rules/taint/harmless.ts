import { HOLE, replaceHoles } from '../../facts/holes.ts';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';
import { type BuiltText, isConstantName } from './built-text.ts';

/** Calls that give a number, a date or a random name whatever they are given. */
const NUMBER_CALLS: ReadonlySet<string> = new Set([
  ...['int', 'float', 'long', 'double', 'bool', 'Integer', 'Float', 'Number', 'parseInt', 'parseFloat'],
  ...['intval', 'floatval', 'boolval', 'absint', 'to_i', 'to_f', 'toInt', 'toLong', 'toFixed', 'intValue', 'longValue'],
  ...[
    'Itoa',
    'FormatInt',
    'Atoi',
    'ParseInt',
    'len',
    'length',
    'count',
    'size',
    'Count',
    'sizeof',
    'strlen',
    'hashCode',
  ],
  ...['ord', 'abs', 'round', 'floor', 'ceil', 'max', 'min', 'range', 'rand', 'mt_rand', 'getpid', 'time', 'now'],
  ...['ordinal', 'getId', 'filemtime', 'microtime', 'crc32', 'bin2hex', 'hex', 'hexdigest', 'md5', 'sha1', 'uuid4'],
  ...[
    'i32',
    'i64',
    'u32',
    'u64',
    'usize',
    'isize',
    'u8',
    'i8',
    'f32',
    'f64',
    'int64',
    'int32',
    'uint',
    'uint64',
    'decimal',
  ],
  ...['sum', 'lastInsertId', 'lastrowid', 'insert_id', 'valueAsNumber', 'getTime', 'nextInt', 'randint', 'random'],
]);
const NUMBER_MEMBERS: ReadonlySet<string> = new Set(['length', 'size', 'count', 'Length', 'Count', 'lastrowid', 'pid']);
const NUMBER_TYPE =
  /^(?:(?:final|const|readonly|var|in)\s+)?(?:\?|java\.lang\.)?(?:u?int(?:8|16|32|64)?|integer|u?long|u?short|s?byte|float(?:32|64)?|double|decimal|bool(?:ean)?|number|[iu](?:8|16|32|64|128|size)|f(?:32|64)|uuid(?:\.uuid)?|guid|date(?:time)?)\??$/i;
const YES_OR_NO = /^(?:isset|empty|in_array|array_key_exists|has|contains|includes|is[A-Z_]\w*|has[A-Z_]\w*|\w+\?)$/;
/** Helpers that programs write for themselves. */
const HELPER_NAME = /escape|quot|sanitiz|purif|encode|html_?safe|clean|_e$|^esc_|^h$|^e$/i;
const OWN = /^(?:self|this|cls|\$this|static|@|Self)\b\.?/;
const LITERALS: ReadonlySet<string> = new Set(['string', 'number', 'true', 'false', 'null', 'none', 'regex']);
const MAX_HOPS = 3;
/** Values that are looked at to answer one question; what is more tangled is not told. */
const MAX_VALUES = 64;

/** One question: how deep it is in names of names, and how many values it may still look at. */
interface Search {
  hops: number;
  left: number;
}

const MAX_BINDINGS = 24;
/** Calls by which a function turns down what is not a number, not of a pattern or not in a list. */
const CHECKS = [
  ...['is_numeric', 'ctype_digit', 'ctype_alnum', 'ctype_alpha', 'ctype_xdigit', 'preg_match', 'filter_var'],
  ...['in_array', 'includes', 'test', 'isNaN', 'fullmatch', 'isIPv4', 'isIP'],
];

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
  return replaceHoles(built.text, (path) =>
    isHarmless(view, path, built.symbol, helpers) || !counts(path) ? '0' : HOLE,
  );
}

/** True when no hole of the text can carry anything foreign. */
export function isNeutralised(view: FileView, built: BuiltText, helpers: ReadonlySet<string>): boolean {
  return !hazards(view, built, helpers).includes(HOLE);
}

/**
 * True when what a path stands for is the program's own: a constant, a number, the result of a helper, or a name
 * that is only ever bound to such things where it is visible.
 */
export function isHarmless(
  view: FileView,
  path: string,
  symbol: number,
  helpers: ReadonlySet<string>,
  search: Search = { hops: 0, left: MAX_VALUES },
): boolean {
  if (path === '') return false;
  if (search.left-- <= 0) return true;
  const segments = path.split('.');
  if (segments.some((s) => isHelper(s, helpers))) return true;
  const last = segments.at(-1) ?? '';
  if (segments.length > 1 && NUMBER_MEMBERS.has(last)) return true;
  if (isConstantName(path)) return true;
  if (segments.length === 1 && NUMBER_TYPE.test(typeOf(view, path, symbol))) return true;
  if (isChecked(view, path, symbol)) return true;
  if (search.hops >= MAX_HOPS || path.endsWith('()')) return false;
  const bindings = visibleBindings(view, path, symbol);
  if (bindings.some((b) => b.symbol === symbol && isCleaning(view, b, helpers))) return true;
  if (bindings.length === 0 || bindings.length > MAX_BINDINGS || view.isParameter(path, symbol)) return false;
  search.hops++;
  const harmless = bindings.every((b) => isHarmlessValue(view, b, symbol, helpers, search));
  search.hops--;
  return harmless;
}

/** True for calls that answer yes or no, or give a number, so that nothing of what they are given is left. */
export function givesNumber(name: string): boolean {
  return NUMBER_CALLS.has(name) || YES_OR_NO.test(name);
}

function isHelper(segment: string, helpers: ReadonlySet<string>): boolean {
  const cut = segment.indexOf('(');
  if (cut < 0) return false;
  const name = segment.slice(0, cut);
  return helpers.has(name) || givesNumber(name) || HELPER_NAME.test(name);
}

/** True where the same function asks a check about the name; what it does with the answer is not told. */
function isChecked(view: FileView, path: string, symbol: number): boolean {
  if (path.includes('[')) return false;
  const asks = (call: Row<'calls'>): boolean =>
    call.symbol === symbol && view.argumentsOf(call).some((a) => a.text === path);
  return CHECKS.some((name) => view.callsNamed(name).some(asks));
}

/** True for a binding that gives a name the escaped form of its own value: `$x = escape($x)`. */
function isCleaning(view: FileView, b: Row<'bindings'>, helpers: ReadonlySet<string>): boolean {
  return view
    .callsStartingIn(b.valueStart, b.valueEnd)
    .some((call) => isHelper(`${call.name}()`, helpers) && view.argumentsOf(call).some((a) => a.text === b.target));
}

function isHarmlessValue(
  view: FileView,
  b: Row<'bindings'>,
  symbol: number,
  helpers: ReadonlySet<string>,
  search: Search,
): boolean {
  if (LITERALS.has(b.shape) || NUMBER_TYPE.test(b.type)) return true;
  switch (b.shape) {
    case 'call':
      return isHarmless(view, `${b.text}()`, symbol, helpers, search);
    case 'identifier':
    case 'member':
      return b.text !== b.target && isHarmless(view, b.text, symbol, helpers, search);
    case 'template':
    case 'concat':
    case 'format': {
      let safe = true;
      replaceHoles(b.text, (path) => {
        // A text that grows by itself adds nothing foreign.
        safe &&= path === b.target || isHarmless(view, path, symbol, helpers, search);
        return '';
      });
      return safe;
    }
    default:
      return false;
  }
}

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

function isVisible(view: FileView, from: number, symbol: number): boolean {
  if (from < 0) return true;
  const symbols = view.table('symbols');
  for (let at = symbol; at >= 0; at = symbols.get(at)?.parent ?? -1) if (at === from) return true;
  return false;
}

function typeOf(view: FileView, name: string, symbol: number): string {
  const own = ownParameterType(view, name, symbol);
  return own ?? visibleBindings(view, name, symbol).find((b) => b.type !== '')?.type ?? '';
}

/** The declared type of a parameter of the named function around a place, `''` without one; `null` if there is none. */
export function ownParameterType(view: FileView, name: string, symbol: number): string | null {
  const symbols = view.table('symbols');
  if (symbol < 0 || symbols.at(symbol).kind === 'lambda' || !view.isParameter(name, symbol)) return null;
  for (const p of view.table('parameters')) if (p.symbol === symbol && p.name === name) return p.type;
  return null;
}
