import type { AlikePairs } from './alike-pairs.ts';

/** Sets of at least so many indexes that pairs from a similarity on connect, ascending, by their first index. */
export function connected(
  { starts, lower, similarities }: AlikePairs,
  from: number,
  fewest: number,
): readonly (readonly number[])[] {
  const count = starts.length - 1;
  const parents = Int32Array.from({ length: count }, (_, i) => i);
  const sizes = new Int32Array(count).fill(1);
  for (let b = 0; b < count; b++) {
    for (let i = starts[b] ?? 0; i < (starts[b + 1] ?? 0); i++) {
      if ((similarities[i] ?? 0) < from) continue;
      const [x, y] = [rootOf(parents, b), rootOf(parents, lower[i] ?? 0)];
      if (x === y) continue;
      // The root of a set is its first index.
      const [root, other] = x < y ? [x, y] : [y, x];
      parents[other] = root;
      sizes[root] = (sizes[root] ?? 0) + (sizes[other] ?? 0);
    }
  }
  const groups = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const root = rootOf(parents, i);
    if ((sizes[root] ?? 0) < fewest) continue;
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [i]);
    else group.push(i);
  }
  return [...groups.values()];
}

function rootOf(parents: Int32Array, i: number): number {
  let at = i;
  for (let up = parents[at] ?? at; up !== at; up = parents[at] ?? at) {
    parents[at] = parents[up] ?? up;
    at = up;
  }
  return at;
}

/** The connected sets at each level, from the loosest level on: a tight kind lies inside a loose one. */
export function levelledComponents(
  pairs: AlikePairs,
  levels: readonly number[],
  fewest: number,
): readonly (readonly number[])[] {
  return levels.flatMap((level) => connected(pairs, level, fewest));
}
