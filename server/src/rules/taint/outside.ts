import { replaceHoles } from '../../facts/holes.ts';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';
import type { BuiltText, Place } from './built-text.ts';
import { givesNumber, isHarmless, ownParameterType, visibleBindings } from './harmless.ts';
import { LOCAL, REMOTE } from './sources.ts';

/** Which sources count: `remote` ones only, or what the user of the machine gives as well. */
export type Reach = 'remote' | 'any';

/** Values that are looked at to answer one question. */
const MAX_VALUES = 64;
const OWN_NAMES: ReadonlySet<string> = new Set(['self', 'this', 'cls', '$this', 'Self']);

/** Keys of objects: numbers nearly always, and given by the program itself. */
const KEY_MEMBER = /\.(?:id|pk|Id)$/;

/** Calls that give what a database holds, not what they are given. */
const DATABASE_CALL =
  /^(?:(?:mysqli?|pg|sqlite)_)?(?:query|fetch_\w+|fetch(?:one|all|Column|Object)|get_(?:row|var|results))$/;

/** Declared types of parameters that can hold any text. */
const TEXT_TYPE = /str(?:ing)?\b|charsequence|object|\bany\b|unknown|mixed|dynamic|text/i;

/** True when the function shows that a value comes from outside the program, directly or through local names. */
export function isFromOutside(view: FileView, place: Place, symbol: number, reach: Reach): boolean {
  return holdsOutside(view, place, symbol, { reach, left: MAX_VALUES });
}

/** True when something that comes from outside fills a hole of the text; what helpers made harmless does not count. */
export function hasOutsideHole(view: FileView, built: BuiltText, helpers: ReadonlySet<string>, reach: Reach): boolean {
  return holes(built.text).some(
    (path) =>
      !isHarmless(view, path, built.symbol, helpers) &&
      isOutsidePath(view, path, built.symbol, { reach, left: MAX_VALUES }),
  );
}

/** True when a path stands for something that comes from outside. */
export function isOutsideName(view: FileView, path: string, symbol: number, reach: Reach): boolean {
  return isOutsidePath(view, path, symbol, { reach, left: MAX_VALUES });
}

/** True when a path leads to a parameter of the named function around it, directly or through local names. */
export function isFromCaller(view: FileView, path: string, symbol: number): boolean {
  const seen = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined && seen.size < MAX_VALUES; next = open.pop()) {
    const head = headOf(next);
    if (head === '' || OWN_NAMES.has(head) || seen.has(next)) continue;
    seen.add(next);
    const type = ownParameterType(view, head, symbol);
    if (type !== null && (next !== head ? !KEY_MEMBER.test(next) : type === '' || TEXT_TYPE.test(type))) return true;
    if (type !== null || view.isParameter(head, symbol)) continue;
    for (const b of visibleBindings(view, head, symbol)) if (b.symbol === symbol) open.push(...namesOf(b));
  }
  return false;
}

/** One question; `left` bounds the values looked at, whatever the file holds. */
interface Search {
  readonly reach: Reach;
  left: number;
}

function holdsOutside(view: FileView, place: Place, symbol: number, search: Search): boolean {
  if (search.left-- <= 0) return false;
  if (pathsOf(place).some((path) => isOutsidePath(view, path, symbol, search))) return true;
  if (place.shape !== 'call' && place.shape !== 'new' && place.shape !== 'await') return false;
  const name = lastSegment(place.text);
  if (givesNumber(name) || DATABASE_CALL.test(name)) return false;
  // What a call is given, it may give back.
  return view
    .callsNamed(name)
    .some(
      (c) =>
        c.start >= place.start &&
        c.end <= place.end &&
        view.argumentsOf(c).some((a) => holdsOutside(view, a, symbol, search)),
    );
}

function isOutsidePath(view: FileView, path: string, symbol: number, search: Search): boolean {
  if (path === '') return false;
  if (REMOTE[view.language].test(path)) return true;
  if (search.reach === 'any' && LOCAL[view.language].test(path)) return true;
  const head = headOf(path);
  if (search.left <= 0 || OWN_NAMES.has(head) || view.isParameter(head, symbol)) return false;
  return visibleBindings(view, head, symbol).some(
    (b) => b.symbol === symbol && holdsOutside(view, placeOf(b), symbol, search),
  );
}

function placeOf(b: Value): Place {
  return { shape: b.shape, text: b.text, start: b.valueStart, end: b.valueEnd };
}

interface Value {
  readonly shape: Place['shape'];
  readonly text: string;
  readonly valueStart: number;
  readonly valueEnd: number;
}

function headOf(path: string): string {
  const cut = path.search(/[.[(]/);
  return cut < 0 ? path : path.slice(0, cut);
}

function holes(text: string): string[] {
  const paths: string[] = [];
  replaceHoles(text, (path) => {
    if (path !== '') paths.push(path);
    return '';
  });
  return paths;
}

/** Names whose value an expression passes on: those of a call belong to what is called. */
function namesOf(b: Value): readonly string[] {
  return b.shape === 'call' || b.shape === 'new' ? [] : pathsOf(placeOf(b));
}

/** The paths an expression is made of. */
function pathsOf(place: Place): readonly string[] {
  switch (place.shape) {
    case 'identifier':
    case 'member':
    case 'index':
      return [place.text];
    case 'call':
    case 'await':
    case 'new':
      return [`${place.text}()`];
    case 'template':
    case 'concat':
    case 'format':
      return holes(place.text);
    default:
      return [];
  }
}
