import { nearestName, type Span } from '@drift/shared';
import { fullRuleId, type Suppression, suppressionsOf } from '../../../facts/suppression-comments.ts';
import { isRuleName } from '../../engine/nearest-rule.ts';
import { defineRule } from '../../engine/rule.ts';

/** A comment that begins as a directive: prose about directives does not. */
const DIRECTIVE = /^[\s/*#<!{;-]{0,12}(drift-ignore(?:-next-line|-file)?)(?![\w-])/;

const FORMS = ['drift-ignore', 'drift-ignore-file', 'drift-ignore-next-line'] as const;
/** A first word that may be meant as a directive, followed by rules and a reason. */
const NEARLY = /^[\s/*#<!{;-]{0,12}(drift[\w-]{3,30})[ \t]+([\w*/-]+(?:[ \t]*,[ \t]*[\w*/-]+)*)[ \t]*:/i;

/** Flags suppressions that have no effect: misspelt, without a rule or without a reason. */
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
      if (text === '') continue;
      const form = DIRECTIVE.exec(text)?.[1];
      const message = form === undefined ? misspeltIn(text) : problemOf(form, suppressions.get(start));
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

/** A word like a directive counts as one only where an existing rule follows. */
function misspeltIn(text: string): string | null {
  const [, word = '', rules = ''] = NEARLY.exec(text) ?? [];
  if (word === '' || !rules.split(',').some((r) => isRuleName(fullRuleId(r.trim())))) return null;
  const lower = word.toLowerCase();
  const form = nearestName(lower, FORMS) ?? (lower.startsWith('drift-ignore-') ? 'drift-ignore' : null);
  return form === null ? null : `There is no ${word}, so this suppresses nothing; write ${form} <rule>: <reason>`;
}

function firstLine(span: Span, text: string): Span {
  const line = text.search(/[\r\n]/);
  return line < 0 ? span : { start: span.start, end: span.start + line };
}
