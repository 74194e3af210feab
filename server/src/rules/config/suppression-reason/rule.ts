import type { Span } from '@drift/shared';
import { type Suppression, suppressionsOf } from '../../../facts/suppression-comments.ts';
import { defineRule } from '../../engine/rule.ts';

/** A comment that begins as a directive: prose about directives does not. */
const DIRECTIVE = /^[\s/*#<!{;-]{0,12}(drift-ignore(?:-next-line|-file)?)(?![\w-])/;

/** Flags suppressions that have no effect: without a rule or without a reason. */
export const suppressionReason = defineRule({
  meta: {
    id: 'drift/config/suppression-reason',
    title: 'Suppression without effect',
    category: 'config',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '1.0.0',
    cwe: [],
    owasp: [],
    fix: 'none',
    inTests: true,
    precision: { corpus: '10k', sample: 0, precision: 1 },
  },
  check(view, report) {
    const suppressions = new Map(suppressionsOf(view.facts).map((s) => [s.start, s]));
    for (const { start, end, text } of view.table('comments')) {
      const form = text === '' ? undefined : DIRECTIVE.exec(text)?.[1];
      if (form === undefined) continue;
      const message = problemOf(form, suppressions.get(start));
      if (message !== null) report({ ...firstLine({ start, end }, text), message });
    }
  },
});

function problemOf(form: string, suppression: Suppression | undefined): string | null {
  if (suppression === undefined) return `This suppression names no rule; write ${form} <rule>: <reason>`;
  if (suppression.reason === '')
    return `This suppression needs a reason to have effect; write ${form} <rule>: <reason>`;
  return null;
}

function firstLine(span: Span, text: string): Span {
  const line = text.search(/[\r\n]/);
  return line < 0 ? span : { start: span.start, end: span.start + line };
}
