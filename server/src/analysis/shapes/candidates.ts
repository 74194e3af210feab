import { BUCKET_HEADS, BUCKET_PAIRWISE } from './parameters.ts';
import type { Stepwise } from './stepwise.ts';

/** How a signature is cut: two sets with Jaccard index s share a band with probability 1 - (1 - s^rows)^bands. */
export interface Banding {
  readonly bands: number;
  readonly rows: number;
}

/**
 * Pairs (lower index first) whose signatures agree in a whole band, each once, in order. A crowded bucket gives a number
 * of pairs linear in its size, so n signatures never give more than O(n * bands).
 */
export function* candidatePairs(
  signatures: readonly Uint32Array[],
  { bands, rows }: Banding,
): Stepwise<readonly (readonly [number, number])[]> {
  const n = signatures.length;
  const pairs = new Set<number>();
  for (let band = 0; band < bands; band++) {
    yield;
    const buckets = new Map<number, number[]>();
    for (let i = 0; i < n; i++) {
      const key = bandKey(signatures[i], band * rows, rows);
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [i]);
      else bucket.push(i);
    }
    for (const bucket of buckets.values()) pairBucket(bucket, n, pairs);
  }
  return [...pairs].sort((a, b) => a - b).map((p) => [Math.floor(p / n), p % n] as const);
}

function pairBucket(bucket: readonly number[], n: number, pairs: Set<number>): void {
  for (let j = 1; j < bucket.length; j++) {
    const right = bucket[j] ?? 0;
    const heads = j < BUCKET_PAIRWISE ? j : BUCKET_HEADS;
    for (let i = 0; i < heads; i++) pairs.add((bucket[i] ?? 0) * n + right);
    if (heads < j) pairs.add((bucket[j - 1] ?? 0) * n + right);
  }
}

/** A 53-bit hash of a band; bands that share one by chance only cost a comparison. */
function bandKey(signature: Uint32Array | undefined, from: number, rows: number): number {
  let low = 0x811c9dc5 | 0;
  let high = 0x2c1b3c6d | 0;
  for (let i = from; i < from + rows; i++) {
    const word = signature?.[i] ?? 0;
    low = Math.imul(low ^ word, 0x01000193) ^ (low >>> 13);
    high = Math.imul(high ^ word, 0x2c1b3c6d) ^ (high >>> 15);
  }
  return (low >>> 0) + (high & 0x1fffff) * 2 ** 32;
}
