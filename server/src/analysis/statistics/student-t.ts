import { incompleteBeta, logGamma } from '../conventions/beta.ts';

/** Newton steps after which the quantile no longer moves in the last digits of a double. */
const MAX_STEPS = 40;
const EPSILON = 1e-13;
/** Halvings with which a step that leaves its bracket is replaced. */
const HALF = 0.5;
/** How far the bracket of a quantile is widened at a time. */
const WIDEN = 2;
const HALF_LOG_PI = 0.5723649429247001;

/** Probability that Student's t with `df` degrees of freedom exceeds `t`. */
export function studentUpperTail(t: number, df: number): number {
  const tail = incompleteBeta(df / (df + t * t), df / 2, HALF) / 2;
  return t >= 0 ? tail : 1 - tail;
}

function density(t: number, df: number): number {
  const scale = logGamma((df + 1) / 2) - logGamma(df / 2) - HALF_LOG_PI - Math.log(df) / 2;
  return Math.exp(scale - ((df + 1) / 2) * Math.log1p((t * t) / df));
}

/** Quantile of Student's t: the value that is exceeded with probability `1 - p`. Newton's method inside a bracket. */
export function studentQuantile(p: number, df: number): number {
  if (p === HALF) return 0;
  if (p < HALF) return -studentUpperQuantile(p, df);
  return studentUpperQuantile(1 - p, df);
}

/** The value that is exceeded with probability `tail`, at most one half. Keeps its digits for very small tails. */
export function studentUpperQuantile(tail: number, df: number): number {
  let low = 0;
  let high = 1;
  while (studentUpperTail(high, df) > tail) {
    low = high;
    high *= WIDEN;
  }
  let t = (low + high) / 2;
  for (let i = 0; i < MAX_STEPS; i++) {
    const over = studentUpperTail(t, df) - tail;
    if (over > 0) low = t;
    else high = t;
    const next = t + over / density(t, df);
    const inside = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(inside - t) <= EPSILON * Math.abs(t)) return inside;
    t = inside;
  }
  return t;
}
