import type { DriftConfig, RuleFinding, RuleId } from '@drift/shared';
import { FileFlag } from '../facts/file-facts.ts';
import { directivesOf } from '../facts/suppression-comments.ts';
import { MAX_FINDINGS_PER_RULE, snippetOf, speaksIn, toFindings } from '../rules/engine/analyze-file.ts';
import { damagedRanges, touches } from '../rules/engine/damaged-ranges.ts';
import type { FileView } from '../rules/engine/file-view.ts';
import { maturityIn, type Report, type SuppressionContext } from '../rules/engine/rule.ts';
import { type SuppressionSettings, stateOf } from '../rules/engine/suppression-state.ts';
import { FILE_RULES, PROJECT_RULES, SUPPRESSION_RULES } from '../rules/registry.ts';
import { RULES, severityOf } from './rule-settings.ts';

/** What the rules about suppressions are judged by. */
export interface SuppressionQuestion {
  readonly config: DriftConfig;
  readonly settings: SuppressionSettings;
  /** Lines (0-based) of everything that was found, suppressed or not; `null` while not every rule was asked. */
  readonly found: ReadonlyMap<RuleId, readonly number[]> | null;
}

const RULE_IDS: readonly RuleId[] = [...RULES.keys()];
const EXACT = new Map([...FILE_RULES, ...PROJECT_RULES].map((rule) => [rule.meta.id, rule] as const));

/** What the rules about suppressions say of a file: a function of it and of what the other rules found. */
export function suppressionFindings(view: FileView, question: SuppressionQuestion): readonly RuleFinding[] {
  if (!view.facts.has(FileFlag.directives)) return [];
  const directives = directivesOf(view.facts);
  const context: SuppressionContext = {
    ...directives,
    stateOf: (s) => stateOf(s, question.settings),
    ruleIds: RULE_IDS,
    linesOf: (id) => linesOf(id, view, question),
  };
  return SUPPRESSION_RULES.flatMap((rule) => {
    if (!speaksIn(rule, view)) return [];
    const reports: Report[] = [];
    rule.check(view, context, (r) => reports.push(r));
    if (reports.length === 0) return [];
    const damaged = damagedRanges(view.facts);
    const sound = reports.filter((r) => !touches(damaged, r));
    return toFindings(rule, view, sound, (start, end) => commentText(view, start, end));
  });
}

/** Only of what is measured, runs here and was told in full it is certain what it finds. */
function linesOf(id: RuleId, view: FileView, { config, found }: SuppressionQuestion): ReadonlySet<number> | null {
  const rule = EXACT.get(id);
  if (found === null || rule === undefined || !speaksIn(rule, view)) return null;
  if (maturityIn(rule.meta, view.language) !== 'stable') return null;
  if (severityOf(config, rule.meta, view.language, rule.meta.severity) === null) return null;
  const lines = found.get(id) ?? [];
  return lines.length >= MAX_FINDINGS_PER_RULE ? null : new Set(lines);
}

function commentText(view: FileView, start: number, end: number): string {
  for (const c of view.table('comments'))
    if (c.start <= start && end <= c.end) return snippetOf(c.text, start - c.start, end - c.start);
  return '';
}
