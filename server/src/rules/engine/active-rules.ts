import type { LanguageId, RuleId } from '@drift/shared';

/** Ids that are on, by language; a language without any is left out. */
export type OnByLanguage = ReadonlyMap<LanguageId, ReadonlySet<RuleId>>;

/** What is run over a file: what is off is not even run. */
export interface ActiveRules {
  /** Rules that report by themselves. */
  readonly rules: OnByLanguage;
  /** Conventions that are observed: those that can be told about, or that a person asks to see. */
  readonly conventions: OnByLanguage;
}

/** Whether an id is on in a language; everything is where nothing says otherwise. */
export function isOnIn(on: OnByLanguage | undefined, language: LanguageId, id: RuleId): boolean {
  return on === undefined || on.get(language)?.has(id) === true;
}

/** True when two say the same. */
export function sameRules(a: ActiveRules, b: ActiveRules): boolean {
  return sameIds(a.rules, b.rules) && sameIds(a.conventions, b.conventions);
}

function sameIds(a: OnByLanguage, b: OnByLanguage): boolean {
  return a.size === b.size && [...a].every(([language, ids]) => sameSet(ids, b.get(language)));
}

function sameSet(a: ReadonlySet<RuleId>, b: ReadonlySet<RuleId> | undefined): boolean {
  return b !== undefined && a.size === b.size && [...a].every((id) => b.has(id));
}
