import type { DriftConfig, RuleId, Severity } from '@drift/shared';
import type { NumberedDecision } from '../analysis/conventions/standing.ts';
import type { Maturity, RuleMeta } from '../rules/engine/rule.ts';
import { CONVENTIONS, FILE_RULES, NUMERIC_FEATURES, PATTERN_RULES, PROJECT_RULES } from '../rules/registry.ts';

/** What the surfaces need to know of a rule or convention. */
export interface RuleInfo extends Omit<RuleMeta, 'inTests' | 'precision'> {
  readonly kind: 'rule' | 'convention' | 'outlier';
}

/** Everything that can be reported, by id. */
export const RULES: ReadonlyMap<RuleId, RuleInfo> = new Map(
  [
    ...[...FILE_RULES, ...PROJECT_RULES, ...PATTERN_RULES].map((r): RuleInfo => ({ ...r.meta, kind: 'rule' })),
    ...CONVENTIONS.map(
      (c): RuleInfo => ({
        id: c.id,
        title: c.title,
        category: 'pattern',
        languages: c.languages,
        severity: 'warning',
        maturity: c.maturity,
        since: c.since,
        cwe: [],
        owasp: [],
        fix: c.fix,
        kind: 'convention',
      }),
    ),
    ...NUMERIC_FEATURES.map(
      ({ id, title, languages, maturity, since }): RuleInfo => ({
        id,
        title,
        category: 'pattern',
        languages,
        severity: 'warning',
        maturity,
        since,
        cwe: [],
        owasp: [],
        fix: 'none',
        kind: 'outlier',
      }),
    ),
  ].map((info) => [info.id, info] as const),
);

/** Ids of the rules that are on under a configuration, in order; conventions and numbers are always observed. */
export function activeRules(config: DriftConfig): readonly RuleId[] {
  return [...RULES.values()]
    .filter((r) => r.kind === 'rule' && severityOf(config, r.id, r.maturity, r.severity) !== null)
    .map((r) => r.id);
}

/** False when nothing can be reported: every rule is off, and so is every convention that is not decided. */
export function anyRuleOn(config: DriftConfig, decisions: readonly NumberedDecision[]): boolean {
  const decided = new Set(decisions.flatMap((d) => (d.status === 'rejected' ? [] : [CONVENTIONS[d.convention]?.id])));
  return [...RULES.values()].some(
    (r) => severityOf(config, r.id, decided.has(r.id) ? 'stable' : r.maturity, r.severity) !== null,
  );
}

/** Severity a rule reports with under a configuration, or `null` when it is off. */
export function severityOf(config: DriftConfig, id: RuleId, maturity: Maturity, severity: Severity): Severity | null {
  const level = config.analysis.severity[id];
  if (level === 'off') return null;
  if (level !== undefined) return level;
  const { incubating } = config.analysis;
  const on = maturity === 'stable' || (maturity === 'incubating' && (incubating === 'all' || incubating.includes(id)));
  return on ? severity : null;
}
