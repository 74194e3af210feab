import { replaceHoles } from '../../facts/holes.ts';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';
import type { BuiltText, Place } from './built-text.ts';
import type { Sink } from './checked.ts';
import { givesOwn, isConverted } from './conversions.ts';
import { ownParameterType } from './declared-type.ts';
import { givesNumber, isHarmless, isNumber, isTamed, type Use } from './harmless.ts';
import { reachingBindings } from './reaching.ts';
import { underUsualName } from './request-types.ts';
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
export function isFromOutside(view: FileView, place: Place, sink: Sink, reach: Reach): boolean {
  const { symbol, until } = sink;
  return holdsOutside(view, place, { symbol, until, at: place.start, reach, budget: { left: MAX_VALUES } });
}

/** True when something that comes from outside fills a hole of the text; what helpers made harmless does not count. */
export function hasOutsideHole(view: FileView, built: BuiltText, helpers: ReadonlySet<string>, reach: Reach): boolean {
  return holes(built.text).some(
    (path) => !isHarmless(view, path, built, helpers) && isOutsideHole(view, path, built, reach),
  );
}

/** True when a hole of a built text stands for something that comes from outside. */
export function isOutsideHole(view: FileView, path: string, built: BuiltText, reach: Reach): boolean {
  return isOutsidePath(view, path, { ...useOf(built), reach, budget: { left: MAX_VALUES } });
}

/** True when a hole of a built text leads to a parameter of the named function around it, directly or through local names. */
export function isFromCaller(view: FileView, path: string, built: BuiltText): boolean {
  const { symbol, until, at } = useOf(built);
  const seen = new Set<string>();
  const open = [{ path, at }];
  for (let next = open.pop(); next !== undefined && seen.size < MAX_VALUES; next = open.pop()) {
    const head = headOf(next.path);
    if (head === '' || OWN_NAMES.has(head) || seen.has(next.path)) continue;
    seen.add(next.path);
    if (isTamed(view, next.path, { symbol, until, at: next.at })) continue;
    const { bindings, isRebound } = reachingBindings(view, head, symbol, next.at);
    if (!isRebound && holdsText(ownParameterType(view, head, symbol), next.path, head)) return true;
    if (!isRebound && view.isParameter(head, symbol)) continue;
    for (const b of bindings)
      if (b.symbol === symbol && !isNumber(b)) open.push(...namesOf(b).map((name) => ({ path: name, at: b.start })));
  }
  return false;
}

function useOf({ symbol, until, start }: BuiltText): Use {
  return { symbol, until, at: start };
}

function holdsText(type: string | null, path: string, head: string): boolean {
  if (type === null) return false;
  return path === head ? type === '' || TEXT_TYPE.test(type) : !KEY_MEMBER.test(path);
}

/** One question; the budget bounds the values looked at, whatever the file holds. */
interface Search extends Use {
  readonly reach: Reach;
  readonly budget: { left: number };
}

function holdsOutside(view: FileView, place: Place, search: Search): boolean {
  if (search.budget.left-- <= 0) return false;
  if (pathsOf(place).some((path) => !isConverted(view, path, place) && isOutsidePath(view, path, search))) return true;
  if (place.shape !== 'call' && place.shape !== 'new' && place.shape !== 'await') return false;
  const name = lastSegment(place.text);
  if (givesNumber(name) || DATABASE_CALL.test(name) || givesOwn(view, place.text)) return false;
  if (isTamed(view, `${place.text}()`, search) || isConverted(view, `${place.text}()`, place)) return false;
  // What a call is given, it may give back.
  return view
    .callsNamed(name)
    .some(
      (c) =>
        c.start >= place.start && c.end <= place.end && view.argumentsOf(c).some((a) => holdsOutside(view, a, search)),
    );
}

function isOutsidePath(view: FileView, path: string, search: Search): boolean {
  if (path === '' || isTamed(view, path, search)) return false;
  if (REMOTE[view.language].test(underUsualName(view, path, search.symbol))) return true;
  if (search.reach === 'any' && LOCAL[view.language].test(path)) return true;
  const head = headOf(path);
  if (search.budget.left <= 0 || OWN_NAMES.has(head)) return false;
  const { bindings, isRebound } = reachingBindings(view, head, search.symbol, search.at);
  if (!isRebound && view.isParameter(head, search.symbol)) return false;
  return bindings.some(
    (b) => b.symbol === search.symbol && !isNumber(b) && holdsOutside(view, placeOf(b), { ...search, at: b.start }),
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
