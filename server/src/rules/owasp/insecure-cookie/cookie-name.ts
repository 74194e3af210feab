import type { Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import type { FileView, Value } from '../../engine/file-view.ts';

/** A protection that is switched off, and what it is switched off on. */
export interface CookieFlag extends Span {
  readonly symbol: number;
  /** Path of the cookie or its options (`c` in `c.setHttpOnly(false)`), or `''`. */
  readonly holder: string;
}

/** Names of cookies a page's own script is meant to read. */
const FOR_SCRIPTS = /xsrf|csrf|theme|lang|lng|i18n|locale|consent|timezone|prefs|preference|sidebar|flash/i;
/** Names of cookies that say how a page looks: whoever reads one on the way has learned nothing. */
const LOOKS = /theme|lang|lng|i18n|locale|consent|timezone|prefs|preference|sidebar/i;
/** Words of cookies that open something, whatever else their names say. */
const OPENS = /sess|sid$|token|auth|secret|login|csrf|xsrf/i;
const NAME_KEY = /^(?:name|Name|key|Key)$/;
const PLAIN_NAME = /^\$?\w+$/;

/** True when the name of the cookie, wherever its function tells it, says that a script is meant to read it. */
export function isForScripts(view: FileView, flag: CookieFlag): boolean {
  return isNamed(view, flag, (name) => FOR_SCRIPTS.test(name));
}

/** True when the name of the cookie, wherever its function tells it, says that it holds no more than how a page looks. */
export function isAboutLooks(view: FileView, flag: CookieFlag): boolean {
  return isNamed(view, flag, (name) => LOOKS.test(name) && !OPENS.test(name));
}

function isNamed(view: FileView, flag: CookieFlag, says: (name: string) => boolean): boolean {
  if (PLAIN_NAME.test(flag.holder) && says(flag.holder)) return true;
  const names = [...namesAround(view, flag), ...(flag.holder === '' ? [] : namesOfHolder(view, flag))];
  return names.some((n) => says(n.text) || says(view.valueOf(n, flag.symbol).text));
}

/** Names given in the expression itself: by calls of the same chain, by calls around it and by the key of a jar. */
function* namesAround(view: FileView, { start, end, symbol }: CookieFlag): Generator<Value> {
  for (const c of view.table('calls')) {
    const isChained = c.start === start && c.end <= end;
    // The route a handler belongs to names no cookie.
    const isAround = c.start <= start && end <= c.end && (c.symbol === symbol || /cookie/i.test(c.name));
    if (isChained || isAround) yield* namesIn(view, c);
  }
  for (const jar of view.table('bindings')) {
    if (!jar.target.endsWith('[]') || jar.valueStart > start || end > jar.valueEnd) continue;
    yield* stringsIn(view, { start: jar.targetStart, end: jar.targetEnd });
    for (const key of view.table('elementKeys'))
      if (key.start === jar.targetStart && key.end === jar.targetEnd) yield { shape: 'identifier', text: key.name };
    // What is put in tells as much.
    for (const b of view.bindingsNamed('value'))
      if (b.kind === 'pair' && jar.valueStart <= b.start && b.end <= jar.valueEnd) yield b;
  }
}

/** Names given to what holds the cookie: where it is made, by its own members, and by calls that take it. */
function* namesOfHolder(view: FileView, { holder, symbol }: CookieFlag): Generator<Value> {
  for (const b of view.bindingsOf(holder))
    if (b.symbol === symbol) for (const c of view.callsStartingIn(b.valueStart, b.valueEnd)) yield* namesIn(view, c);
  for (const member of ['Name', 'name'])
    for (const b of view.bindingsOf(`${holder}.${member}`)) if (b.symbol === symbol) yield b;
  for (const a of view.table('arguments')) {
    const call = a.text === holder ? view.table('calls').get(a.call) : null;
    if (call?.symbol === symbol) yield* namesIn(view, call);
  }
}

/** The name a call is given: its first argument, or the one that is called so. */
function* namesIn(view: FileView, call: Row<'calls'>): Generator<Value> {
  const [first] = view.argumentsOf(call);
  for (const { name, value } of view.optionsOf(call)) if (NAME_KEY.test(name)) yield value;
  if (first === undefined || first.keyword !== '') return;
  if (first.shape === 'string' || first.shape === 'identifier' || first.shape === 'member') yield first;
  else if (first.shape !== 'object') yield* stringsIn(view, first);
}

/** The first string of a range: `("XSRF-TOKEN", value)`. */
function* stringsIn(view: FileView, { start, end }: Span): Generator<Value> {
  for (const s of view.table('strings'))
    if (start <= s.start && s.end <= end) return yield { shape: 'string', text: s.text };
}
