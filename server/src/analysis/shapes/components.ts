import type { Banding } from './candidates.ts';
import { candidatePairs } from './candidates.ts';
import { jaccard } from './jaccard.ts';

/** Two sets by their indexes, with their exact Jaccard index. */
export interface VerifiedPair {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/** The proposed pairs that are alike at least as much as asked, in order of their indexes. */
export function verifiedPairs(
  sets: readonly Uint32Array[],
  signatures: readonly Uint32Array[],
  banding: Banding,
  least: number,
): readonly VerifiedPair[] {
  const out: VerifiedPair[] = [];
  for (const [a, b] of candidatePairs(signatures, banding)) {
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

/**
 * Joins sets at the first level and splits what does not hold together by joining it anew at the next. Gives the
 * components that `holds` accepts; those that no level makes acceptable are dropped.
 */
export function cohesiveComponents(
  pairs: readonly VerifiedPair[],
  levels: readonly number[],
  holds: (component: readonly number[]) => boolean,
): readonly (readonly number[])[] {
  const [level, ...higher] = levels;
  if (level === undefined) return [];
  const joined = pairs.filter((p) => p.similarity >= level);
  const componentOf = new Map<number, number>();
  const components = connected(joined);
  components.forEach((c, k) => {
    for (const i of c) componentOf.set(i, k);
  });
  const inside = new Map<number, VerifiedPair[]>();
  for (const p of joined) {
    const k = componentOf.get(p.a) ?? -1;
    const list = inside.get(k);
    if (list === undefined) inside.set(k, [p]);
    else list.push(p);
  }
  return components.flatMap((component, k) =>
    holds(component) ? [component] : cohesiveComponents(inside.get(k) ?? [], higher, holds),
  );
}
