import type { FileId, Severity } from '@drift/shared';
import { areaOf, isAlwaysBlocking } from './counted-findings.ts';
import type { GateFinding } from './gate.ts';
import { EARLY_AREAS, RAMP_STEPS, RAMP_THRESHOLD_START } from './parameters.ts';

/** How far a project has come in growing strict: a day from 0 on, of so many. */
export interface Ramp {
  readonly day: number;
  readonly of: number;
}

const DAY_MS = 86_400_000;

/**
 * How far the ramp-up is on a day (days since 1970 in UTC) that began on another (`YYYY-MM-DD`); `null` where everything
 * counts in full. A beginning that lies ahead is day 0.
 */
export function rampOn(today: number, started: string, days: number): Ramp | null {
  if (days === 0 || started === '') return null;
  const day = Math.max(0, today - Date.parse(`${started}T00:00:00Z`) / DAY_MS);
  return day >= days ? null : { day, of: days };
}

/** The threshold of a policy in a ramp-up. */
export function rampedThreshold(threshold: number, ramp: Ramp | null): number {
  return ramp === null
    ? threshold
    : threshold * (RAMP_THRESHOLD_START + ((1 - RAMP_THRESHOLD_START) * ramp.day) / ramp.of);
}

/** The severity a finding has for the verdict; in new files always its own. */
export function rampedSeverity(finding: GateFinding, ramp: Ramp | null, newFiles: ReadonlySet<FileId>): Severity {
  const { severity } = finding;
  if (ramp === null || newFiles.has(finding.file)) return severity;
  const progress = ramp.day / ramp.of;
  if (progress >= RAMP_STEPS.full) return severity;
  if (severity === 'error') return isErrorAt(finding, progress) ? 'error' : 'warning';
  if (severity === 'warning') return progress >= RAMP_STEPS.early ? 'warning' : 'info';
  return severity;
}

function isErrorAt(finding: GateFinding, progress: number): boolean {
  if (isAlwaysBlocking(finding)) return progress >= RAMP_STEPS.critical;
  return progress >= RAMP_STEPS.early && EARLY_AREAS.has(areaOf(finding));
}
