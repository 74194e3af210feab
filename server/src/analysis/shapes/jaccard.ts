/** Numbers two sorted sets have in common. O(|a| + |b|). */
export function commonCount(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let common = 0;
  while (i < a.length && j < b.length) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) common++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return common;
}

/** Exact Jaccard index of two sorted sets; 0 where both are empty. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  const common = commonCount(a, b);
  const all = a.length + b.length - common;
  return all === 0 ? 0 : common / all;
}

/** A sorted set of unsigned 32-bit numbers. */
export function sortedSet(values: Iterable<number>): Uint32Array {
  return Uint32Array.from(new Set(values)).sort();
}

/** True when a sorted set holds a number. O(log n). */
export function holds(set: Uint32Array, value: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return set[low] === value;
}
