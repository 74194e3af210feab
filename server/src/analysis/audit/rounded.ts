import { PRECISION } from './parameters.ts';

/** A number as surfaces show it: six digits after the point. */
export function rounded(value: number): number {
  return Math.round(value * PRECISION) / PRECISION;
}
