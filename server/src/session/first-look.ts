import type { ServerInit } from '@drift/shared';
import { everyConvention } from '../enforcement/rule-settings.ts';
import type { ActiveRules } from '../rules/engine/active-rules.ts';

/** Files of the largest project whose first look observes what is off: a larger one waits long enough without. */
const MAX_FILES = 2_000;

/** What is observed: what is on, and where a list asks for it or the project is new to Drift, what is off as well. */
export function observed(
  active: ActiveRules,
  observe: ServerInit['observe'],
  project: { readonly isFirstRun: boolean; readonly files: number },
): ActiveRules {
  const isFirstLook = observe === 'firstRun' && project.isFirstRun && project.files <= MAX_FILES;
  return observe === 'all' || isFirstLook ? { ...active, conventions: everyConvention() } : active;
}
