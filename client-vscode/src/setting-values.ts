import { SEVERITIES, type Severity } from '@drift/shared';

/** What stands for a setting whose value is none; the same as in the manifest. */
export const DISPLAY_DEFAULTS: { readonly severities: readonly Severity[]; readonly minConfidence: number } = {
  severities: ['error', 'warning'],
  minConfidence: 0.5,
};

/** The severities that a value names. An empty list hides everything, as it says; one of words that are none says nothing. */
export function severitiesOf(value: unknown): readonly Severity[] {
  if (!Array.isArray(value)) return DISPLAY_DEFAULTS.severities;
  const named = SEVERITIES.filter((severity) => value.includes(severity));
  return named.length === 0 && value.length > 0 ? DISPLAY_DEFAULTS.severities : named;
}

/** The confidence that a value names, from 0 to 1. */
export function confidenceOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : DISPLAY_DEFAULTS.minConfidence;
}
