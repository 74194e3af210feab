import { type Distribution, median, medianDeviation } from '../../statistics/summary.ts';
import type { Cut, Strictness } from '../cut.ts';
import { MAD_FACTOR, MAD_THRESHOLD } from '../parameters.ts';

/** Modified z-score (Iglewicz and Hoaglin 1993): distance from the median in median deviations. */
export function fitMad(d: Distribution, { factor }: Strictness): Cut | null {
  const deviation = medianDeviation(d);
  if (deviation === 0) return null;
  const side = { center: median(d), scale: deviation / MAD_FACTOR };
  return { method: 'mad', threshold: MAD_THRESHOLD * factor, above: side, below: side };
}
