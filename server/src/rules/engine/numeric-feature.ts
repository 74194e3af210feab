import type { Fix, LanguageId, RuleFinding, RuleId, Span } from '@drift/shared';
import type { FeatureShape } from '../../analysis/outliers/limits.ts';
import type { FileView } from './file-view.ts';
import type { FixContext, Precision, Rated } from './rule.ts';

/** One value of a feature, at one place. */
export interface Measure extends Span {
  readonly value: number;
  /** Narrows the population to what is comparable, such as the calls of one function. */
  readonly family?: string;
}

/** What a message can be made of. */
export interface OutlierWords {
  /** The measured symbol, file or setting. */
  readonly name: string;
  readonly value: number;
  readonly median: number;
  readonly limit: number | null;
  readonly family: string;
}

/**
 * A number that code has: `measure` reports it for each place where comparing makes sense. Places that are large by
 * their role (a parser, a table, a composition root) are not reported and so belong to no population.
 */
export interface NumericFeature extends Rated {
  readonly id: RuleId;
  readonly title: string;
  readonly languages: readonly LanguageId[];
  readonly since: string;
  readonly precision?: Precision;
  /** What is measured, in the plural: `functions`. */
  readonly sites: string;
  readonly subject: 'symbol' | 'file' | 'setting';
  readonly shape: FeatureShape;
  /** True where test code is measured too, as a population of its own. */
  readonly inTests: boolean;
  measure(view: FileView, report: (measure: Measure) => void): void;
  /** Edits of which each may bring the value down, the best first, or why there are none, as part of a sentence. */
  fixes?(context: FixContext, finding: RuleFinding): readonly Fix[] | string;
  /** What is wrong, in at most 120 characters. */
  say(words: OutlierWords): string;
}

/** Declares a numeric feature. */
export function defineNumericFeature(feature: NumericFeature): NumericFeature {
  return feature;
}

/** The message of a count that is too high: `` `x` has 14 parameters; functions here have a median of 2 (…) ``. */
export function sayCount(what: string, sites: string): (words: OutlierWords) => string {
  return ({ name, value, median, limit }) =>
    `\`${name}\` ${what.replace('#', String(value))}; ${sites} here have a median of ${median}${limit === null ? '' : ` (limit for this code base ${limit})`}`;
}

/** Longest message of a finding. */
const MAX_MESSAGE = 120;

/** What a feature says, its name shortened until the message fits. */
export function messageFor(feature: NumericFeature, words: OutlierWords): string {
  const whole = feature.say(words);
  const excess = whole.length - MAX_MESSAGE;
  if (excess <= 0) return whole;
  return feature.say({ ...words, name: `${words.name.slice(0, Math.max(1, words.name.length - excess - 1))}…` });
}
