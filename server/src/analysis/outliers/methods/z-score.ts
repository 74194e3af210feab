import { between, type Distribution, meanAndSpread } from '../../statistics/summary.ts';
import type { Cut, Side, Strictness } from '../cut.ts';
import { Z_MIN_LEFT, Z_ROUNDS, Z_THRESHOLD } from '../parameters.ts';

/**
 * Distance from the mean in standard deviations, with iterative masking: what a round finds no longer widens the next.
 * The cut of each side is the tightest of the rounds, which flags exactly what some round flags.
 */
export function fitZScore(d: Distribution, { factor }: Strictness): Cut | null {
  const threshold = Z_THRESHOLD * factor;
  let left = d;
  let above: Side | null = null;
  let below: Side | null = null;
  for (let round = 0; round < Z_ROUNDS && left.n >= Z_MIN_LEFT; round++) {
    const { mean, spread } = meanAndSpread(left);
    if (spread === 0) break;
    const side = { center: mean, scale: spread };
    const high = mean + threshold * spread;
    const low = mean - threshold * spread;
    if (above === null || high < above.center + threshold * above.scale) above = side;
    if (below === null || low > below.center - threshold * below.scale) below = side;
    const kept = between(left, low, high);
    if (kept.n === left.n) break;
    left = kept;
  }
  return above === null || below === null ? null : { method: 'z-score', threshold, above, below };
}
