import type { FileView } from '../../engine/file-view.ts';
import { defineRule, type Report } from '../../engine/rule.ts';
import { bindParameters } from '../../fixes/bind-parameters.ts';
import { builtText, type Place } from '../built-text.ts';
import { hazards } from '../harmless.ts';
import { isFromCaller, isOutsideHole } from '../outside.ts';
import { sinksOf, sinkTable } from '../sinks.ts';
import { QUOTERS, SQL_SINKS } from './rows.ts';
import { hasValueHole, isStatement } from './sql-text.ts';

const SINKS = sinkTable(SQL_SINKS);

/** SQL text that is put together from variable parts and handed to a database call. */
export const sqlQuery = defineRule({
  meta: {
    id: 'drift/taint/sql-query',
    title: 'SQL text built from variable parts',
    category: 'taint',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'error',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-89'],
    owasp: ['A03:2021'],
    fix: 'unsafe',
    inTests: false,
    precision: { corpus: 'public web applications: 71 files of hobby projects', sample: 19, precision: 0.95 },
  },
  check(view, report) {
    for (const { row, call, argument, confidence } of sinksOf(view, SINKS)) {
      if (isRisky(view, argument, call.symbol, row.fragment === true)) report(finding(argument, call.name, confidence));
    }
    if (view.language !== 'csharp') return;
    for (const b of view.bindingsNamed('CommandText')) {
      const place = { shape: b.shape, text: b.text, start: b.valueStart, end: b.valueEnd };
      if (isRisky(view, place, b.symbol, false)) report(finding(place, 'CommandText', SETTING_CONFIDENCE));
    }
  },
  fix: (context, finding) => bindParameters(context, finding, hasValueHole),
});

const SETTING_CONFIDENCE = 0.9;

/** Values are told apart from the program's own parts by where they come from: outside, or the caller. */
function isRisky(view: FileView, place: Place, symbol: number, fragment: boolean): boolean {
  const built = builtText(view, place, symbol);
  if (built === null || !(fragment || isStatement(built.text))) return false;
  const counts = (path: string): boolean => isOutsideHole(view, path, built, 'any') || isFromCaller(view, path, built);
  return hasValueHole(hazards(view, built, QUOTERS, counts));
}

function finding(place: Place, name: string, confidence: number): Report {
  const message = `SQL for ${name} is put together from variable parts; pass the values as bound parameters`;
  return { start: place.start, end: place.end, message, confidence };
}
