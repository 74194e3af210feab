import { suppressionsOf } from '../../../facts/suppression-comments.ts';
import { isRuleName, nearestRule } from '../../engine/nearest-rule.ts';
import { defineRule } from '../../engine/rule.ts';

/** Flags suppressions that name a rule there is not: they silence nothing. */
export const unknownRuleInSuppression = defineRule({
  meta: {
    id: 'drift/config/unknown-rule-in-suppression',
    title: 'Suppression of a rule that does not exist',
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
    for (const { rules, reason, leads, start, end } of suppressionsOf(view.facts)) {
      const unknown = rules.find((name) => !isRuleName(name));
      if (!leads || reason === '' || unknown === undefined) continue;
      report({ start, end, message: messageOf(unknown) });
    }
  },
});

const MAX_NAME = 40;

function messageOf(unknown: string): string {
  const near = nearestRule(unknown);
  const name = short(unknown).slice(0, MAX_NAME);
  return `There is no rule ${name}; ${near === null ? 'drift rules lists them' : `did you mean ${short(near)}?`}`;
}

function short(id: string): string {
  return id.startsWith('drift/') ? id.slice('drift/'.length) : id;
}
