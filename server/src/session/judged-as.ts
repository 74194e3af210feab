import type { FileId, Finding } from '@drift/shared';
import { judgement } from '../enforcement/judge.ts';
import { FileView } from '../rules/engine/file-view.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import { observationsOf } from './observations-of.ts';
import type { Workspace } from './workspace.ts';

/**
 * What would be found in a file that is analysed if another text stood there, judged against the same snapshot: every line
 * counts as new, so that texts can be compared, and what people dismissed or accepted is found as well. Nothing of the
 * workspace is different afterwards, and nobody sees it in between.
 */
export function judgedAs(workspace: Workspace, file: FileId, analysis: FileAnalysis): readonly Finding[] {
  const { index, projectFindings, activeRules, config } = workspace;
  if (config === null) return [];
  const standing = workspace.analysisOf(file);
  const lay = (facts: FileAnalysis['facts'] | null): void => {
    projectFindings.replaced(file, index.replace(file, facts));
  };
  const isOther = standing !== analysis;
  if (isOther) lay(analysis.facts);
  try {
    const view = new FileView(file, analysis.role, analysis.facts);
    const observed = observationsOf({ analysisOf: () => analysis, activeRules, projectFindings }, file);
    return judgement({
      view,
      local: { ...analysis, observations: observed },
      project: projectFindings.of(view, activeRules),
      snapshot: workspace.conventions,
      outliers: workspace.outliers,
      patterns: workspace.patterns.law,
      config: config.config,
      isNewLine: () => true,
      hasBaseline: workspace.baseline.kind !== 'none',
      mayCite: () => false,
      left: workspace.left,
      day: workspace.baseline.day ?? null,
    }).uncut;
  } finally {
    if (isOther) lay(standing?.facts ?? null);
  }
}
