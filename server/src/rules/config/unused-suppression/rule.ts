import { matchesRule } from '@drift/shared';
import { coversLine, type SuppressedName, type Suppression } from '../../../facts/suppression-comments.ts';
import { defineSuppressionRule, type SuppressionContext } from '../../engine/rule.ts';
import { deletion, nameDeletion, suppressionAt } from '../directive-fix.ts';

/** Rules named in a message; a suppression that lists more is rare. */
const MAX_NAMED = 2;

/**
 * Flags suppressions of rules that find nothing there. Conventions are left alone: whether they speak depends on the
 * rest of the code, and so is a file that could not be read completely.
 */
export const unusedSuppression = defineSuppressionRule({
  meta: {
    id: 'drift/config/unused-suppression',
    title: 'Suppression that suppresses nothing',
    category: 'config',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'hint',
    maturity: 'stable',
    since: '1.0.0',
    cwe: [],
    owasp: [],
    fix: 'safe',
    inTests: true,
    precision: { corpus: '10k', sample: 0, precision: 1 },
  },
  check(view, context, report) {
    if (view.table('damage').length > 0) return;
    for (const s of context.suppressions) {
      if (!s.leads || context.stateOf(s) !== 'active') continue;
      const unused = s.names.filter((name) => isUnused(name, s, context));
      if (unused.length === 0) continue;
      if (unused.length === s.names.length)
        report({ start: s.start, end: s.end, message: messageOf(s, unused, 'the suppression') });
      else
        for (const name of unused)
          report({
            start: name.start,
            end: name.end,
            message: messageOf(s, [name], 'it from the list'),
          });
    }
  },
  fix(context, finding) {
    const whole = suppressionAt(context, finding);
    return whole === null ? nameDeletion(context, finding) : deletion(context, whole);
  },
});

/** True where each rule that a name stands for was run, and none of them finds anything on the lines. */
function isUnused({ patterns }: SuppressedName, suppression: Suppression, context: SuppressionContext): boolean {
  const named = context.ruleIds.filter((id) => patterns.some((pattern) => matchesRule(pattern, id)));
  return (
    named.length > 0 &&
    named.every((id) => {
      const lines = context.linesOf(id);
      return lines !== null && ![...lines].some((line) => coversLine(suppression, line));
    })
  );
}

const PLACES = { line: 'on its line', region: 'in its region', file: 'in this file' } as const;

function messageOf({ scope }: Suppression, unused: readonly SuppressedName[], what: string): string {
  const names = unused.slice(0, MAX_NAMED).map(({ written }) => written.replace(/^drift\//, ''));
  const more = unused.length > MAX_NAMED ? ` and ${unused.length - MAX_NAMED} more` : '';
  return `Nothing ${PLACES[scope]} is found by ${names.join(' or ')}${more}; delete ${what}`;
}
