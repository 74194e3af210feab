import { distributionOf } from '../statistics/summary.ts';
import { type Assessment, assess } from './assess.ts';
import { type LocatedValue, strictnessOf } from './cut.ts';
import { ALPHA, SENSITIVITY } from './parameters.ts';
import { fitMethods } from './selection.ts';

/** An outlier of a sample with its place. */
export interface DetectedOutlier extends LocatedValue, Assessment {}

/** The statistical outliers of one sample on either side, in the order of the sample. */
export function detectOutliers(
  sample: readonly LocatedValue[],
  sensitivity: number = SENSITIVITY,
): readonly DetectedOutlier[] {
  const { cuts } = fitMethods(distributionOf(sample.map((s) => s.value)), strictnessOf(sensitivity, ALPHA));
  return sample.flatMap((s) => {
    const found = assess(cuts, s.value, 'above') ?? assess(cuts, s.value, 'below');
    return found === null ? [] : [{ ...s, ...found }];
  });
}
