import type { Distribution } from '../statistics/summary.ts';

/** The methods that judge a value. */
export const METHODS = ['z-score', 'grubbs', 'esd', 'iqr', 'mad', 'rule'] as const;
/** One of the methods. */
export type Method = (typeof METHODS)[number];

/** A place in code, by an id its owner understands, with the value there. */
export interface LocatedValue {
  readonly locId: string;
  readonly value: number;
}

/** From where distances to one side are measured, and in which unit. */
export interface Side {
  readonly center: number;
  readonly scale: number;
}

/** A method fitted to a population: a value is an outlier when its statistic exceeds the threshold. */
export interface Cut {
  readonly method: Method;
  readonly threshold: number;
  readonly above: Side;
  readonly below: Side;
}

/** Which side of its population a value lies on. */
export type Direction = 'above' | 'below';

/** How strict the methods are. */
export interface Strictness {
  /** Factor on the thresholds of z, IQR and MAD. */
  readonly factor: number;
  /** Significance level of Grubbs and ESD. */
  readonly alpha: number;
}

/** Fits a method to a distribution; `null` where its own measure of spread is zero. */
export type FitCut = (d: Distribution, strictness: Strictness) => Cut | null;

/** How far a value lies to one side, in units of the cut. */
export function statisticOf(cut: Cut, value: number, direction: Direction): number {
  const side = cut[direction];
  return (direction === 'above' ? value - side.center : side.center - value) / side.scale;
}

/** The value from which the cut calls an outlier on a side. */
export function cutoffOf(cut: Cut, direction: Direction): number {
  const side = cut[direction];
  return direction === 'above' ? side.center + cut.threshold * side.scale : side.center - cut.threshold * side.scale;
}

/** Makes the thresholds looser below a sensitivity of 1; significance levels are divided by the same factor. */
export function strictnessOf(sensitivity: number, alpha: number): Strictness {
  const factor = 1 + (1 - sensitivity);
  return { factor, alpha: alpha / factor };
}

/** A number forced into the unit interval. */
export function clampUnit(value: number): number {
  return Math.max(0, Math.min(1, value));
}
