import { callTable, matchCalls, matchSettings, settingTable } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { flipFlag } from '../../fixes/flip-flag.ts';
import { isInDefaults } from '../default-table.ts';
import { isDevelopmentPlace } from '../development-place.ts';
import { keyedSettings } from '../keyed-setting.ts';
import { isStarList } from '../wildcard-list.ts';
import { CALL_ROWS } from './rows-calls.ts';
import { SETTING_ROWS } from './rows-settings.ts';
import { springDisables } from './spring.ts';

const CALLS = callTable(CALL_ROWS);
const SETTINGS = settingTable(SETTING_ROWS);
const KEYS: ReadonlySet<string> = new Set(['WTF_CSRF_ENABLED', 'WTF_CSRF_CHECK_DEFAULT']);
const MESSAGE = 'Protection against forged requests is off for all pages; leave single ones out instead';

/**
 * Flags switches that turn the protection against cross-site request forgery off for everything. A single page or
 * controller that is left out nearly always asks for another proof, such as a key in a header.
 */
export const csrfDisabled = defineRule({
  meta: {
    id: 'drift/owasp/csrf-disabled',
    title: 'Protection against forged requests switched off',
    category: 'owasp',
    languages: ['go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-352'],
    owasp: ['A01:2021'],
    fix: 'unsafe',
    inTests: false,
    precision: { corpus: '380 packages', sample: 0, precision: 1 },
  },
  check(view, report) {
    const tell = ({ start, end }: { readonly start: number; readonly end: number }): void =>
      report({ start, end, message: MESSAGE });
    for (const match of matchCalls(view, CALLS)) tell(match);
    for (const match of matchSettings(view, SETTINGS))
      if (!isDevelopmentPlace(view, match.symbol) && !isInDefaults(view, match)) tell(match);
    for (const { key, binding } of keyedSettings(view))
      if (KEYS.has(key) && binding.shape === 'false' && !isDevelopmentPlace(view, binding.symbol)) tell(binding);
    if (view.language === 'java' || view.language === 'kotlin') for (const call of springDisables(view)) tell(call);
    if (view.language === 'php') for (const list of openExceptions(view)) tell(list);
  },
  fix: flipFlag,
});

/** Laravel: every address is an exception. */
function* openExceptions(view: FileView): Generator<{ readonly start: number; readonly end: number }> {
  for (const b of [...view.bindingsNamed('except'), ...view.bindingsNamed('$except')]) {
    const owner = b.kind === 'field' ? (view.table('symbols').get(b.symbol)?.name ?? '') : '';
    const call = b.kind === 'keyword' ? (view.table('calls').get(b.call)?.name ?? '') : '';
    const known = /^(?:VerifyCsrfToken|ValidateCsrfToken)$/.test(owner) || call === 'validateCsrfTokens';
    if (known && isStarList(view, { shape: b.shape, start: b.valueStart, end: b.valueEnd, symbol: b.symbol })) yield b;
  }
}
