import type { FileId } from '@drift/shared';
import { FileView } from '../rules/engine/file-view.ts';
import { NO_OBSERVATIONS, type ObservationSet } from '../rules/engine/observation-set.ts';
import { asksAcrossFiles } from './project-observations.ts';
import type { Workspace } from './workspace.ts';

/** What the conventions observe in a file as it stands, those that read other files included where somebody asks. */
export function observationsOf(
  workspace: Pick<Workspace, 'analysisOf' | 'activeRules' | 'projectFindings'>,
  file: FileId,
): ObservationSet {
  const { activeRules, projectFindings } = workspace;
  const analysis = workspace.analysisOf(file);
  if (analysis === null) return NO_OBSERVATIONS;
  if (activeRules === null || !asksAcrossFiles(activeRules, analysis.facts.language)) return analysis.observations;
  return projectFindings.observations(new FileView(file, analysis.role, analysis.facts), analysis);
}
