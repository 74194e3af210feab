import type { Tier } from '@drift/shared';
import {
  CONTESTED_GAP,
  CONTESTED_LARGER,
  CONTESTED_SMALLER,
  LEGACY_STILL,
  LEGACY_WAS,
  TIERS,
  UNIVERSAL_SHARE,
} from './parameters.ts';

/** How settled a convention is. `emerging` and `legacy` need history, which only reports that compare commits have. */
export type Category = 'universal' | 'projectSpecific' | 'emerging' | 'legacy' | 'contested' | 'unsettled';

/** Where a frequency is going. */
export type Direction = 'rising' | 'stable' | 'falling';

/** The tier that both the mean and the width of the interval reach. */
export function tierOf(mean: number, width: number): Tier {
  return TIERS.find((t) => mean >= t.mean && width < t.width)?.tier ?? 'uncertain';
}

/** The category by current counts alone; `shares` are those of the values, largest first. */
export function categoryOf(shares: readonly number[], tier: Tier, dominance: number): Category {
  if (isContested(shares)) return 'contested';
  const leader = shares[0] ?? 0;
  if (leader >= UNIVERSAL_SHARE && tier === 'established') return 'universal';
  return leader >= dominance ? 'projectSpecific' : 'unsettled';
}

/** True when two neighbours in size are too close to call. */
function isContested(shares: readonly number[]): boolean {
  return shares.some((_, i) => isClose(shares, i));
}

/** Places of the values, largest first, between which nothing is decided: those too close to a neighbour. */
export function contestedAmong(shares: readonly number[]): readonly number[] {
  return shares.flatMap((_, i) => (isClose(shares, i) || isClose(shares, i - 1) ? [i] : []));
}

/** True when a value and the next smaller one are too close to call. */
function isClose(shares: readonly number[], i: number): boolean {
  const [share, next] = [shares[i], shares[i + 1]];
  if (share === undefined || next === undefined) return false;
  return share > CONTESTED_LARGER && next > CONTESTED_SMALLER && share - next < CONTESTED_GAP;
}

/** The category of one value where its earlier frequencies (oldest first, the current one last) are known. */
export function categoryWithHistory(
  current: Category,
  frequencies: readonly number[],
  direction: Direction,
  dominance: number,
): Category {
  if (current === 'contested' || current === 'universal') return current;
  const now = frequencies[frequencies.length - 1] ?? 0;
  if (direction === 'falling' && now >= LEGACY_STILL && frequencies.some((f) => f >= LEGACY_WAS)) return 'legacy';
  if (direction === 'rising' && now < dominance) return 'emerging';
  return current;
}
