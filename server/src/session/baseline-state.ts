import type { BaselineEntry, BaselineState } from '@drift/shared';
import type { Workspace } from './workspace.ts';

/**
 * How the committed baseline of a prepared workspace stands to its code; `null` where there is none; a file
 * without entries is one. Moving an entry is no
 * growth: entries are compared by what they say of which code.
 */
export function baselineState(workspace: Workspace): BaselineState | null {
  const { accepted, hasAccepted } = workspace.baseline;
  if (!hasAccepted) return null;
  const met = workspace
    .files()
    .reduce((sum, file) => sum + workspace.judgementOf(file, true).uncut.filter((f) => f.accepted).length, 0);
  return {
    entries: accepted.entries.length,
    fixed: Math.max(0, accepted.entries.length - met),
    grown: baselineGrowth(workspace),
  };
}

/** How many findings the committed baseline accepts beyond those of the commit compared with; no file is judged for it. */
export function baselineGrowth({ baseline: { accepted, acceptedBefore } }: Workspace): number {
  return acceptedBefore === null ? 0 : growth(acceptedBefore, accepted.entries);
}

function growth(before: readonly BaselineEntry[], now: readonly BaselineEntry[]): number {
  const left = new Map<string, number>();
  for (const { key } of before) left.set(key, (left.get(key) ?? 0) + 1);
  let grown = 0;
  for (const { key } of now) {
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    else grown++;
  }
  return grown;
}
