import type { ServerInit } from '@drift/shared';
import { everyConvention, everyLocalConvention } from '../enforcement/rule-settings.ts';
import type { ActiveRules } from '../rules/engine/active-rules.ts';

/** Files of the largest project whose first look observes what is off: a larger one waits long enough without. */
const MAX_FILES = 2_000;

/**
 * What is observed: what is on, and what is off as well where a list asks for it, or, as far as one file alone shows it,
 * where the project is new to Drift.
 */
export function observed(
  active: ActiveRules,
  observe: ServerInit['observe'],
  project: { readonly isFirstRun: boolean; readonly files: number },
): ActiveRules {
  const isFirstLook = observe === 'firstRun' && project.isFirstRun && project.files <= MAX_FILES;
  if (observe === 'all') return { ...active, conventions: everyConvention() };
  return isFirstLook ? { ...active, conventions: everyLocalConvention(active) } : active;
}
