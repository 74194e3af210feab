import { PERMUTATIONS } from './parameters.ts';

// h(x) = (a x + b) mod p with p = 2^31 - 1 (Carter and Wegman 1979). Products of 31 bits do not fit a double, so `a` is
// split: every intermediate value stays below 2^48.

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

/** A lesser number, at most 2^18 above the modulus, with the same remainder: for whole numbers below 2^49, without a division. */
function folded(value: number): number {
  const over = Math.floor(value * INVERSE);
  return value - over * (P + 1) + over;
}

// Few features make up most of what functions have: what the hash functions give for those is kept, each at a place its
// own bits name, until another feature needs the place.
const KEPT = 2 ** 14;
const kept = new Int32Array(KEPT * PERMUTATIONS);
const keptFor = new Float64Array(KEPT).fill(-1);

/** Where in `kept` the values of a feature start. */
function hashesOf(feature: number): number {
  const slot = (feature >>> 3) & (KEPT - 1);
  const at = slot * PERMUTATIONS;
  if (keptFor[slot] === feature) return at;
  keptFor[slot] = feature;
  const { high, low, add } = FAMILY;
  const x = feature % P;
  for (let i = 0; i < PERMUTATIONS; i++) {
    const top = folded((high[i] ?? 0) * x);
    const value = folded(top * HALF + (low[i] ?? 0) * x + (add[i] ?? 0));
    kept[at + i] = value >= P ? value - P : value;
  }
  return at;
}

/** The least value of each hash function over a set; all ones for an empty set. */
export function minHash(set: Uint32Array): Uint32Array {
  if (set.length === 0) return new Uint32Array(PERMUTATIONS).fill(0xffffffff);
  const out = new Int32Array(PERMUTATIONS).fill(P);
  for (let k = 0; k < set.length; k++) {
    const at = hashesOf(set[k] ?? 0);
    for (let i = 0; i < PERMUTATIONS; i++) {
      // The lesser of two numbers of 31 bits without a branch, which would be guessed wrong once in a few features.
      const least = out[i] ?? 0;
      const less = ((kept[at + i] ?? 0) - least) | 0;
      out[i] = least + (less & (less >> 31));
    }
  }
  return new Uint32Array(out.buffer);
}

/** Share of equal places of two signatures: an estimate of the Jaccard index, good enough to propose and no more. */
export function estimate(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < PERMUTATIONS; i++) if (a[i] === b[i]) same++;
  return same / PERMUTATIONS;
}
