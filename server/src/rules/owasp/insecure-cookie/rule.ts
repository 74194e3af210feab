import type { Row } from '../../../facts/schema.ts';
import { callTable, matchCalls, matchSettings, settingTable } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { flipFlag } from '../../fixes/flip-flag.ts';
import { isInDefaults } from '../default-table.ts';
import { isDevelopmentPlace } from '../development-place.ts';
import { keyedSettings } from '../keyed-setting.ts';
import { type CookieFlag, isAboutLooks, isForScripts } from './cookie-name.ts';
import { BOTH_OFF, HTTP_ONLY_OFF, SAME_SITE_ALONE, SECURE_OFF } from './flags.ts';
import { deletesCookie, isNegative, literalFlags, madeHere } from './literals.ts';
import { COMPILED_ROWS } from './rows-compiled.ts';
import { PHP_ROWS } from './rows-php.ts';
import { SCRIPT_ROWS } from './rows-scripts.ts';
import { SETTING_ROWS } from './rows-settings.ts';
import { sessionFlags } from './sessions.ts';

const CALL_ROWS = [...SCRIPT_ROWS, ...COMPILED_ROWS, ...PHP_ROWS];
/** One table for each protection: a call may switch off several. */
const CALLS = [SECURE_OFF, HTTP_ONLY_OFF, SAME_SITE_ALONE].map((message) =>
  callTable(CALL_ROWS.filter((row) => (row.message ?? SECURE_OFF) === message)),
);
const SETTINGS = settingTable(SETTING_ROWS);
const LARAVEL_FILE = /(?:^|\/)config\/session\.php$/;
const KEYS: ReadonlyMap<string, string> = new Map([
  ['SESSION_COOKIE_SECURE', SECURE_OFF],
  ['REMEMBER_COOKIE_SECURE', SECURE_OFF],
  ['SESSION_COOKIE_HTTPONLY', HTTP_ONLY_OFF],
  ['REMEMBER_COOKIE_HTTPONLY', HTTP_ONLY_OFF],
]);
/** Calls that set the flag of a cookie made elsewhere. */
const SETS_FLAG = /http_?only$/i;

/** Flags cookies whose protections are switched off in so many words; a missing switch is no finding. */
export const insecureCookie = defineRule({
  meta: {
    id: 'drift/owasp/insecure-cookie',
    title: 'Cookie with a protection switched off',
    category: 'owasp',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-614', 'CWE-1004', 'CWE-1275'],
    owasp: ['A05:2021'],
    fix: 'unsafe',
    inTests: false,
    precision: { corpus: '3 packages with findings of 380: Caddy, Horizon, Foal', sample: 2, precision: 1 },
  },
  check(view, report) {
    if (isDevelopmentPlace(view, -1)) return;
    for (const [{ start, end }, messages] of offByCall(view)) {
      const [first, second] = messages;
      const message = first === SECURE_OFF && second === HTTP_ONLY_OFF ? BOTH_OFF : first;
      if (message !== undefined) report({ start, end, message });
    }
    for (const { row, start, end, name, symbol } of matchSettings(view, SETTINGS)) {
      if (isDevelopmentPlace(view, symbol) || isInDefaults(view, { start, end })) continue;
      if (isMeant(view, row.message, { start, end, symbol, holder: holderOf(name) })) continue;
      if (symbol >= 0 || view.bindingsOf(name).length === 1) report({ start, end, message: row.message ?? SECURE_OFF });
    }
    for (const { key, binding } of keyedSettings(view)) {
      const message = KEYS.get(key);
      if (message !== undefined && binding.shape === 'false' && view.language === 'python')
        report({ start: binding.start, end: binding.end, message });
    }
    for (const { call, message } of madeHere(view))
      if (!isDeletion(view, call) && !isMeant(view, message, flagOf(call)))
        report({ start: call.start, end: call.end, message });
    for (const { start, end, message, call, symbol, holder } of literalFlags(view))
      if (!deletesCookie(view, call) && !isMeant(view, message, { start, end, symbol, holder }))
        report({ start, end, message });
    for (const flag of sessionFlags(view)) report(flag);
    if (LARAVEL_FILE.test(view.file))
      for (const [name, message] of [['secure', SECURE_OFF] as const, ['http_only', HTTP_ONLY_OFF] as const])
        for (const b of view.bindingsNamed(name))
          if (b.kind === 'pair' && b.shape === 'false') report({ start: b.start, end: b.end, message });
  },
  fix: flipFlag,
});

/** What each call switches off, in the order of the tables. */
function offByCall(view: FileView): ReadonlyMap<Row<'calls'>, readonly string[]> {
  const out = new Map<Row<'calls'>, string[]>();
  const known = new Map<number, Row<'calls'>>();
  for (const table of CALLS)
    for (const { row, call } of matchCalls(view, table)) {
      const message = row.message ?? SECURE_OFF;
      if (!counts(view, call, message)) continue;
      const key = known.get(call.index) ?? call;
      known.set(call.index, key);
      out.set(key, [...(out.get(key) ?? []), message]);
    }
  return out;
}

function counts(view: FileView, call: Row<'calls'>, message: string): boolean {
  if (isMeant(view, message, flagOf(call))) return false;
  if (message === HTTP_ONLY_OFF && protectsAnother(view, call)) return false;
  if (message === SAME_SITE_ALONE && view.argumentsOf(call).some((a) => a.shape === 'spread')) return false;
  return !isDeletion(view, call);
}

/** True where the name of the cookie says that scripts are to read it, or that nobody on the way learns anything. */
function isMeant(view: FileView, message: string | undefined, flag: CookieFlag): boolean {
  return message === HTTP_ONLY_OFF ? isForScripts(view, flag) : isAboutLooks(view, flag);
}

function flagOf({ start, end, symbol, callee, name }: Row<'calls'>): CookieFlag {
  // What a whole cookie is set on is the response.
  return { start, end, symbol, holder: SETS_FLAG.test(name) ? holderOf(callee) : '' };
}

/** `c` of `c.setHttpOnly`. */
function holderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** A function that hides one cookie from scripts and not the other has made up its mind. */
function protectsAnother(view: FileView, call: Row<'calls'>): boolean {
  if (call.symbol < 0) return false;
  const names = ['httpOnly', 'httponly', 'HttpOnly'];
  return names.some((name) =>
    view.bindingsNamed(name).some((b) => b.symbol === call.symbol && b.call !== call.index && b.shape !== 'false'),
  );
}

/** A cookie that is set to be forgotten needs no protection. */
function isDeletion(view: FileView, call: Row<'calls'>): boolean {
  const [, value, age] = view.argumentsOf(call);
  if (value?.keyword === '' && (value.shape === 'null' || (value.shape === 'string' && value.text === ''))) return true;
  if (view.language === 'go' && age?.shape === 'number' && isNegative(age.text, age.end - age.start)) return true;
  const ends = [...view.callsNamed('setMaxAge'), ...view.callsNamed('maxAge'), ...view.callsNamed('max_age')];
  return ends.some(
    (c) => c.symbol === call.symbol && /^(?:0|Duration\.ZERO)$/.test(view.argumentsOf(c)[0]?.text ?? ''),
  );
}
