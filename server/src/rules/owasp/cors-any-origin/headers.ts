import type { FileView } from '../../engine/file-view.ts';
import { keyedSettings } from '../keyed-setting.ts';
import type { Place } from './any-origin.ts';

interface HeaderSetting extends Place {
  readonly name: string;
  readonly value: string;
  readonly symbol: number;
  /** The literal the pair stands in, or -1. */
  readonly call: number;
  readonly reflects: boolean;
}

const ORIGIN = 'access-control-allow-origin';
const CREDENTIALS = 'access-control-allow-credentials';
const REQUEST_ORIGIN = /(?:^|\.)headers\.origin$/;
/** Calls by which a function may look the origin up before it sends it back. */
const CHECKS =
  /^(?:in_array|preg_match|array_key_exists|strpos|str_ends_with|stripos|parse_url|includes|test|match|has|Contains|contains|HasSuffix)$/;
/** Pairs further apart than this are not taken for one set of headers. */
const NEAR = 400;

/** Places where one function sends any origin back together with the permission to use credentials. */
export function* headerPlaces(view: FileView): Generator<Place> {
  const headers = [...headersOf(view)];
  const credentials = headers.filter((h) => h.name === CREDENTIALS && /^true$/i.test(h.value));
  if (credentials.length === 0) return;
  for (const h of headers) {
    if (h.name !== ORIGIN || !(h.value === '*' || (h.reflects && isUnchecked(view, h)))) continue;
    if (credentials.some((c) => c.symbol === h.symbol && c.call === h.call && Math.abs(c.start - h.start) < NEAR))
      yield h;
  }
}

function* headersOf(view: FileView): Generator<HeaderSetting> {
  for (const call of view.table('calls')) {
    const [first, second] = view.argumentsOf(call);
    if (first === undefined || first.shape === 'identifier') continue;
    const line = /^(access-control-allow-(?:origin|credentials)) *: *(.*)$/i.exec(first.text);
    const { start, end, symbol } = call;
    if (line?.[1] !== undefined && call.name === 'header')
      yield {
        name: line[1].toLowerCase(),
        value: line[2] ?? '',
        start,
        end,
        symbol,
        call: -1,
        reflects: reflects(view, first),
      };
    else if (isHeader(first.text) && second !== undefined && call.arguments === 2)
      yield {
        name: first.text.toLowerCase(),
        value: second.text,
        start,
        end,
        symbol,
        call: -1,
        reflects: reflects(view, second),
      };
  }
  for (const b of view.table('bindings'))
    if (b.kind === 'pair' && isHeader(b.target))
      yield {
        name: b.target.toLowerCase(),
        value: b.text,
        start: b.start,
        end: b.end,
        symbol: b.symbol,
        call: b.call,
        reflects: false,
      };
  for (const { key, binding: b } of keyedSettings(view))
    if (isHeader(key))
      yield {
        name: key.toLowerCase(),
        value: b.text,
        start: b.start,
        end: b.end,
        symbol: b.symbol,
        call: -1,
        reflects: false,
      };
}

function isHeader(text: string): boolean {
  const name = text.toLowerCase();
  return name === ORIGIN || name === CREDENTIALS;
}

/** True for the origin of the request itself. */
function reflects(view: FileView, value: Place & { readonly text: string; readonly shape: string }): boolean {
  if (value.shape === 'member') return REQUEST_ORIGIN.test(value.text);
  if (
    value.shape === 'call' &&
    /(?:^|\.)(?:Header|Headers)\.Get$|^(?:req|request)\.(?:get|header|getHeader)$/.test(value.text)
  )
    return textsIn(view, value).some((t) => /^origin$/i.test(t));
  return view.language === 'php' && textsIn(view, value).includes('HTTP_ORIGIN');
}

function textsIn(view: FileView, range: Place): string[] {
  const out: string[] = [];
  for (const s of view.table('strings')) if (s.start >= range.start && s.end <= range.end) out.push(s.text);
  return out;
}

/** True where the function neither branches nor looks anything up. */
function isUnchecked(view: FileView, header: HeaderSetting): boolean {
  const symbol = view.table('symbols').get(header.symbol);
  if (symbol !== null && symbol.branches > 0) return false;
  for (const c of view.table('calls')) if (c.symbol === header.symbol && CHECKS.test(c.name)) return false;
  for (const s of view.table('strings')) if (s.symbol === header.symbol && s.context === 'comparison') return false;
  return true;
}
