import { byCodeUnit, type FileId } from '@drift/shared';
import type { DismissedFinding } from '../enforcement/feedback-effects.ts';
import type { Workspace } from './workspace.ts';

/** Findings of a loaded and prepared workspace that people dismissed, themselves or with their file, in path order. */
export function dismissedFindings(
  workspace: Workspace,
  isWanted: (file: FileId) => boolean = () => true,
): readonly DismissedFinding[] {
  const { dismissed, locality } = workspace.feedback.effects;
  if (dismissed.size === 0 && locality.exempt.length === 0) return [];
  return workspace.files().flatMap((file) => (isWanted(file) ? workspace.judgementOf(file, true).dismissed : []));
}

/** How many there are by reason in some files, as a report's summary has it; nothing when there are none. */
export function dismissedCounts(
  workspace: Workspace,
  isWanted: (file: FileId) => boolean,
): { readonly dismissed?: Readonly<Record<string, number>> } {
  const counts = new Map<string, number>();
  for (const { reason } of dismissedFindings(workspace, isWanted)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  if (counts.size === 0) return {};
  return { dismissed: Object.fromEntries([...counts].sort(([a], [b]) => byCodeUnit(a, b))) };
}
