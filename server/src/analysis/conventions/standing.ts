import type { Decision, LanguageId, Severity, Tier } from '@drift/shared';
import type { Category } from './category.ts';
import type { Scope } from './scopes.ts';
import { isWithin } from './scopes.ts';
import type { Population } from './tally.ts';

/** A decision with its convention's number in place of its key. */
export interface NumberedDecision extends Decision {
  readonly convention: number;
}

/** One question: which convention, where. */
export interface Question {
  readonly convention: number;
  readonly language: LanguageId;
  readonly population: Population;
}

/** What deviations are judged by. */
export interface Enforcement {
  readonly expected: string;
  readonly severity: Severity;
  /** A decided answer that the code does not follow yet: only new places are told. */
  readonly newOnly: boolean;
}

/** The decisions that concern one question. */
export function decisionsFor(question: Question, all: readonly NumberedDecision[]): readonly NumberedDecision[] {
  return all.filter(
    (d) =>
      d.convention === question.convention &&
      (d.language ?? question.language) === question.language &&
      (d.population ?? question.population) === question.population,
  );
}

/** The decision in force in a scope: that of the narrowest directory around it, the more specific one among equals. */
export function decisionIn(scope: Scope, decisions: readonly NumberedDecision[]): NumberedDecision | null {
  let best: NumberedDecision | null = null;
  for (const d of decisions) {
    const path = d.scope ?? '';
    if (!isWithin(scope.path, path)) continue;
    // A habit that a directory shows by itself stands against what was approved for more than it.
    if (d.status === 'approved' && path !== scope.path) continue;
    if (best === null || rank(d) > rank(best)) best = d;
  }
  return best;
}

function rank(d: NumberedDecision): number {
  return (d.scope ?? '').length * 4 + (d.language === undefined ? 0 : 2) + (d.population === undefined ? 0 : 1);
}

/** How well the code supports its leading answer. */
export interface Support {
  readonly category: Category;
  readonly tier: Tier;
  /** True where the files would settle the question if they did not lie so close together. */
  readonly settledButClustered: boolean;
  /** True with enough files and sites. */
  readonly enough: boolean;
}

/**
 * What is enforced where nobody decided anything: settled answers, and as information those that would be settled if
 * the files did not lie in a few directories, as in every small project.
 */
export function learnedEnforcement(leader: string, support: Support): Enforcement | null {
  const { category, tier, settledButClustered, enough } = support;
  if (!enough || (category !== 'universal' && category !== 'projectSpecific')) return null;
  if (tier === 'established')
    return { expected: leader, severity: category === 'universal' ? 'warning' : 'info', newOnly: false };
  return settledButClustered ? { expected: leader, severity: 'info', newOnly: false } : null;
}

/** What is enforced under a decision; `supported` says whether the code follows the approved answer well enough. */
export function decidedEnforcement(
  decision: NumberedDecision,
  learned: Enforcement | null,
  state: { readonly category: Category; readonly supported: boolean; readonly sites: number },
): Enforcement | null {
  const { status, value, severity } = decision;
  if (status === 'rejected')
    return value === undefined || learned === null || learned.expected === value ? null : learned;
  if (value === undefined) return null;
  if (status === 'pinned') return { expected: value, severity: severity ?? 'warning', newOnly: false };
  // What nobody has done here yet, in this way or another, has nothing to depart from.
  if (state.sites === 0) return null;
  if (!state.supported) return { expected: value, severity: 'hint', newOnly: true };
  return {
    expected: value,
    severity: severity ?? (state.category === 'universal' ? 'error' : 'warning'),
    newOnly: false,
  };
}
