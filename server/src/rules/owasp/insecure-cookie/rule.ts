import type { Row } from '../../../facts/schema.ts';
import { callTable, matchCalls, matchSettings, settingTable } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { isDevelopmentPlace } from '../development-place.ts';
import { keyedSettings } from '../keyed-setting.ts';
import { HTTP_ONLY_OFF, SAME_SITE_ALONE, SECURE_OFF } from './flags.ts';
import { deletesCookie, isNegative, literalFlags } from './literals.ts';
import { COMPILED_ROWS } from './rows-compiled.ts';
import { PHP_ROWS } from './rows-php.ts';
import { SCRIPT_ROWS } from './rows-scripts.ts';
import { SETTING_ROWS } from './rows-settings.ts';
import { sessionFlags } from './sessions.ts';

const CALLS = callTable([...SCRIPT_ROWS, ...COMPILED_ROWS, ...PHP_ROWS]);
const SETTINGS = settingTable(SETTING_ROWS);
const LARAVEL_FILE = /(?:^|\/)config\/session\.php$/;
const KEYS: ReadonlyMap<string, string> = new Map([
  ['SESSION_COOKIE_SECURE', SECURE_OFF],
  ['REMEMBER_COOKIE_SECURE', SECURE_OFF],
  ['SESSION_COOKIE_HTTPONLY', HTTP_ONLY_OFF],
  ['REMEMBER_COOKIE_HTTPONLY', HTTP_ONLY_OFF],
]);
/** Cookies a page's own script is meant to read. */
const FOR_SCRIPTS = /xsrf|csrf|theme|lang|lng|i18n|locale|consent|timezone|prefs|preference|sidebar|flash/i;

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
    fix: 'none',
    inTests: false,
    precision: { corpus: '3 packages with findings of 380: Caddy, Horizon, Foal', sample: 2, precision: 1 },
  },
  check(view, report) {
    if (isDevelopmentPlace(view, -1)) return;
    for (const { row, call, start, end } of matchCalls(view, CALLS)) {
      const message = row.message ?? SECURE_OFF;
      if (message === HTTP_ONLY_OFF && FOR_SCRIPTS.test(view.argumentsOf(call)[0]?.text ?? '')) continue;
      if (message === HTTP_ONLY_OFF && protectsAnother(view, call)) continue;
      if (message === SAME_SITE_ALONE && view.argumentsOf(call).some((a) => a.shape === 'spread')) continue;
      if (!isDeletion(view, call)) report({ start, end, message });
    }
    for (const { row, start, end, name, symbol } of matchSettings(view, SETTINGS))
      if (!isDevelopmentPlace(view, symbol) && (symbol >= 0 || view.bindingsOf(name).length === 1))
        report({ start, end, message: row.message ?? SECURE_OFF });
    for (const { key, binding } of keyedSettings(view)) {
      const message = KEYS.get(key);
      if (message !== undefined && binding.shape === 'false' && view.language === 'python')
        report({ start: binding.start, end: binding.end, message });
    }
    for (const { start, end, message, call } of literalFlags(view))
      if (!deletesCookie(view, call)) report({ start, end, message });
    for (const flag of sessionFlags(view)) report(flag);
    if (LARAVEL_FILE.test(view.file))
      for (const [name, message] of [['secure', SECURE_OFF] as const, ['http_only', HTTP_ONLY_OFF] as const])
        for (const b of view.bindingsNamed(name))
          if (b.kind === 'pair' && b.shape === 'false') report({ start: b.start, end: b.end, message });
  },
});

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
