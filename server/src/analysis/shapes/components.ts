import type { Banding } from './candidates.ts';
import { candidatePairs } from './candidates.ts';
import { jaccard } from './jaccard.ts';
import { CHUNK } from './parameters.ts';
import type { Stepwise } from './stepwise.ts';

/** Two sets by their indexes, with their exact Jaccard index. */
export interface VerifiedPair {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/** The proposed pairs that are alike at least as much as asked, in order of their indexes. */
export function* verifiedPairs(
  sets: readonly Uint32Array[],
  signatures: readonly Uint32Array[],
  banding: Banding,
  least: number,
): Stepwise<readonly VerifiedPair[]> {
  const out: VerifiedPair[] = [];
  let done = 0;
  for (const [a, b] of yield* candidatePairs(signatures, banding)) {
    if (++done % CHUNK === 0) yield;
    const [left, right] = [sets[a], sets[b]];
    if (left === undefined || right === undefined) continue;
    const similarity = jaccard(left, right);
    if (similarity >= least) out.push({ a, b, similarity });
  }
  return out;
}

/** Sets of indexes that pairs connect, each in ascending order, by their first index; single ones are left out. */
export function connected(pairs: readonly VerifiedPair[]): readonly (readonly number[])[] {
  const parents = new Map<number, number>();
  const rootOf = (i: number): number => {
    let at = i;
    for (let up = parents.get(at) ?? at; up !== at; up = parents.get(at) ?? at) {
      parents.set(at, parents.get(up) ?? up);
      at = up;
    }
    return at;
  };
  for (const { a, b } of pairs) {
    const [x, y] = [rootOf(a), rootOf(b)];
    parents.set(Math.max(x, y), Math.min(x, y));
    if (!parents.has(Math.min(x, y))) parents.set(Math.min(x, y), Math.min(x, y));
  }
  const groups = new Map<number, number[]>();
  for (const i of [...parents.keys()].sort((x, y) => x - y)) {
    const root = rootOf(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [i]);
    else group.push(i);
  }
  return [...groups.values()].filter((g) => g.length > 1);
}

/** The connected sets at each level, from the loosest level on: a tight kind lies inside a loose one. */
export function levelledComponents(
  pairs: readonly VerifiedPair[],
  levels: readonly number[],
): readonly (readonly number[])[] {
  return levels.flatMap((level) => connected(pairs.filter((p) => p.similarity >= level)));
}
