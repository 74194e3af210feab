import type { FileId } from '@drift/shared';
import { FileView } from '../rules/engine/file-view.ts';
import { NO_OBSERVATIONS, type ObservationSet } from '../rules/engine/observation-set.ts';
import { asksForProject } from './project-observations.ts';
import type { Workspace } from './workspace.ts';

/** What the conventions observe in a file as it stands, those that read other files included where somebody asks. */
export function observationsOf(
  workspace: Pick<Workspace, 'analysisOf' | 'config' | 'decisions' | 'projectFindings'>,
  file: FileId,
): ObservationSet {
  const { config, decisions, projectFindings } = workspace;
  const analysis = workspace.analysisOf(file);
  if (analysis === null) return NO_OBSERVATIONS;
  if (config === null || !asksForProject(config.config, decisions.decisions)) return analysis.observations;
  return projectFindings.observations(new FileView(file, analysis.role, analysis.facts), analysis);
}
