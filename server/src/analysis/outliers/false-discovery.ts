import { FALSE_DISCOVERY_RATE } from './parameters.ts';

/**
 * The largest p-value that counts when so many tests are made at once (Benjamini and Hochberg 1995): at most a share `q`
 * of what is found is chance. Where nothing counts it is the level the smallest p-value would have had to reach; without
 * any test it is `q` itself.
 */
export function discoveryThreshold(pValues: readonly number[], q: number = FALSE_DISCOVERY_RATE): number {
  const sorted = [...pValues].sort((a, b) => a - b);
  const level = (rank: number): number => (rank * q) / Math.max(1, sorted.length);
  for (let rank = sorted.length; rank > 0; rank--) {
    if ((sorted[rank - 1] ?? 1) <= level(rank)) return level(rank);
  }
  return level(1);
}
