import { INTERVAL_TAIL, NORMAL_FROM } from './parameters.ts';

// A library with beta quantiles exists, but it brings over two hundred packages for this one function.

/** Coefficients of the Lanczos approximation of the gamma function (g = 7, n = 9). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;
const HALF_LOG_TWO_PI = 0.9189385332046727;
const MAX_TERMS = 300;
const EPSILON = 1e-14;
const TINY = 1e-300;
/** Halvings of the unit interval: more than a double can tell apart. */
const BISECTIONS = 60;
/** Intervals remembered; then all are forgotten. */
const MAX_KNOWN = 20_000;
/** Quantile of the standard normal distribution at 0.975. */
const Z_975 = 1.959963984540054;

/** Natural logarithm of the gamma function for positive arguments. */
export function logGamma(x: number): number {
  const t = x - 1;
  let sum: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] ?? 0) / (t + i);
  const base = t + 7.5;
  return HALF_LOG_TWO_PI + (t + 0.5) * Math.log(base) - base + Math.log(sum);
}

/** Regularised incomplete beta function by Lentz's continued fraction (Numerical Recipes, section 6.4). */
export function incompleteBeta(x: number, a: number, b: number): number {
  return incompleteBetaWith(scaleOf(a, b), x, a, b);
}

/** Logarithm of one over the beta function: the same for all quantiles of a distribution. */
function scaleOf(a: number, b: number): number {
  return logGamma(a + b) - logGamma(a) - logGamma(b);
}

function incompleteBetaWith(scale: number, x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(scale + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  const guard = (v: number): number => (Math.abs(v) < TINY ? TINY : v);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= MAX_TERMS; m++) {
    const m2 = 2 * m;
    const even = (m * (b - m) * x) / ((a + m2 - 1) * (a + m2));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + m2) * (a + m2 + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < EPSILON) break;
  }
  return h;
}

/** Quantile of Beta(a, b) by bisection; exact to the last bits of a double and the same on every machine. */
export function betaQuantile(p: number, a: number, b: number): number {
  const scale = scaleOf(a, b);
  let low = 0;
  let high = 1;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (incompleteBetaWith(scale, middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Equal-tailed 95 % interval of Beta(a, b). */
export function betaInterval(a: number, b: number): readonly [number, number] {
  if (a > NORMAL_FROM || b > NORMAL_FROM) {
    const mean = a / (a + b);
    const spread = Z_975 * Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1)));
    return [Math.max(0, mean - spread), Math.min(1, mean + spread)];
  }
  const before = known.get(a)?.get(b);
  if (before !== undefined) return before;
  const made = [betaQuantile(INTERVAL_TAIL, a, b), betaQuantile(1 - INTERVAL_TAIL, a, b)] as const;
  remember(a, b, made);
  return made;
}

// Counts are small and come again: with every question of a convention, every step, and after every change.
const known = new Map<number, Map<number, readonly [number, number]>>();
let knownCount = 0;

function remember(a: number, b: number, interval: readonly [number, number]): void {
  if (knownCount >= MAX_KNOWN) {
    known.clear();
    knownCount = 0;
  }
  const of = known.get(a) ?? new Map<number, readonly [number, number]>();
  known.set(a, of.set(b, interval));
  knownCount++;
}
