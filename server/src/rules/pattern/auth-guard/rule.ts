import { defineConvention, type Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type Handler, handlerAt, handlersOf, parametersOf } from '../handlers.ts';
import { responsesOf } from '../responses.ts';
import { guardCalls, guardOf } from './guards.ts';

const INLINE = 'inline check';
/** Statuses that turn a stranger away. */
const STRANGER = /^401$|unauthori[sz]ed|Status401/i;
/** Helpers that say so by their names. */
const TURNS_AWAY = /^(?:Unauthorized|UnauthorizedException|Unauthorized401)$/;
/** Handlers that find out who somebody is: it is their answer. */
const SIGNS_IN =
  /log_?in|sign_?(?:in|up)|auth|token|session|refresh|regist|password|callback|webhook|verify|otp|oauth|jwt|logout|middleware|guard/i;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['decorator', 'a guard declared on the handler'],
  ['middleware', 'a guard that runs before the handler'],
  [INLINE, 'a check inside the handler'],
]);

/** How handlers are kept from strangers. */
export const authGuard = defineConvention({
  id: 'drift/pattern/auth-guard',
  title: 'Guards of handlers',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'guards',
  answers: ['decorator', 'middleware', 'inline check'],
  describe: (value) => NAMES.get(value) ?? value,
  // Frameworks ask for the one here and for the other there; only a check by hand is a step back.
  deviates: (actual) => actual === INLINE,
  observe(view, report) {
    if (view.role !== 'source') return;
    const shown: Observation[] = [...guardCalls(view)];
    for (const handler of handlersOf(view)) {
      const guard = guardOf(view, handler);
      const { symbol } = handler;
      if (guard !== null) shown.push(guard);
      else if (checksByHand(view, handler) && shown.every((o) => o.start < symbol.start || o.end > symbol.end)) {
        const named = symbol.nameEnd > symbol.nameStart;
        const place = handler.route ?? symbol;
        shown.push({
          value: INLINE,
          start: named ? symbol.nameStart : place.start,
          end: named ? symbol.nameEnd : place.end,
        });
      }
    }
    for (const o of shown.sort((a, b) => a.start - b.start)) report(o);
  },
});

/** True where the handler itself turns strangers away, and is not there to find out who they are. */
function checksByHand(view: FileView, handler: Handler): boolean {
  if (SIGNS_IN.test(handler.symbol.name) || SIGNS_IN.test(handler.route?.path?.text ?? '')) return false;
  if (SIGNS_IN.test(view.file.slice(view.file.lastIndexOf('/') + 1)) || isMiddleware(view, handler)) return false;
  return responsesOf(view).some((r) => {
    if (handlerAt(view, r.start)?.symbol.index !== handler.symbol.index) return false;
    if (r.row?.helper === true) return r.row.names.some((n) => TURNS_AWAY.test(n)) && isNamed(view, r.start, r.end);
    return r.status !== null && STRANGER.test(r.status.text);
  });
}

function isNamed(view: FileView, start: number, end: number): boolean {
  return view.callsStartingIn(start - MAX_RECEIVER, end).some((c) => c.nameStart === start && TURNS_AWAY.test(c.name));
}

/** Code units between the start of a call and the name of what is called. */
const MAX_RECEIVER = 80;

/** What passes requests on is a guard itself. */
function isMiddleware(view: FileView, handler: Handler): boolean {
  if (parametersOf(view, handler.symbol).some((p) => /^next$/i.test(p.name) && calls(view, handler, p.name)))
    return true;
  return calls(view, handler, 'Next') || calls(view, handler, 'ServeHTTP');
}

function calls(view: FileView, handler: Handler, name: string): boolean {
  const { start, end } = handler.symbol;
  return view.callsNamed(name).some((c) => c.start >= start && c.end <= end);
}
