import { isRuleName, nearestRule } from '../../engine/nearest-rule.ts';
import { defineSuppressionRule } from '../../engine/rule.ts';

/** Flags suppressions that name a rule there is not: they silence nothing. */
export const unknownRuleInSuppression = defineSuppressionRule({
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
    fix: 'unsafe',
    inTests: true,
    precision: { corpus: '10k', sample: 0, precision: 1 },
  },
  check(_view, { suppressions, stateOf }, report) {
    for (const s of suppressions) {
      if (!s.leads || stateOf(s) === 'unreasoned') continue;
      for (const { written, patterns, start, end } of s.names) {
        // A group stands for several areas, not all of which need to be there.
        if (patterns.some(isRuleName)) continue;
        const near = nearestRule(written);
        report({ start, end, message: messageOf(written, near) });
      }
    }
  },
  fix({ view, text }, { start, end }) {
    const near = nearestRule(text.slice(start, end));
    if (near === null) return 'no rule has a name like it';
    const newText = short(near);
    return { title: `Write ${newText}`, kind: 'unsafe', edits: [{ file: view.file, start, end, newText }] };
  },
});

const MAX_NAME = 40;

function messageOf(written: string, near: string | null): string {
  const name = short(written).slice(0, MAX_NAME);
  return `There is no rule ${name}; ${near === null ? 'drift rules lists them' : `did you mean ${short(near)}?`}`;
}

function short(id: string): string {
  return id.startsWith('drift/') ? id.slice('drift/'.length) : id;
}
