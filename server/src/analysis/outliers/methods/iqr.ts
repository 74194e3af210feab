import { type Distribution, quantile } from '../../statistics/summary.ts';
import type { Cut, Strictness } from '../cut.ts';
import { IQR_MULTIPLIER } from '../parameters.ts';

const LOWER_QUARTILE = 0.25;
const UPPER_QUARTILE = 0.75;

/** Tukey's fences: so many interquartile ranges beyond the quartiles. */
export function fitIqr(d: Distribution, { factor }: Strictness): Cut | null {
  const q1 = quantile(d, LOWER_QUARTILE);
  const q3 = quantile(d, UPPER_QUARTILE);
  if (q1 === null || q3 === null || q3 === q1) return null;
  const scale = q3 - q1;
  return {
    method: 'iqr',
    threshold: IQR_MULTIPLIER * factor,
    above: { center: q3, scale },
    below: { center: q1, scale },
  };
}
