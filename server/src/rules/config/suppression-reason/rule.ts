import { nearestName, rulePatterns, type Span } from '@drift/shared';
import { FILE_WIDE_LINES, type Suppression } from '../../../facts/suppression-comments.ts';
import { isRuleName } from '../../engine/nearest-rule.ts';
import { defineSuppressionRule } from '../../engine/rule.ts';
import type { SuppressionState } from '../../engine/suppression-state.ts';

const END = 'drift-ignore-end';
const FORMS = ['drift-ignore', 'drift-ignore-file', 'drift-ignore-next-line', 'drift-ignore-start', END] as const;
/** A first word that may be meant as a directive, followed by rules and a reason. */
const NEARLY = /^[\s/*#<!{;-]{0,12}(drift[\w-]{3,30})[ \t]+([\w*/-]+(?:[ \t]*,[ \t]*[\w*/-]+)*)[ \t]*:/i;

const NEVER_CLOSED = 'This region is never closed, so it suppresses nothing; write drift-ignore-end after it';
const CLOSES_NOTHING = 'This closes no region; write drift-ignore-start <rule>: <reason> before it';
const MAX_DATE = 12;

/** Flags suppressions that have no effect: misspelt, without a reason, in the wrong place, or half of a region. */
export const suppressionReason = defineSuppressionRule({
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
  check(view, { suppressions, openStarts, strayEnds, stateOf }, report) {
    const byStart = new Map(suppressions.filter((s) => s.leads).map((s) => [s.start, s]));
    const halves = new Map([
      ...openStarts.map((s) => [s.start, NEVER_CLOSED] as const),
      ...strayEnds.map((s) => [s.start, CLOSES_NOTHING] as const),
    ]);
    for (const { start, end, text } of view.table('comments')) {
      if (text === '') continue;
      const half = halves.get(start);
      const suppression = byStart.get(start);
      const problem = suppression === undefined ? null : problemOf(suppression, stateOf(suppression));
      const message = problem ?? half ?? (suppression === undefined ? misspeltIn(text) : null);
      if (message !== null) report({ ...firstLine({ start, end }, text), message });
    }
  },
});

function problemOf({ word, scope, expires }: Suppression, state: SuppressionState): string | null {
  switch (state) {
    case 'unreasoned':
      return `This suppression needs a reason to have effect; write ${word} <rule>: <reason>`;
    case 'misplaced':
      return scope === 'file'
        ? `Only in the first ${FILE_WIDE_LINES} lines a file can be suppressed; move this up, or write drift-ignore-start`
        : null;
    case 'undated':
      return `"${(expires ?? '').slice(0, MAX_DATE)}" is no day, so this suppresses nothing; write expires:YYYY-MM-DD`;
    case 'endless':
      return 'This suppression needs an end to have effect; write expires:YYYY-MM-DD before the reason';
    case 'tooLong':
      return 'The end of this suppression is further away than suppression.max_duration_days; choose a nearer day';
    case 'active':
    case 'expired':
    case 'foreign':
      return null;
  }
}

/** A word like a directive counts as one only where an existing rule follows. */
function misspeltIn(text: string): string | null {
  const [, word = '', rules = ''] = NEARLY.exec(text) ?? [];
  const known = FORMS.some((form) => form === word);
  if (word === '' || known || !rules.split(',').some((r) => rulePatterns(r.trim()).every(isRuleName))) return null;
  const lower = word.toLowerCase();
  const form = nearestName(lower, FORMS) ?? (lower.startsWith('drift-ignore-') ? 'drift-ignore' : null);
  if (form === END) return `There is no ${word}, so this closes no region; write ${END}`;
  return form === null ? null : `There is no ${word}, so this suppresses nothing; write ${form} <rule>: <reason>`;
}

function firstLine(span: Span, text: string): Span {
  const line = text.search(/[\r\n]/);
  return line < 0 ? span : { start: span.start, end: span.start + line };
}
