import { defineSuppressionRule } from '../../engine/rule.ts';
import { deletion, NOT_THERE, suppressionAt } from '../directive-fix.ts';

/** Flags suppressions whose end was past at the commit that findings are judged against. */
export const suppressionExpired = defineSuppressionRule({
  meta: {
    id: 'drift/config/suppression-expired',
    title: 'Suppression that has expired',
    category: 'config',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '1.0.0',
    cwe: [],
    owasp: [],
    fix: 'safe',
    inTests: true,
    precision: { corpus: '10k', sample: 0, precision: 1 },
  },
  check(_view, { suppressions, stateOf }, report) {
    for (const s of suppressions) {
      if (stateOf(s) !== 'expired') continue;
      const message = `This suppression ended on ${s.expires}; mend what it hid, or give it a new end`;
      report({ start: s.start, end: s.end, message });
    }
  },
  fix(context, finding) {
    const expired = suppressionAt(context, finding);
    return expired === null ? NOT_THERE : deletion(context, expired);
  },
});
