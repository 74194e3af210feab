import type { Fix, LanguageId, RuleFinding, RuleId, Span } from '@drift/shared';
import type { FileView } from './file-view.ts';
import type { FixContext, Precision, Rated } from './rule.ts';

/** One answer to a convention's question, at one place. */
export interface Observation extends Span {
  /** `null` where the question applies but its answer cannot be told: counted as an abstention, never as "other". */
  readonly value: string | null;
}

/**
 * One question with exclusive answers, in an applicability set. `observe` reports every applicable place with its
 * answer, or with `null` where it cannot be told; a place where the question does not arise is not reported.
 */
export interface Convention extends Rated {
  readonly id: RuleId;
  readonly title: string;
  readonly languages: readonly LanguageId[];
  readonly since: string;
  readonly fix: 'none' | 'safe' | 'unsafe';
  /** What an unsafe fix may change, for whoever is about to apply it. */
  readonly caution?: string;
  readonly precision?: Precision;
  /** What one vote is about, in the plural: `functions`, `catch clauses`. */
  readonly sites: string;
  /** Every answer that a place can show; `open` where names of people's own are answers too. */
  readonly answers: readonly string[] | 'open';
  /**
   * Share of the sites (0 to 1) that the leading answer needs before others are told, where nobody decided: for
   * questions whose rarer answer is meant in whole parts of a code base as long as it is not rare indeed.
   */
  readonly leastShare?: number;
  observe(view: FileView, report: (observation: Observation) => void): void;
  /**
   * False where a deviation from `expected` must not be flagged although it counts as a vote, for example a
   * one-word name that fits several styles.
   */
  deviates?(actual: string, expected: string): boolean;
  /** How a value is called in a message; the value itself by default. */
  describe?(value: string): string;
  /** The edit that gives a place the expected answer, or why there is none, as part of a sentence. */
  fixFor?(context: FixContext, finding: RuleFinding, expected: string): Fix | string;
}

/** Declares a convention key. */
export function defineConvention(convention: Convention): Convention {
  return convention;
}
