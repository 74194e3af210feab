import { byCodeUnit } from '@drift/shared';
import { type AuditAnomaly, anomaliesOf, lately } from './anomalies.ts';
import type { AuditPattern } from './audit-pattern.ts';
import { type CategoryHealth, categoryHealth } from './category-health.ts';
import { type CrossValidationIssue, crossValidate } from './cross-validation.ts';
import { degradationOf, isComparable } from './degradation.ts';
import { type DuplicateGroup, duplicateGroups } from './duplicate-groups.ts';
import { factorsOf, healthScore } from './factors.ts';
import { type HealthPrediction, type NoPrediction, predictHealth } from './prediction.ts';
import { type Recommendation, recommendationFor } from './recommendations.ts';
import type { AuditScope, AuditSnapshot } from './snapshot.ts';
import { type AuditTrends, trendsOf } from './trends.ts';

/** What is audited, and what is known from before. */
export interface AuditInput {
  readonly scope: AuditScope;
  /** Time of what is audited, in milliseconds since 1970; history of that time and later is passed over. */
  readonly time: number;
  readonly patterns: readonly AuditPattern[];
  readonly totalFiles: number;
  readonly newFindings: number;
  /** Earlier audits in any order; those of other scopes are passed over. */
  readonly history: readonly AuditSnapshot[];
}

/** What is proposed for one pattern. */
export interface PatternRecommendation {
  readonly pattern: AuditPattern;
  readonly recommendation: Recommendation;
}

/** What an audit says. */
export interface AuditResult {
  readonly snapshot: AuditSnapshot;
  /** When the audit was made that this one is compared with; `null` without one. */
  readonly comparedWith: number | null;
  readonly categories: readonly CategoryHealth[];
  readonly trends: AuditTrends;
  readonly prediction: HealthPrediction | NoPrediction;
  readonly anomalies: readonly AuditAnomaly[];
  /** Earlier audits that anomalies were looked for by. */
  readonly anomalyPoints: number;
  readonly duplicates: readonly DuplicateGroup[];
  readonly issues: readonly CrossValidationIssue[];
  readonly recommendations: readonly PatternRecommendation[];
}

/** One audit. A pure function of its input; whether it is kept is another question. */
export function audit(input: AuditInput): AuditResult {
  const { scope, time } = input;
  const history = input.history
    .filter((s) => s.scanRoot === scope.scanRoot && s.branch === scope.branch && s.time < time)
    .sort((a, b) => a.time - b.time);
  const all = [...input.patterns].sort((a, b) => byCodeUnit(a.id, b.id));
  // What people's feedback switched off says nothing about health, but is still proposed for a look.
  const patterns = all.filter((p) => !p.disabled);
  // A convention that somebody rejected is none any more.
  const duplicates = duplicateGroups(patterns.filter((p) => p.status !== 'ignored'));
  const issues = crossValidate(patterns);
  const recommendations = recommended(all, duplicates, issues);
  const measured = measure(input, patterns, { duplicates, recommendations });
  const newest = history.at(-1) ?? null;
  const previous = newest !== null && isComparable(measured, newest) ? newest : null;
  const snapshot = { ...measured, categoryScores: {}, alerts: degradationOf(measured, previous) };
  const categories = categoryHealth(patterns, previous?.categoryScores ?? {});
  const scores = categories.flatMap((c) => (c.score === null ? [] : [[c.category, c.score] as const]));
  const kept: AuditSnapshot = { ...snapshot, categoryScores: Object.fromEntries(scores) };
  const series = [...history, kept];
  return {
    snapshot: kept,
    comparedWith: previous?.time ?? null,
    categories,
    trends: trendsOf(series, time),
    prediction: predictHealth(series),
    anomalies: anomaliesOf(kept, history),
    anomalyPoints: lately(time, history).length,
    duplicates,
    issues,
    recommendations,
  };
}

function recommended(
  patterns: readonly AuditPattern[],
  duplicates: readonly DuplicateGroup[],
  issues: readonly CrossValidationIssue[],
): readonly PatternRecommendation[] {
  const grouped = new Set(duplicates.flatMap((g) => g.ids));
  const wrong = new Set(issues.filter((i) => i.level === 'error').map((i) => i.id));
  return patterns.flatMap((pattern) => {
    const context = { isDuplicate: grouped.has(pattern.id), hasErrorIssue: wrong.has(pattern.id) };
    const recommendation = recommendationFor(pattern, context);
    return recommendation === null ? [] : [{ pattern, recommendation }];
  });
}

function measure(
  { scope, time, totalFiles, newFindings }: AuditInput,
  patterns: readonly AuditPattern[],
  found: Pick<AuditResult, 'duplicates' | 'recommendations'>,
): AuditSnapshot {
  const grouped = new Set(found.duplicates.flatMap((g) => g.ids)).size;
  const factors = factorsOf(patterns, { duplicates: grouped, crossValidationRate: null });
  const inForce = patterns.filter((p) => p.status !== 'ignored');
  const of = (status: AuditPattern['status']): number => patterns.filter((p) => p.status === status).length;
  return {
    scanRoot: scope.scanRoot,
    branch: scope.branch,
    time,
    totalFiles,
    healthScore: healthScore(factors),
    factors,
    patterns: patterns.length,
    approved: of('approved'),
    discovered: of('discovered'),
    ignored: of('ignored'),
    locations: inForce.reduce((sum, p) => sum + p.locations, 0),
    outliers: inForce.reduce((sum, p) => sum + p.outliers, 0),
    duplicateGroups: found.duplicates.length,
    falsePositives: found.recommendations.filter(
      (r) => r.recommendation === 'likelyFalsePositive' && !r.pattern.disabled,
    ).length,
    newFindings,
    categoryScores: {},
    alerts: [],
  };
}
