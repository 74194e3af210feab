import type { Finding, Severity } from '@drift/shared';

/**
 * Weights of what makes a finding worth looking at first; they sum to 1. Heuristic, as in the specification; its share for
 * the author is spread over the others, for who asks must not change an answer.
 */
const WEIGHTS = { severity: 0.32, isNew: 0.26, confidence: 0.16, hotspot: 0.16, fixEase: 0.1 } as const;

const BY_SEVERITY: Readonly<Record<Severity, number>> = { error: 1, warning: 0.6, info: 0.3, hint: 0.1 };
/** What is old counts less, and is not forgotten. */
const OLD = 0.3;
const PREFERRED_FIX = 0.2;

/** How little work a finding of an area is, 0 to 1; the first row whose start fits. */
const EASE: readonly (readonly [start: string, ease: number])[] = [
  ['drift/pattern/naming', 1],
  ['drift/pattern/style', 1],
  ['drift/pattern/import', 0.7],
  ['drift/pattern/export', 0.7],
  ['drift/pattern/outlier', 0.5],
  ['drift/config', 0.9],
  ['drift/taint', 0.3],
  ['drift/crypto', 0.3],
  ['drift/owasp', 0.3],
  ['drift/secret', 0.3],
];
const USUAL_EASE = 0.5;

/** How often a file was changed lately against the file that was changed most, 0 to 1. */
export type Hotspots = (file: string) => number;

/** No history is known. */
export const NO_HOTSPOTS: Hotspots = () => 0;

/** How much a finding is worth looking at first, 0 to 1, rounded to 6 decimals: a function of the finding and the history alone. */
export function priorityOf(finding: Finding, hotspots: Hotspots): number {
  const value =
    WEIGHTS.severity * BY_SEVERITY[finding.severity] +
    WEIGHTS.isNew * (finding.isNew ? 1 : OLD) +
    WEIGHTS.confidence * finding.confidence +
    WEIGHTS.hotspot * Math.min(1, Math.max(0, hotspots(finding.file))) +
    WEIGHTS.fixEase * easeOf(finding);
  return Number(Math.min(1, value).toFixed(6));
}

function easeOf({ ruleId, fixable }: Finding): number {
  const ease = EASE.find(([start]) => ruleId.startsWith(start))?.[1] ?? USUAL_EASE;
  return Math.min(1, ease + (fixable === 'safe' ? PREFERRED_FIX : 0));
}
