import { callTable, matchCalls, matchSettings, settingTable } from '../../engine/api-table.ts';
import { defineRule } from '../../engine/rule.ts';
import { flipFlag } from '../../fixes/flip-flag.ts';
import { isInDefaults } from '../default-table.ts';
import { comparesEnvironment, isDevelopmentPlace } from '../development-place.ts';
import { keyedSettings } from '../keyed-setting.ts';
import { ginDebugModes, openExceptionPages, springDebugs } from './guards.ts';
import { OTHER_ROWS } from './rows-other.ts';
import { PYTHON_ROWS } from './rows-python.ts';
import { SETTING_ROWS } from './rows-settings.ts';

const CALLS = callTable([...PYTHON_ROWS, ...OTHER_ROWS]);
const SETTINGS = settingTable(SETTING_ROWS);
const MESSAGE = 'Debug mode is on for every environment; read it from the environment, off by default';

/** Flags debug modes and error pages that are switched on for good. */
export const debugMode = defineRule({
  meta: {
    id: 'drift/owasp/debug-mode',
    title: 'Debug mode switched on for good',
    category: 'owasp',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-489', 'CWE-215'],
    owasp: ['A05:2021'],
    fix: 'unsafe',
    inTests: false,
    precision: { corpus: '380 packages', sample: 0, precision: 1 },
  },
  check(view, report) {
    if (comparesEnvironment(view) || isDevelopmentPlace(view, -1)) return;
    const tell = ({ start, end }: { readonly start: number; readonly end: number }): void =>
      report({ start, end, message: MESSAGE });
    for (const match of matchCalls(view, CALLS)) if (view.canonical(match.name) !== 'asyncio.run') tell(match);
    for (const match of matchSettings(view, SETTINGS)) {
      const isOverridden = match.name === 'DEBUG' && (match.symbol >= 0 || view.bindingsOf('DEBUG').length > 1);
      if (!isOverridden && !isDevelopmentPlace(view, match.symbol) && !isInDefaults(view, match)) tell(match);
    }
    for (const { key, holder, binding } of keyedSettings(view))
      if (key === 'DEBUG' && holder.endsWith('.config') && binding.shape === 'true') tell(binding);
    if (view.language === 'go') for (const call of ginDebugModes(view)) tell(call);
    if (view.language === 'csharp') for (const call of openExceptionPages(view)) tell(call);
    if (view.language === 'java' || view.language === 'kotlin') for (const d of springDebugs(view)) tell(d);
  },
  fix: flipFlag,
});
