import type { Evidence, RelatedPlace, Span, Tier } from '@drift/shared';
import type { Pattern, PatternMatcher } from '../../analysis/shapes/pattern.ts';
import type { FileView } from './file-view.ts';
import type { Report, RuleMeta } from './rule.ts';

/** What a rule says about a function that departs from others of its kind. */
export interface PatternReport extends Report {
  readonly confidence: number;
  readonly tier: Tier;
  readonly evidence: Evidence;
  /** The whole function: where it is damaged nothing is told. */
  readonly within: Span;
  /** What the finding is about: part of its identity, beside the function. */
  readonly subject: string;
  /** Places that do it the usual way, in order of path; the nearest ones are shown. */
  readonly examples: readonly RelatedPlace[];
}

/** A rule that compares the functions of a file with the frozen patterns of the project. It must not keep state. */
export interface PatternRule {
  readonly scope: 'pattern';
  readonly meta: RuleMeta;
  check(view: FileView, patterns: PatternMatcher<Pattern>, report: (finding: PatternReport) => void): void;
}

/** Declares a rule that judges by the frozen patterns. */
export function definePatternRule(rule: Omit<PatternRule, 'scope'>): PatternRule {
  return { scope: 'pattern', ...rule };
}
