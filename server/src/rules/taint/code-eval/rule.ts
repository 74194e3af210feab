import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { builtText, isConstant, type Place, resolved } from '../built-text.ts';
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
    maturity: 'incubating',
    since: '0.1.0',
    cwe: ['CWE-94', 'CWE-95'],
    owasp: ['A03:2021'],
    fix: 'none',
    inTests: false,
    precision: { corpus: '10k', sample: 11, precision: 0.18 },
  },
  check(view, report) {
    for (const { row, call, argument, confidence } of sinksOf(view, SINKS)) {
      const risky =
        row.builtOnly === true
          ? builtText(view, argument, call.symbol) !== null
          : isVariable(view, argument, call.symbol);
      if (!risky) continue;
      const message = `Variable text is run as code by ${call.name}; look values up instead of evaluating text`;
      report({ start: argument.start, end: argument.end, message, confidence });
    }
  },
});

const VARIABLE = new Set(['template', 'concat', 'format', 'identifier', 'member', 'index', 'call', 'await']);

/** Code read from a file or compiled before: what loading a module does. */
const LOADED =
  /^(?:compile|(?:File|IO)\.read|open\(\)\.read|file_get_contents|(?:fs|node:fs)\.readFileSync|(?:.*\.)?(?:read_text|readFileSync))$/;

function isVariable(view: FileView, argument: Place, symbol: number): boolean {
  const value = resolved(view, argument, symbol);
  if (value.shape === 'call' && LOADED.test(value.text)) return false;
  return VARIABLE.has(value.shape) && !isConstant(argument) && !isConstant(value);
}
