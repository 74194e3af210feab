import { NUMERIC_FEATURES } from '../../server/src/rules/registry.ts';
import type { Workspace } from '../../server/src/session/workspace.ts';

/** True for rules about numbers that have a fix. */
export function isMendable(ruleId: string): boolean {
  return NUMERIC_FEATURES.some((f) => f.id === ruleId && f.fixes !== undefined);
}

/**
 * Makes an outlier of every function from the floor of its rule on: hardly any function of good code lies beyond what its
 * own code base allows. The floors stay, for below them a rule never speaks.
 */
export function lowerLimits(workspace: Workspace): void {
  const populations = new Map(workspace.outliers.populations);
  for (const [key, limits] of populations) {
    const feature = NUMERIC_FEATURES[limits.feature];
    if (feature?.fixes === undefined) continue;
    const { floor } = limits.shape;
    const fit = { ...limits.fit, cuts: [] };
    const shape = { ...limits.shape, absolute: floor };
    populations.set(key, { ...limits, shape, fit, limit: floor - 1, tooMany: false });
  }
  workspace.outliers = { ...workspace.outliers, populations };
}
