import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { builtText, isConstant, type Place, resolved } from '../built-text.ts';
import { isNeutralised } from '../harmless.ts';
import { isFromOutside } from '../outside.ts';
import { sinksOf, sinkTable } from '../sinks.ts';
import { EVAL_SINKS } from './rows.ts';

const SINKS = sinkTable(EVAL_SINKS);

/** Text that is not written down in place and is run as code. */
export const codeEval = defineRule({
  meta: {
    id: 'drift/taint/code-eval',
    title: 'Variable text run as code',
    category: 'taint',
    languages: ['csharp', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-94', 'CWE-95'],
    owasp: ['A03:2021'],
    fix: 'none',
    inTests: false,
    precision: {
      corpus: 'public web applications: DVWA, NodeGoat, PyGoat, RailsGoat, hobby projects',
      sample: 15,
      precision: 1,
    },
  },
  check(view, report) {
    for (const { row, call, argument, confidence } of sinksOf(view, SINKS)) {
      if (!isRisky(view, argument, call.symbol, row.builtOnly === true)) continue;
      const message = `Text from outside is run as code by ${call.name}; look values up instead of evaluating text`;
      report({ start: argument.start, end: argument.end, message, confidence });
    }
  },
});

/** The program's own code generators build text too: only text that visibly comes from outside counts. */
function isRisky(view: FileView, argument: Place, symbol: number, builtOnly: boolean): boolean {
  const value = resolved(view, argument, symbol);
  if (isConstant(argument) || isConstant(value)) return false;
  const built = builtText(view, argument, symbol);
  if (built === null && builtOnly) return false;
  if (built !== null && isNeutralised(view, built, NO_HELPERS)) return false;
  return isFromOutside(view, value, { symbol, until: argument.end }, 'remote');
}

const NO_HELPERS: ReadonlySet<string> = new Set();
