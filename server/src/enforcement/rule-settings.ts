import { type DriftConfig, LANGUAGES, type LanguageId, type RuleId, type Severity } from '@drift/shared';
import type { ConventionState } from '../analysis/conventions/snapshot.ts';
import type { NumberedDecision } from '../analysis/conventions/standing.ts';
import { type ActiveRules, isOnIn, type OnByLanguage } from '../rules/engine/active-rules.ts';
import { acrossFiles, type Convention } from '../rules/engine/convention.ts';
import { maturityIn, type Rated, type RuleMeta } from '../rules/engine/rule.ts';
import {
  CONVENTIONS,
  FILE_RULES,
  NUMERIC_FEATURES,
  PATTERN_RULES,
  PROJECT_RULES,
  SUPPRESSION_RULES,
} from '../rules/registry.ts';

/** What the surfaces need to know of a rule or convention. */
export interface RuleInfo extends Omit<RuleMeta, 'inTests' | 'precision'> {
  readonly kind: 'rule' | 'convention' | 'outlier';
}

/** Everything that can be reported, by id. */
export const RULES: ReadonlyMap<RuleId, RuleInfo> = new Map(
  [
    ...[...FILE_RULES, ...PROJECT_RULES, ...SUPPRESSION_RULES, ...PATTERN_RULES].map(
      (r): RuleInfo => ({ ...r.meta, kind: 'rule' }),
    ),
    ...CONVENTIONS.map(
      (c): RuleInfo => ({
        id: c.id,
        title: c.title,
        category: 'pattern',
        languages: c.languages,
        severity: 'warning',
        ...ratedOf(c),
        since: c.since,
        cwe: [],
        owasp: [],
        fix: c.fix,
        kind: 'convention',
      }),
    ),
    ...NUMERIC_FEATURES.map(
      (f): RuleInfo => ({
        id: f.id,
        title: f.title,
        category: 'pattern',
        languages: f.languages,
        severity: 'warning',
        ...ratedOf(f),
        since: f.since,
        cwe: [],
        owasp: [],
        fix: f.fixes === undefined ? 'none' : 'unsafe',
        kind: 'outlier',
      }),
    ),
  ].map((info) => [info.id, info] as const),
);

function ratedOf({ maturity, incubatingIn }: Rated): Rated {
  return { maturity, ...(incubatingIn === undefined ? {} : { incubatingIn }) };
}

/** What is on under a configuration, by language: rules, and conventions that are on or that people decided about. */
export function activeRules(config: DriftConfig, decisions: readonly NumberedDecision[]): ActiveRules {
  const rules = [...RULES.values()].filter((r) => r.kind === 'rule');
  return {
    rules: byLanguage((language) => rules.filter((r) => severityOf(config, r, language, r.severity) !== null)),
    conventions: byLanguage((language) => {
      const decided = decidedIn(decisions, language);
      return CONVENTIONS.filter(
        (c) => severityOf(config, decided.has(c) ? askedFor(c) : c, language, 'warning') !== null,
      );
    }),
  };
}

/** Every convention in every language, for lists that show also what is off. */
export function everyConvention(): OnByLanguage {
  return byLanguage(() => CONVENTIONS);
}

/** Every convention that one file alone shows, and those that are on anyway: nobody follows an import for what is off. */
export function everyLocalConvention({ conventions }: ActiveRules): OnByLanguage {
  return byLanguage((language) =>
    CONVENTIONS.filter((c) => acrossFiles(c, language) === null || isOnIn(conventions, language, c.id)),
  );
}

function byLanguage(on: (language: LanguageId) => readonly Pick<RuleMeta, 'id' | 'languages'>[]): OnByLanguage {
  return new Map(
    LANGUAGES.map((language) => [
      language,
      new Set(on(language).flatMap((r) => (r.languages.includes(language) ? [r.id] : []))),
    ]),
  );
}

/** Conventions that a team asked for in a language. */
function decidedIn(decisions: readonly NumberedDecision[], language: LanguageId): ReadonlySet<Convention> {
  return new Set(
    decisions.flatMap((d) => {
      const convention = CONVENTIONS[d.convention];
      const speaks = d.status !== 'rejected' && (d.language ?? language) === language;
      return convention === undefined || !speaks ? [] : [convention];
    }),
  );
}

/** False when nothing can be reported: every rule is off, and so is every convention that is not decided. */
export function anyRuleOn(config: DriftConfig, decisions: readonly NumberedDecision[]): boolean {
  const { rules, conventions } = activeRules(config, decisions);
  const outliers = [...RULES.values()].filter((r) => r.kind === 'outlier');
  return (
    [...rules.values(), ...conventions.values()].some((ids) => ids.size > 0) ||
    outliers.some((r) => r.languages.some((language) => severityOf(config, r, language, r.severity) !== null))
  );
}

/** Severity a rule reports with in a language under a configuration, or `null` when it is off. */
export function severityOf(
  config: DriftConfig,
  rule: Rated & { readonly id: RuleId },
  language: LanguageId,
  severity: Severity,
): Severity | null {
  const level = config.analysis.severity[rule.id];
  if (level === 'off') return null;
  if (level !== undefined) return level;
  const { incubating } = config.analysis;
  const maturity = maturityIn(rule, language);
  const asked = maturity === 'incubating' && (incubating === 'all' || incubating.includes(rule.id));
  return maturity === 'stable' || asked ? severity : null;
}

/** As `severityOf`. What the team decided is asked for, whatever the key's measured precision on other code. */
export function conventionSeverity(
  config: DriftConfig,
  convention: Convention,
  { language, decision }: Pick<ConventionState, 'language' | 'decision'>,
  severity: Severity,
): Severity | null {
  const isAsked = decision !== null && decision.status !== 'rejected';
  return severityOf(config, isAsked ? askedFor(convention) : convention, language, severity);
}

function askedFor({ id }: Convention): Rated & { readonly id: RuleId } {
  return { id, maturity: 'stable' };
}
