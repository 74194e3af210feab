import { NORMAL_KURTOSIS, NORMAL_SKEWNESS } from './parameters.ts';

/** A value and how often it occurs. */
export interface Weighted {
  readonly value: number;
  readonly count: number;
}

/** Values in rising order, each with how often it occurs, and how many there are in all. */
export interface Distribution {
  readonly values: readonly Weighted[];
  readonly n: number;
}

/** The distribution of some values; their order does not matter. O(n log n). */
export function distributionOf(values: Iterable<number>): Distribution {
  const counts = new Map<number, number>();
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
  return fromCounts(counts);
}

/** The distribution of values that were counted already. */
export function fromCounts(counts: ReadonlyMap<number, number>): Distribution {
  let n = 0;
  const values = [...counts].map(([value, count]) => {
    n += count;
    return { value, count };
  });
  return { values: values.sort((a, b) => a.value - b.value), n };
}

/** The same distribution in another unit; `f` must rise. */
export function mapped(d: Distribution, f: (value: number) => number): Distribution {
  return { values: d.values.map((w) => ({ value: f(w.value), count: w.count })), n: d.n };
}

/** The part of a distribution between two bounds, both included. */
export function between(d: Distribution, low: number, high: number): Distribution {
  const values = d.values.filter((w) => w.value >= low && w.value <= high);
  return { values, n: values.reduce((sum, w) => sum + w.count, 0) };
}

/** The distribution without one occurrence of a value. */
export function without(d: Distribution, value: number): Distribution {
  const values = d.values.flatMap((w) =>
    w.value !== value ? [w] : w.count === 1 ? [] : [{ value, count: w.count - 1 }],
  );
  return { values, n: d.n - 1 };
}

/** Mean and sample standard deviation (n - 1); both 0 where they do not exist. */
export function meanAndSpread(d: Distribution): { readonly mean: number; readonly spread: number } {
  if (d.n === 0) return { mean: 0, spread: 0 };
  let sum = 0;
  for (const w of d.values) sum += w.value * w.count;
  const mean = sum / d.n;
  let squares = 0;
  for (const w of d.values) squares += w.count * (w.value - mean) ** 2;
  // Equal values leave a rounding error of their mean and no spread.
  return { mean, spread: d.n < 2 || d.values.length === 1 ? 0 : Math.sqrt(squares / (d.n - 1)) };
}

/** Quantile by linear interpolation between the order statistics (R's type 7). `null` of nothing. */
export function quantile(d: Distribution, p: number): number | null {
  if (d.n === 0) return null;
  const at = (d.n - 1) * p;
  const below = orderStatistic(d, Math.floor(at));
  const above = orderStatistic(d, Math.ceil(at));
  return below + (above - below) * (at - Math.floor(at));
}

/** The value at a rank, counted from 0. */
function orderStatistic(d: Distribution, rank: number): number {
  let seen = 0;
  for (const w of d.values) {
    seen += w.count;
    if (rank < seen) return w.value;
  }
  return d.values.at(-1)?.value ?? 0;
}

/** Median, 0 of nothing. */
export function median(d: Distribution): number {
  return quantile(d, 1 / 2) ?? 0;
}

/** Median of the distances from the median. */
export function medianDeviation(d: Distribution): number {
  const middle = median(d);
  const counts = new Map<number, number>();
  for (const w of d.values) {
    const distance = Math.abs(w.value - middle);
    counts.set(distance, (counts.get(distance) ?? 0) + w.count);
  }
  return median(fromCounts(counts));
}

/** Quick test by population moments: neither skewed nor heavy-tailed. Few or equal values count as normal. */
export function looksNormal(d: Distribution): boolean {
  if (d.n < 4 || d.values.length === 1) return true;
  const { mean } = meanAndSpread(d);
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  for (const w of d.values) {
    const off = w.value - mean;
    const square = off * off;
    m2 += w.count * square;
    m3 += w.count * square * off;
    m4 += w.count * square * square;
  }
  m2 /= d.n;
  if (m2 === 0) return true;
  const skewness = m3 / d.n / m2 ** 1.5;
  const kurtosis = m4 / d.n / (m2 * m2) - 3;
  return Math.abs(skewness) <= NORMAL_SKEWNESS && Math.abs(kurtosis) <= NORMAL_KURTOSIS;
}
