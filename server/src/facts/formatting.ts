import { HOLE } from './holes.ts';

/** How a format string marks what is filled in. */
export type FormatStyle = 'percent' | 'braces';

/** Calls whose first literal argument is a format string for the arguments after it, by path. */
export const FORMAT_CALLS: ReadonlyMap<string, FormatStyle> = new Map([
  ['String.format', 'percent'],
  ['java.lang.String.format', 'percent'],
  ['fmt.Sprintf', 'percent'],
  ['sprintf', 'percent'],
  ['vsprintf', 'percent'],
  ['format', 'percent'],
  ['Kernel.format', 'percent'],
  ['Kernel.sprintf', 'percent'],
  ['util.format', 'percent'],
  ['string.Format', 'braces'],
  ['String.Format', 'braces'],
  ['System.String.Format', 'braces'],
  ['format!', 'braces'],
  ['std.format!', 'braces'],
  ['alloc.format!', 'braces'],
]);

/** Methods of a string literal that fill it in. */
export const FORMAT_METHODS: ReadonlySet<string> = new Set(['format', 'formatted']);

/** One value that is filled in: a literal's own text, or a hole. */
export interface Filling {
  readonly keyword: string;
  readonly text: string;
}

const VERB = /%(?:\((\w+)\)|(\d+)\$|\[(\d+)\])?[-+ #0-9.,*]*[lhqjzt]*([a-zA-Z%])/g;
/** Verbs that can only give digits; they stay as written. */
const NUMBER_VERB = /^[dixXobeEfFgGcu]$/;
const BRACES = /\{\{|\}\}|\{([^{}]*)\}/g;
/** A place without members or indexes of what fills it. */
const PLAIN_PLACE = /^\w*(?:[!:]|$)/;
/** A format specification that only numbers have. */
const NUMBER_SPEC = /:[^{}]*[dbeEfFgGnoxX%]$/;

/** A format string with each place filled in; places that only take numbers stay as written. */
export function fillIn(style: FormatStyle, text: string, fillings: readonly Filling[]): string {
  return style === 'percent' ? fillPercent(text, fillings) : fillBraces(text, fillings);
}

function fillPercent(text: string, fillings: readonly Filling[]): string {
  let next = 0;
  return text.replace(VERB, (written, key?: string, dollar?: string, bracket?: string, verb = '') => {
    if (verb === '%') return '%';
    const explicit = dollar ?? bracket;
    const filling = key !== undefined ? named(fillings, key) : fillings[explicit === undefined ? next : +explicit - 1];
    if (key === undefined) next = (explicit === undefined ? next : +explicit - 1) + 1;
    return NUMBER_VERB.test(verb) ? written : (filling?.text ?? HOLE);
  });
}

function fillBraces(text: string, fillings: readonly Filling[]): string {
  let next = 0;
  return text.replace(BRACES, (written, place?: string) => {
    if (place === undefined) return written.slice(1);
    const name = /^\w*/.exec(place)?.[0] ?? '';
    const filling = name === '' ? fillings[next++] : /^\d+$/.test(name) ? fillings[+name] : named(fillings, name);
    if (NUMBER_SPEC.test(place)) return '0';
    if (!PLAIN_PLACE.test(place)) return HOLE;
    return filling?.text ?? (/^[a-z_]/i.test(name) ? `{${name}}` : HOLE);
  });
}

function named(fillings: readonly Filling[], name: string): Filling | undefined {
  return fillings.find((f) => f.keyword === name);
}
