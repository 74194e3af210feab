import { logGamma } from '../conventions/beta.ts';

/** Least expected count of a cell for which the chi-square approximation is trusted (Cochran 1954). */
const MIN_EXPECTED = 5;

/**
 * Two-sided p-value of independence in the table [[a, b], [c, d]] of counts: Pearson's chi-square with one degree of
 * freedom where all expected counts are large enough, Fisher's exact test otherwise. 1 where a row or column is empty.
 */
export function independenceP(a: number, b: number, c: number, d: number): number {
  const n = a + b + c + d;
  const rows = [a + b, c + d];
  const columns = [a + c, b + d];
  if ([...rows, ...columns].some((total) => total === 0)) return 1;
  const smallest = (Math.min(...rows) * Math.min(...columns)) / n;
  return smallest >= MIN_EXPECTED ? chiSquareP(a, b, c, d) : fisherP(a, b, c, d);
}

function chiSquareP(a: number, b: number, c: number, d: number): number {
  const n = a + b + c + d;
  const statistic = (n * (a * d - b * c) ** 2) / ((a + b) * (c + d) * (a + c) * (b + d));
  return upperNormal(Math.sqrt(statistic)) * 2;
}

/** Upper tail of the standard normal distribution (Abramowitz and Stegun 26.2.17; absolute error below 7.5e-8). */
function upperNormal(x: number): number {
  const t = 1 / (1 + 0.2316419 * x);
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}

/** Sum of the probabilities of all tables with these margins that are at most as likely as this one. O(smallest margin). */
function fisherP(a: number, b: number, c: number, d: number): number {
  const logFactorial = (k: number): number => logGamma(k + 1);
  const margins =
    logFactorial(a + b) + logFactorial(c + d) + logFactorial(a + c) + logFactorial(b + d) - logFactorial(a + b + c + d);
  const probability = (x: number): number =>
    Math.exp(margins - logFactorial(x) - logFactorial(a + b - x) - logFactorial(a + c - x) - logFactorial(d - a + x));
  const observed = probability(a);
  let sum = 0;
  for (let x = Math.max(0, a - d); x <= Math.min(a + b, a + c); x++) {
    const p = probability(x);
    if (p <= observed * (1 + 1e-7)) sum += p;
  }
  return Math.min(1, sum);
}
