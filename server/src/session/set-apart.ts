import { type FileId, type ReportSummary, SET_APART_ROLES } from '@drift/shared';
import type { Workspace } from './workspace.ts';

/** Files named of each kind. */
const MAX_NAMED = 50;

/** Files that the rules about security alone look at: generated ones, and copies of others' code. */
export function setApart(
  workspace: Pick<Workspace, 'files' | 'analysisOf' | 'isLookedAt'>,
  isAsked: (file: FileId) => boolean,
): Pick<ReportSummary, 'setApart'> {
  const byRole = new Map<string, FileId[]>(SET_APART_ROLES.map((role) => [role, []]));
  for (const file of workspace.files())
    if (isAsked(file) && workspace.isLookedAt(file)) byRole.get(workspace.analysisOf(file)?.role ?? '')?.push(file);
  const found = SET_APART_ROLES.flatMap((role) => {
    const files = byRole.get(role) ?? [];
    return files.length === 0 ? [] : [{ role, files: files.length, named: files.slice(0, MAX_NAMED) }];
  });
  return found.length === 0 ? {} : { setApart: found };
}
