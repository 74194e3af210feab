import { COMPARABLE_FILES, DEGRADATION } from './parameters.ts';
import { rounded } from './rounded.ts';
import type { AuditSnapshot } from './snapshot.ts';

/** What can get worse. */
export const ALERT_TYPES = ['health_drop', 'confidence_drop', 'new_false_positives', 'duplicate_increase'] as const;
/** One of these. */
export type AlertType = (typeof ALERT_TYPES)[number];

/** Something that got worse since the audit before. */
export interface DegradationAlert {
  readonly type: AlertType;
  readonly level: 'warning' | 'critical';
  readonly current: number;
  readonly previous: number;
  readonly delta: number;
}

/** An alert with the time it came up and the time it was over, or `null`. */
export interface LoggedAlert extends DegradationAlert {
  readonly since: number;
  readonly resolvedAt: number | null;
}

type Measured = Omit<AuditSnapshot, 'alerts'>;

/** True where two audits are of the same thing. */
export function isComparable(a: Measured, b: Measured): boolean {
  const [less, more] = [Math.min(a.totalFiles, b.totalFiles), Math.max(a.totalFiles, b.totalFiles)];
  return a.scanRoot === b.scanRoot && a.branch === b.branch && more <= less * COMPARABLE_FILES;
}

/** What got worse since an earlier audit; nothing where the two cannot be compared. */
export function degradationOf(now: Measured, before: Measured | null): readonly DegradationAlert[] {
  if (before === null || !isComparable(now, before)) return [];
  const { health, confidence, falsePositives, duplicates } = DEGRADATION;
  const [a, b] = [now.factors.avgConfidence, before.factors.avgConfidence];
  return [
    ...alert('health_drop', now.healthScore, before.healthScore, (d) => fallen(d, health)),
    ...(a === null || b === null ? [] : alert('confidence_drop', a, b, (d) => fallen(d, confidence))),
    ...alert('new_false_positives', now.falsePositives, before.falsePositives, (d) =>
      d > falsePositives.critical ? 'critical' : d > falsePositives.warning ? 'warning' : null,
    ),
    ...alert('duplicate_increase', now.duplicateGroups, before.duplicateGroups, (d) =>
      d > duplicates.warning ? 'warning' : null,
    ),
  ];
}

function fallen(delta: number, limits: { readonly warning: number; readonly critical: number }) {
  return delta <= limits.critical ? 'critical' : delta <= limits.warning ? 'warning' : null;
}

function alert(
  type: AlertType,
  current: number,
  previous: number,
  levelOf: (delta: number) => DegradationAlert['level'] | null,
): readonly DegradationAlert[] {
  const delta = rounded(current - previous);
  const level = levelOf(delta);
  return level === null ? [] : [{ type, level, current, previous, delta }];
}

/**
 * Every alert of the snapshots of one scope (ascending), each type once while it lasts. It is over with the first later
 * audit that does not show it.
 */
export function alertLog(snapshots: readonly AuditSnapshot[]): readonly LoggedAlert[] {
  const out: LoggedAlert[] = [];
  const open = new Map<AlertType, LoggedAlert>();
  for (const { time, alerts } of snapshots) {
    for (const type of ALERT_TYPES) {
      const shown = alerts.find((a) => a.type === type);
      const known = open.get(type);
      if (shown === undefined) {
        open.delete(type);
        if (known !== undefined) out.push({ ...known, resolvedAt: time });
      } else open.set(type, { ...shown, since: known?.since ?? time, resolvedAt: null });
    }
  }
  return [...out, ...open.values()].sort(
    (a, b) => a.since - b.since || ALERT_TYPES.indexOf(a.type) - ALERT_TYPES.indexOf(b.type),
  );
}
