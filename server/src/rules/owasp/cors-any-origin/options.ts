import type { Row } from '../../../facts/schema.ts';
import type { FileView, Value } from '../../engine/file-view.ts';
import { holdsStarArgument, isStarList } from '../wildcard-list.ts';
import { ANY_PATTERN, alwaysTrue, type Place } from './any-origin.ts';

/** How one library calls its options. */
export interface CorsOptions {
  readonly origin: readonly string[];
  readonly credentials: readonly string[];
  /** The library sends the caller's origin back for `true`. */
  readonly trueReflects?: true;
}

/** Values that are a single `*`, or a comma-separated list of nothing else. */
const STAR = /^\*$/;

/** The option that admits any origin where the same set of options also admits credentials, or `null`. */
export function anyOriginOption(view: FileView, options: readonly Row<'bindings'>[], names: CorsOptions): Place | null {
  const credentials = options.some((o) => names.credentials.includes(o.target) && isOn(view.valueOf(o, o.symbol)));
  if (!credentials) return null;
  for (const o of options) if (names.origin.includes(o.target) && admitsAny(view, o, names)) return o;
  return null;
}

function isOn(value: Value): boolean {
  return value.shape === 'true' || (value.shape === 'string' && value.text === 'true');
}

function admitsAny(view: FileView, option: Row<'bindings'>, names: CorsOptions): boolean {
  const value = view.valueOf(option, option.symbol);
  if (value.shape === 'string')
    return STAR.test(value.text) || (/regex/i.test(option.target) && ANY_PATTERN.test(value.text));
  if (value.shape === 'true') return names.trueReflects === true;
  const place = placeOf(view, option);
  if (value.shape === 'array' || value.shape === 'object')
    return isStarList(view, { ...place, shape: value.shape, symbol: option.symbol });
  if (value.shape === 'call')
    return /^(?:listOf|arrayOf|setOf|List\.of)$/.test(value.text) && holdsStarArgument(view, place);
  return value.shape === 'function' && alwaysTrue(view, { start: option.start, end: option.end });
}

/** Where the value is written: at the option, or where the one variable it names is set. */
function placeOf(view: FileView, option: Row<'bindings'>): Place {
  const [only] = option.shape === 'identifier' ? view.bindingsOf(option.text) : [option];
  return { start: only?.valueStart ?? 0, end: only?.valueEnd ?? 0 };
}

/** Options of a call: its own pairs and keywords, or those of the object that its argument names. */
export function optionsOfCall(view: FileView, call: Row<'calls'>): readonly Row<'bindings'>[] {
  const own = view.pairsOf(call.index);
  if (own.length > 0) return own;
  for (const a of view.argumentsOf(call)) {
    const [holder, second] = a.shape === 'identifier' ? view.bindingsOf(a.text) : [];
    if (holder !== undefined && second === undefined && holder.shape === 'object')
      return [...view.table('bindings')].filter(
        (b) => b.kind === 'pair' && b.start >= holder.valueStart && b.end <= holder.valueEnd,
      );
  }
  return [];
}
