import type { Severity } from '@drift/shared';

/** What a person wants to see. It hides and changes nothing: what is hidden is counted. */
export interface DisplayFilter {
  readonly severities: readonly Severity[];
  /** From 0 to 1. */
  readonly minConfidence: number;
}

/** What the filter asks of a finding; one without a confidence is about the settings, and never hidden for the lack of it. */
export interface Filtered {
  readonly severity: Severity;
  readonly confidence: number | null;
}

/** Shows everything. */
export const SHOW_ALL: DisplayFilter = { severities: ['error', 'warning', 'info', 'hint'], minConfidence: 0 };

/** True where the filter lets a finding through. */
export function isShown({ severity, confidence }: Filtered, filter: DisplayFilter): boolean {
  return filter.severities.includes(severity) && (confidence === null || confidence >= filter.minConfidence);
}

/** What stands beside the name of a view: how many are shown and, where some are not, how many are hidden. */
export function shownText(shown: number, hidden: number): string {
  return hidden === 0 ? `${shown}` : `${shown} · ${hidden} hidden`;
}
