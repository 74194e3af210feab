import { PERMUTATIONS } from './parameters.ts';

// h(x) = (a x + b) mod p with p = 2^31 - 1 (Carter and Wegman 1979). Products of 31 bits do not fit a double, so `a` is
// split: every intermediate value stays below 2^49.

const P = 2 ** 31 - 1;
const HALF = 2 ** 16;
const INVERSE = 2 ** -31;
const SEED = 0x5eed_d21f;

interface Family {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly add: Float64Array;
}

const FAMILY = familyOf(SEED);

/** Coefficients from a fixed seed: the same on every machine. */
function familyOf(seed: number): Family {
  let state = seed >>> 0;
  const next = (): number => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const high = new Float64Array(PERMUTATIONS);
  const low = new Float64Array(PERMUTATIONS);
  const add = new Float64Array(PERMUTATIONS);
  for (let i = 0; i < PERMUTATIONS; i++) {
    const a = 1 + (next() % (P - 1));
    high[i] = Math.floor(a / HALF);
    low[i] = a % HALF;
    add[i] = next() % P;
  }
  return { high, low, add };
}

/** Value modulo 2^31 - 1 for whole numbers below 2^53, without a division. */
function reduced(value: number): number {
  const over = Math.floor(value * INVERSE);
  const rest = value - over * (P + 1) + over;
  return rest >= P ? rest - P : rest;
}

/** The least value of each hash function over a set; all ones for an empty set. */
export function minHash(set: Uint32Array): Uint32Array {
  const out = new Uint32Array(PERMUTATIONS).fill(0xffffffff);
  const { high, low, add } = FAMILY;
  for (const feature of set) {
    const x = feature % P;
    for (let i = 0; i < PERMUTATIONS; i++) {
      const top = reduced((high[i] ?? 0) * x);
      const h = reduced(top * HALF + (low[i] ?? 0) * x + (add[i] ?? 0));
      if (h < (out[i] ?? 0)) out[i] = h;
    }
  }
  return out;
}

/** Share of equal places of two signatures: an estimate of the Jaccard index, good enough to propose and no more. */
export function estimate(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < PERMUTATIONS; i++) if (a[i] === b[i]) same++;
  return same / PERMUTATIONS;
}
