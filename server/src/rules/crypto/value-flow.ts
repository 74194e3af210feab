import type { Shape } from '@drift/grammars';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';

/** The name that receives the value of a call, and whether it receives it as it is. */
export interface Destination {
  readonly name: string;
  readonly kind: 'binding' | 'return' | 'argument';
  /** Shape of the whole value that the name receives. */
  readonly shape: Shape;
  /** Path of the indexed collection where the call only selects an element. */
  readonly selectedFrom: string;
  /** Names of the calls between. */
  readonly through: readonly string[];
}

/** Calls that hand the meaning of their argument on: conversions, formatting, encoding, digests. */
const PASS_THROUGH: ReadonlySet<string> = new Set(
  (
    'abs Array BitConverter Buffer ceil charAt char_at chr chars collect concat base64_encode base64encode b64encode ' +
    'bin2hex EncodeToString encode encodeToString encodeHexString encode_hex Errorf floor Floor format Format from ' +
    'fromCharCode fromCodePoint hash hex hexlify Hexdigest hexdigest implode int Itoa join Join joinToString map md5 ' +
    'number Number padStart pad parseInt printHexBinary repeat round Round sha1 slice Sprintf sprintf str str_pad ' +
    'strrev strtolower strtoupper String string strval strtr rtrim substr substring Substring toHex toHexString ' +
    'toString ToString ToBase64String ToHexString trunc uniqid urlsafe_b64encode valueOf Sprint hexToString bytesToHex ' +
    'FormatInt Clean times hex2str urlsafe_encode64 strict_encode64 base64 dechex base_convert vsprintf sum'
  ).split(' '),
);

interface Range {
  readonly start: number;
  readonly end: number;
}

function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Where the value of a call goes directly: the innermost binding, return or setter around it, or `null`. */
export function destinationOf(view: FileView, call: Row<'calls'>): Destination | null {
  const bound = innermostBinding(view, call);
  const returned = innermostReturn(view, call);
  const useReturn =
    returned !== null && (bound === null || returned.end - returned.start < bound.valueEnd - bound.valueStart);
  const value: Range | null = useReturn
    ? returned
    : bound === null
      ? null
      : { start: bound.valueStart, end: bound.valueEnd };
  const around = callsAround(view, call, value);
  const through: string[] = [];
  for (const c of around) {
    const isReceiver = call.end <= c.nameStart;
    if (!isReceiver && !PASS_THROUGH.has(c.name))
      return { name: c.name, kind: 'argument', shape: 'call', selectedFrom: '', through };
    through.push(c.name);
  }
  if (value === null) return null;
  if (useReturn) return returnDestination(view, call, returned, through);
  if (bound === null || !sameFunction(view, call.symbol, bound.symbol, through)) return null;
  return {
    name: bound.target,
    kind: 'binding',
    shape: bound.shape,
    selectedFrom: bound.shape === 'index' ? bound.text : '',
    through,
  };
}

function returnDestination(
  view: FileView,
  call: Row<'calls'>,
  returned: Row<'returns'>,
  through: readonly string[],
): Destination | null {
  const symbols = view.table('symbols');
  const from = symbols.get(returned.symbol);
  if (from === null || !sameFunction(view, call.symbol, returned.symbol, through)) return null;
  return {
    name: from.name,
    kind: 'return',
    shape: returned.shape,
    selectedFrom: returned.shape === 'index' ? returned.text : '',
    through,
  };
}

/** True when `inner` is the function `outer` itself, or an element-making closure in it (`map(() => …).join('')`). */
function sameFunction(view: FileView, inner: number, outer: number, through: readonly string[]): boolean {
  if (inner === outer) return true;
  const symbols = view.table('symbols');
  const makesElements = through.some((name) => ELEMENT_MAKERS.has(name));
  let at = inner;
  for (let row = symbols.get(at); makesElements && at !== outer && row?.kind === 'lambda'; row = symbols.get(at))
    at = row.parent;
  return at === outer;
}

const ELEMENT_MAKERS: ReadonlySet<string> = new Set([
  'map',
  'from',
  'collect',
  'times',
  'Array',
  'join',
  'joinToString',
]);

function innermostBinding(view: FileView, call: Row<'calls'>): Row<'bindings'> | null {
  let best: Row<'bindings'> | null = null;
  for (const b of view.table('bindings')) {
    if (b.start > call.start) continue;
    if (b.valueStart < 0 || !holds({ start: b.valueStart, end: b.valueEnd }, call)) continue;
    if (best === null || b.valueEnd - b.valueStart <= best.valueEnd - best.valueStart) best = b;
  }
  return best === null || best.shape === 'function' || best.shape === 'object' ? null : best;
}

function innermostReturn(view: FileView, call: Row<'calls'>): Row<'returns'> | null {
  let best: Row<'returns'> | null = null;
  for (const r of view.table('returns')) {
    if (holds(r, call) && r.shape !== 'object' && r.shape !== 'function' && isNamed(view, r.symbol)) best = r;
  }
  return best;
}

function isNamed(view: FileView, symbol: number): boolean {
  const row = view.table('symbols').get(symbol);
  return row !== null && row.kind !== 'lambda';
}

/** Calls around a call, innermost first, within the value or the statement it stands in. */
function callsAround(view: FileView, call: Row<'calls'>, value: Range | null): Row<'calls'>[] {
  const out: Row<'calls'>[] = [];
  for (const c of view.table('calls')) {
    if (c.start > call.start) break;
    if (c.index === call.index || !holds(c, call) || (c.flags & 2) !== 0) continue;
    if (c.start === call.start && c.end === call.end) continue;
    if (value === null || holds(value, c)) out.push(c);
  }
  return out.sort((a, b) => a.end - a.start - (b.end - b.start));
}

/** Calls written inside a range. */
export function callsWithin(view: FileView, range: Range): Row<'calls'>[] {
  return [...view.table('calls')].filter((c) => holds(range, c));
}

/** The nearest enclosing named function of a symbol, and the type around it. */
export function enclosingNames(
  view: FileView,
  symbol: number,
): { readonly fn: string; readonly type: string; readonly row: number } {
  const symbols = view.table('symbols');
  let fn = '';
  let row = -1;
  let type = '';
  for (let at = symbols.get(symbol); at !== null; at = symbols.get(at.parent)) {
    if (at.name === '' || at.kind === 'namespace') continue;
    if (['class', 'struct', 'trait', 'impl', 'interface', 'record'].includes(at.kind)) {
      type = at.name;
      break;
    }
    if (fn === '') {
      fn = at.name;
      row = at.index;
    }
  }
  return { fn, type, row };
}
