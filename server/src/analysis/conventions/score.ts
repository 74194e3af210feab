import type { Direction } from './category.ts';
import {
  AGE_FLOOR,
  AGE_FULL_DAYS,
  DIRECTION_POINTS,
  DIRECTION_SLOPE,
  EXPECTED_AGREEMENT,
  FACTOR_WEIGHTS,
  MOMENTUM_MIN_FILES,
  MOMENTUM_MIN_FREQUENCY,
  MOMENTUM_MIN_POINTS,
  POSTERIOR_HALF,
  POSTERIOR_LIMIT,
} from './parameters.ts';

/** The five factors of the blended score, each from 0 to 1. */
export interface Factors {
  readonly frequency: number;
  readonly consistency: number;
  readonly age: number;
  readonly spread: number;
  readonly momentum: number;
}

/** What a score is made of. */
export interface ScoreInput {
  /** Sites with the value, and all applicable sites. */
  readonly occurrences: number;
  readonly total: number;
  /** Files with the value (fractional votes), and files with an applicable site. */
  readonly filesWith: number;
  readonly files: number;
  /** Coefficient of variation of the value's share in single files. */
  readonly variance: number;
  /** Days since the value was first seen, as far as history reaches. */
  readonly ageDays: number;
  /** Relative change of the frequency, -1 to 1. */
  readonly momentum: number;
  /** Parameters of the posterior. */
  readonly alpha: number;
  readonly beta: number;
}

/** A score that ranks conventions; whether one is enforced is decided by its tier alone. */
export interface Score {
  readonly factors: Factors;
  readonly weighted: number;
  readonly score: number;
}

/** The blended score of the specification. Throws a `RangeError` for numbers that are no numbers: never a perfect score. */
export function scoreOf(input: ScoreInput): Score {
  for (const [name, value] of Object.entries(input)) {
    if (!Number.isFinite(value) || (value < 0 && name !== 'momentum')) throw new RangeError(`${name} is ${value}`);
  }
  const factors: Factors = {
    frequency: input.total === 0 ? 0 : input.occurrences / input.total,
    consistency: 1 - clamp(input.variance),
    age: ageFactor(input.ageDays),
    spread: input.files === 0 ? 0 : input.filesWith / input.files,
    momentum: (Math.max(-1, Math.min(1, input.momentum)) + 1) / 2,
  };
  const weighted =
    FACTOR_WEIGHTS.frequency * factors.frequency +
    FACTOR_WEIGHTS.consistency * factors.consistency +
    FACTOR_WEIGHTS.age * factors.age +
    FACTOR_WEIGHTS.spread * factors.spread +
    FACTOR_WEIGHTS.momentum * factors.momentum;
  const mean = input.alpha / (input.alpha + input.beta);
  const evidence = input.alpha + input.beta - 2;
  const p = Math.min(POSTERIOR_LIMIT, Math.max(0, evidence) / (Math.max(0, evidence) + POSTERIOR_HALF));
  return { factors, weighted, score: clamp(mean * p + weighted * (1 - p)) };
}

function clamp(x: number): number {
  return Math.max(0, Math.min(1, x));
}

function ageFactor(days: number): number {
  if (days <= 0) return AGE_FLOOR;
  return days >= AGE_FULL_DAYS ? 1 : AGE_FLOOR + (days / AGE_FULL_DAYS) * (1 - AGE_FLOOR);
}

/** Coefficient of variation of the shares a value has in single files; 0 for fewer than two files. */
export function variationOf(shares: readonly number[]): number {
  const n = shares.length;
  const mean = shares.reduce((sum, s) => sum + s, 0) / Math.max(1, n);
  if (n < 2 || mean === 0) return 0;
  const squares = shares.reduce((sum, s) => sum + (s - mean) ** 2, 0);
  return Math.sqrt(squares / (n - 1)) / mean;
}

/** Relative change between the last two of at least three frequencies, oldest first; 0 where that says nothing. */
export function momentumOf(frequencies: readonly number[], files: number): number {
  const now = frequencies[frequencies.length - 1] ?? 0;
  const before = frequencies[frequencies.length - 2] ?? 0;
  const silent =
    frequencies.length < MOMENTUM_MIN_POINTS || files < MOMENTUM_MIN_FILES || before < MOMENTUM_MIN_FREQUENCY;
  return silent ? 0 : Math.max(-1, Math.min(1, (now - before) / before));
}

/** Where frequencies are going: the slope of the least-squares line through the last ten, relative to their mean. */
export function directionOf(frequencies: readonly number[]): Direction {
  const last = frequencies.slice(-DIRECTION_POINTS);
  const n = last.length;
  const mean = last.reduce((sum, f) => sum + f, 0) / Math.max(1, n);
  if (n < 2 || mean === 0) return 'stable';
  const middle = (n - 1) / 2;
  let top = 0;
  let bottom = 0;
  last.forEach((f, i) => {
    top += (i - middle) * (f - mean);
    bottom += (i - middle) ** 2;
  });
  const slope = top / bottom / mean;
  return slope > DIRECTION_SLOPE ? 'rising' : slope < -DIRECTION_SLOPE ? 'falling' : 'stable';
}

/** How unlikely `conforming` of `total` would be if the rule only held usually: the rank of a deviation (Engler et al. 2001). */
export function deviationRank(conforming: number, total: number): number {
  if (total === 0) return 0;
  const p = EXPECTED_AGREEMENT;
  return (conforming / total - p) / Math.sqrt((p * (1 - p)) / total);
}
