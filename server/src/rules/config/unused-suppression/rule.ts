import { coversLine, type Suppression, suppressionsOf } from '../../../facts/suppression-comments.ts';
import type { ProjectIndex } from '../../../index/project-index.ts';
import { LineTable } from '../../../syntax/line-table.ts';
import { speaksIn } from '../../engine/analyze-file.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineProjectRule, type Rule } from '../../engine/rule.ts';

/** Rules named in a message; a suppression that lists more is rare. */
const MAX_NAMED = 2;

/**
 * Flags suppressions of rules that find nothing there. Conventions are left alone: whether they speak depends on the
 * rest of the code, and so is a file that could not be read completely.
 */
export const unusedSuppression = defineProjectRule({
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
    fix: 'none',
    inTests: true,
    precision: { corpus: '10k', sample: 0, precision: 1 },
  },
  check(view, index, report, others) {
    const suppressions = suppressionsOf(view.facts).filter((s) => s.leads && s.reason !== '' && s.lines !== null);
    if (suppressions.length === 0 || view.table('damage').length > 0) return;
    const lines = LineTable.fromRows(view.facts.lineStarts, view.facts.textLength);
    const found = new Map<Rule, readonly number[]>();
    for (const s of suppressions) {
      const unused = others.filter((rule) => {
        if (!s.rules.includes(rule.meta.id) || !isCertain(rule, view)) return false;
        const starts = found.get(rule) ?? startsOf(rule, view, index, others);
        found.set(rule, starts);
        return !starts.some((start) => coversLine(s, lines.lineOf(start)));
      });
      if (unused.length > 0) report({ start: s.start, end: s.end, message: messageOf(s, unused) });
    }
  },
});

/** Only what is measured, runs here and says the same whatever else is suppressed. */
function isCertain(rule: Rule, view: FileView): boolean {
  return rule.meta.maturity === 'stable' && rule.meta.category !== 'config' && speaksIn(rule, view);
}

function startsOf(rule: Rule, view: FileView, index: ProjectIndex, others: readonly Rule[]): readonly number[] {
  const starts: number[] = [];
  if (rule.scope === 'file') rule.check(view, (r) => starts.push(r.start));
  else rule.check(view, index, (r) => starts.push(r.start), others);
  return starts;
}

const PLACES = { line: 'on its line', region: 'in its region', file: 'in this file' } as const;

function messageOf({ scope }: Suppression, unused: readonly Rule[]): string {
  const names = unused.slice(0, MAX_NAMED).map((r) => r.meta.id.slice('drift/'.length));
  const more = unused.length > MAX_NAMED ? ` and ${unused.length - MAX_NAMED} more` : '';
  return `Nothing ${PLACES[scope]} is found by ${names.join(' or ')}${more}; delete the suppression`;
}
