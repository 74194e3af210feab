import { FeatureClass, under } from './feature.ts';
import type { FunctionShape } from './function-shapes.ts';
import { holds } from './jaccard.ts';
import type { Pattern, PatternStep } from './pattern.ts';

/**
 * The one step a member of a pattern leaves out, or `null`. A function that leaves out several is of another kind
 * rather than odd, and a step of which little is known is not told.
 */
export function oddStep(pattern: Pattern, { features }: FunctionShape): PatternStep | null {
  const missing = pattern.steps.filter((s) => !holds(features, s.feature));
  const [only] = missing;
  if (missing.length !== 1 || only?.isTold !== true) return null;
  return holds(features, under(FeatureClass.hidden, only.feature)) ? null : only;
}
