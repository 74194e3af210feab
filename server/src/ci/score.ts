import {
  type ReportFinding,
  SCORE_COMPONENTS,
  SCORE_WEIGHTS,
  type ScoreComponent,
  SEVERITIES,
  THRESHOLD,
} from '@drift/shared';
import { SEVERITY_COST, WARN_BAND } from './parameters.ts';
import { type PassResult, passOf } from './passes.ts';

/** Share of the score of each component; they sum to 1. */
export type Weights = Readonly<Record<ScoreComponent, number>>;

/** How the score of a run is made. */
export interface Scoring {
  /** Files that were looked at. */
  readonly files: number;
  readonly weights?: Weights;
}

/** One component of a score. */
export interface ComponentScore {
  readonly component: ScoreComponent;
  /** 0 to 100; `null` where its pass did not run. */
  readonly score: number | null;
  /** Its share among those that ran, 0 to 1; `null` where its pass did not run. */
  readonly weight: number | null;
}

/** A score with what it was made of; `null` where no component ran. */
export interface Score {
  readonly score: number | null;
  readonly components: readonly ComponentScore[];
}

/**
 * The score of a run: the mean of the components that ran, by their weights. A component is 100 less the share of the
 * files that its findings cost, a file costing as much as its worst finding.
 */
export function scoreOf(
  passes: readonly PassResult[],
  counted: readonly ReportFinding[],
  { files, weights = SCORE_WEIGHTS }: Scoring,
): Score {
  const ran = SCORE_COMPONENTS.filter((c) => passes.some((p) => p.name === c && isRun(p)));
  const total = ran.reduce((sum, c) => sum + weights[c], 0);
  const components = SCORE_COMPONENTS.map((component): ComponentScore => {
    if (!ran.includes(component)) return { component, score: null, weight: null };
    const own = counted.filter((f) => passOf(f.ruleId) === component);
    return {
      component,
      score: componentScore(own, files),
      weight: total === 0 ? 0 : rounded(weights[component] / total),
    };
  });
  // Components that count for nothing make no score.
  if (total === 0) return { score: null, components };
  const sum = components.reduce((s, c) => s + (c.score ?? 0) * (c.score === null ? 0 : weights[c.component]), 0);
  return { score: Math.round(Math.min(100, Math.max(0, sum / total))), components };
}

/** How a score stands to the threshold: at least that, up to ten points below, or less. */
export function gradeOf(score: number, threshold: number = THRESHOLD): 'pass' | 'warn' | 'fail' {
  if (score >= threshold) return 'pass';
  return score >= threshold - WARN_BAND ? 'warn' : 'fail';
}

function isRun({ status }: PassResult): boolean {
  return status === 'passed' || status === 'failed';
}

function componentScore(findings: readonly ReportFinding[], files: number): number {
  const worst = new Map<string, number>();
  for (const { path, severity } of findings) {
    const rank = SEVERITIES.indexOf(severity);
    worst.set(path, Math.min(rank, worst.get(path) ?? SEVERITIES.length));
  }
  const cost = [...worst.values()].reduce((sum, rank) => sum + SEVERITY_COST[SEVERITIES[rank] ?? 'hint'], 0);
  return rounded(100 * (1 - cost / Math.max(files, worst.size, 1)));
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}
