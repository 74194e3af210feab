import { nearestName, type Span } from '@drift/shared';
import { directivesOf, fullRuleId, type Suppression } from '../../../facts/suppression-comments.ts';
import { isRuleName } from '../../engine/nearest-rule.ts';
import { defineRule } from '../../engine/rule.ts';

/** A comment that begins as a directive: prose about directives does not. */
const DIRECTIVE = /^[\s/*#<!{;-]{0,12}(drift-ignore(?:-next-line|-file|-start)?)(?![\w-])/;

const END = 'drift-ignore-end';
const FORMS = ['drift-ignore', 'drift-ignore-file', 'drift-ignore-next-line', 'drift-ignore-start', END] as const;
/** A first word that may be meant as a directive, followed by rules and a reason. */
const NEARLY = /^[\s/*#<!{;-]{0,12}(drift[\w-]{3,30})[ \t]+([\w*/-]+(?:[ \t]*,[ \t]*[\w*/-]+)*)[ \t]*:/i;

const NEVER_CLOSED = 'This region is never closed, so it suppresses nothing; write drift-ignore-end after it';
const CLOSES_NOTHING = 'This closes no region; write drift-ignore-start <rule>: <reason> before it';

/** Flags suppressions that have no effect: misspelt, without a rule or a reason, or half of a region. */
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
    const { suppressions, openStarts, strayEnds } = directivesOf(view.facts);
    const byStart = new Map(suppressions.map((s) => [s.start, s]));
    const halves = new Map([
      ...openStarts.map((s) => [s.start, NEVER_CLOSED] as const),
      ...strayEnds.map((s) => [s.start, CLOSES_NOTHING] as const),
    ]);
    for (const { start, end, text } of view.table('comments')) {
      if (text === '') continue;
      const form = DIRECTIVE.exec(text)?.[1];
      const half = halves.get(start) ?? null;
      const message = form === undefined ? (half ?? misspeltIn(text)) : (problemOf(form, byStart.get(start)) ?? half);
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
  if (word === '' || word === END || !rules.split(',').some((r) => isRuleName(fullRuleId(r.trim())))) return null;
  const lower = word.toLowerCase();
  const form = nearestName(lower, FORMS) ?? (lower.startsWith('drift-ignore-') ? 'drift-ignore' : null);
  if (form === END) return `There is no ${word}, so this closes no region; write ${END}`;
  return form === null ? null : `There is no ${word}, so this suppresses nothing; write ${form} <rule>: <reason>`;
}

function firstLine(span: Span, text: string): Span {
  const line = text.search(/[\r\n]/);
  return line < 0 ? span : { start: span.start, end: span.start + line };
}
