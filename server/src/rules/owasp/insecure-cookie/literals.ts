import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { HTTP_ONLY_OFF, SAME_SITE_ALONE, SECURE_OFF } from './flags.ts';

/** A protection switched off inside the literal of a cookie. */
export interface LiteralFlag {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** The call or literal it belongs to, or -1. */
  readonly call: number;
  readonly symbol: number;
  /** Path of what the flag is set on, or `''` inside a literal. */
  readonly holder: string;
}

const TYPES: ReadonlySet<string> = new Set([
  'net/http.Cookie',
  'github.com/gorilla/sessions.Options',
  'github.com/gin-contrib/sessions.Options',
  'github.com/gofiber/fiber/v2.Cookie',
  'github.com/gofiber/fiber/v3.Cookie',
  'CookieOptions',
  'Microsoft.AspNetCore.Http.CookieOptions',
  'HttpCookie',
  'System.Web.HttpCookie',
]);
const FLAGS: ReadonlyMap<string, string> = new Map([
  ['Secure', SECURE_OFF],
  ['HttpOnly', HTTP_ONLY_OFF],
  ['HTTPOnly', HTTP_ONLY_OFF],
  ['secure', SECURE_OFF],
  ['httponly', HTTP_ONLY_OFF],
]);

/** Flags of cookie structures and hashes: `http.Cookie{Secure: false}`, `new CookieOptions { … }`, `cookies[:a] = { … }`. */
export function* literalFlags(view: FileView): Generator<LiteralFlag> {
  const jars = view.language === 'ruby' ? jarsOf(view) : [];
  for (const [name, message] of FLAGS) {
    for (const b of view.bindingsNamed(name)) {
      if (b.shape !== 'false') continue;
      const isCookie =
        b.kind === 'pair'
          ? isCookieCall(view, b.call) || jars.some((j) => j.valueStart <= b.start && b.end <= j.valueEnd)
          : b.kind === 'assign' && view.language === 'csharp' && holdsCookie(view, b);
      const holder = b.kind === 'pair' ? literalName(view, b) : b.target.slice(0, b.target.lastIndexOf('.'));
      if (isCookie) yield { start: b.start, end: b.end, message, call: b.call, symbol: b.symbol, holder };
    }
  }
  for (const b of view.bindingsNamed('SameSite'))
    if (b.kind === 'pair' && /\.(?:SameSiteNoneMode|None)$/.test(b.text) && isAlone(view, b))
      yield { start: b.start, end: b.end, message: SAME_SITE_ALONE, call: b.call, symbol: b.symbol, holder: '' };
}

/** True when the literal belongs to a cookie that is being deleted. */
export function deletesCookie(view: FileView, call: number): boolean {
  return view
    .pairsOf(call)
    .some(
      (p) =>
        (p.target === 'MaxAge' && p.shape === 'number' && isNegative(p.text, p.valueEnd - p.valueStart)) ||
        (p.target === 'Value' && p.shape === 'string' && p.text === ''),
    );
}

/** Facts keep the digits of a number; a sign shows in the length of the range only. */
export function isNegative(text: string, length: number): boolean {
  return text.startsWith('-') || length > text.length;
}

function isCookieCall(view: FileView, call: number): boolean {
  const row = call < 0 ? null : view.table('calls').get(call);
  return row !== null && TYPES.has(view.canonical(row.callee));
}

/** `options.Secure = false` where the file makes `options` a cookie. */
function holdsCookie(view: FileView, b: Row<'bindings'>): boolean {
  const holder = b.target.slice(0, b.target.lastIndexOf('.'));
  const value = view.valueOf({ shape: 'identifier', text: holder }, b.symbol);
  return value.shape === 'new' && TYPES.has(value.text);
}

/** The name that the literal around a pair is bound to, or `''`. */
function literalName(view: FileView, pair: Row<'bindings'>): string {
  for (const b of view.table('bindings'))
    if (b.symbol === pair.symbol && b.valueStart <= pair.start && pair.end <= b.valueEnd && /^\$?\w+$/.test(b.target))
      return b.target;
  return '';
}

function jarsOf(view: FileView): Row<'bindings'>[] {
  return [...view.table('bindings')].filter(
    (b) =>
      b.shape === 'object' && /^cookies(?:\(\))?(?:\.(?:signed|encrypted|permanent)(?:\(\))?)*\[\]$/.test(b.target),
  );
}

/** Passed on at once, so that nothing can set `Secure` later. */
function isAlone(view: FileView, b: Row<'bindings'>): boolean {
  const row = view.table('calls').get(b.call);
  return (
    row !== null &&
    row.use === 'argument' &&
    isCookieCall(view, b.call) &&
    !view.pairsOf(b.call).some((p) => p.target === 'Secure')
  );
}

const SETTERS: ReadonlyMap<string, string> = new Map([
  ['setSecure', SECURE_OFF],
  ['setHttpOnly', HTTP_ONLY_OFF],
]);

/** Setters of a cookie that the same function makes: `Cookie c = new Cookie("a", b); c.setSecure(false);`. */
export function* madeHere(view: FileView): Generator<{ readonly call: Row<'calls'>; readonly message: string }> {
  if (view.language !== 'java' && view.language !== 'kotlin') return;
  for (const [name, message] of SETTERS)
    for (const call of view.callsNamed(name)) {
      const holder = call.callee.slice(0, -name.length - 1);
      const made = view.bindingsOf(holder).find((b) => b.symbol === call.symbol);
      const isCookie = made?.text === 'Cookie' && (made.shape === 'new' || made.shape === 'call');
      if (isCookie && view.argumentsOf(call)[0]?.shape === 'false') yield { call, message };
    }
}
