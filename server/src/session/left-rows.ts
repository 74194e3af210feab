import { byCodeUnit, keyName, type LeftToTool } from '@drift/shared';
import { populationOf } from '../enforcement/convention-findings.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import type { Workspace } from './workspace.ts';

/** What tools decide in the files of a workspace, by key, language and settings; of one convention where it is named. */
export function leftToToolsRows(workspace: Workspace, number: number | null = null): readonly LeftToTool[] {
  const conventions = CONVENTIONS.filter((c, i) => c.leftTo !== undefined && (number === null || number === i));
  const rows = new Map<string, LeftToTool>();
  for (const file of workspace.files()) {
    const analysis = workspace.analysisOf(file);
    if (analysis === null || populationOf(analysis.role) === null) continue;
    const { language } = analysis.facts;
    for (const convention of conventions) {
      if (!convention.languages.includes(language)) continue;
      const settings = workspace.left.to(convention, language, file);
      if (settings === null) continue;
      const { tool, file: path } = settings;
      const name = `${keyName(convention.id)} ${language} ${path}`;
      const files = (rows.get(name)?.files ?? 0) + 1;
      rows.set(name, { key: keyName(convention.id), language, tool, path, files });
    }
  }
  return [...rows].sort(([a], [b]) => byCodeUnit(a, b)).map(([, row]) => row);
}
