import { byCodeUnit } from '@drift/shared';
import { pairsAmong, verified } from './alike-pairs.ts';
import { banded } from './candidates.ts';
import { COPY_BANDING, DUPLICATE_FLAG, DUPLICATE_MERGE, MIN_SET_TO_MERGE } from './parameters.ts';
import type { Stepwise } from './stepwise.ts';

/** A set of features under a name. */
export interface NamedSet {
  readonly id: string;
  readonly features: Uint32Array;
}

/** Two sets that are nearly the same; `a` comes before `b`. */
export interface DuplicatePair {
  readonly a: string;
  readonly b: string;
  readonly similarity: number;
  /** Merged where they are so alike, and large enough, that they are one. */
  readonly action: 'merged' | 'flagged';
}

/** Pairs from 0.85 on, the most similar first, then by name. Candidates come from banding, decisions from exact sets. */
export function* duplicatePairs(sets: readonly NamedSet[]): Stepwise<readonly DuplicatePair[]> {
  const ordered = [...sets].sort((x, y) => byCodeUnit(x.id, y.id));
  const features = ordered.map((s) => s.features);
  const likeness = { banding: COPY_BANDING, least: DUPLICATE_FLAG };
  const pairs = yield* pairsAmong(banded(features, COPY_BANDING), likeness);
  return verified(pairs)
    .map(({ a, b, similarity }): DuplicatePair => {
      const large = Math.min(features[a]?.length ?? 0, features[b]?.length ?? 0) >= MIN_SET_TO_MERGE;
      const action = similarity >= DUPLICATE_MERGE && large ? 'merged' : 'flagged';
      return { a: ordered[a]?.id ?? '', b: ordered[b]?.id ?? '', similarity, action };
    })
    .sort((x, y) => y.similarity - x.similarity || byCodeUnit(x.a, y.a) || byCodeUnit(x.b, y.b));
}

/** Names that merge into another one, with that one. A set takes part in one merge at most: A~B and B~C do not join A and C. */
export function mergesOf(
  pairs: readonly DuplicatePair[],
  preferred: (a: string, b: string) => string,
): Map<string, string> {
  const into = new Map<string, string>();
  const taken = new Set<string>();
  for (const { a, b, action } of pairs) {
    if (action !== 'merged' || taken.has(a) || taken.has(b)) continue;
    const kept = preferred(a, b);
    into.set(kept === a ? b : a, kept);
    taken.add(a).add(b);
  }
  return into;
}
