import type { FileId, WhereAnswer, WhereParams } from '@drift/shared';
import { populationOf } from '../enforcement/convention-findings.ts';
import { leftText } from '../enforcement/left-to-tools.ts';
import type { Convention } from '../rules/engine/convention.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import { LEFT_OUT_TEXTS } from './left-out.ts';
import { underPaths } from './under-paths.ts';
import type { Workspace } from './workspace.ts';

/** Files named for each reason. */
const MAX_NAMED = 5;

/** Files in which a convention's question was not asked, or not everywhere, by reason: no places there is no answer. */
export function notAsked(workspace: Workspace, convention: Convention, params: WhereParams): WhereAnswer['notAsked'] {
  const byReason = new Map<string, FileId[]>();
  const add = (file: FileId, reason: string | null): void => {
    if (reason !== null) byReason.set(reason, [...(byReason.get(reason) ?? []), file]);
  };
  const left = new Map(workspace.leftOut().map((l) => [l.file, LEFT_OUT_TEXTS[l.reason].message]));
  for (const file of new Set([...left.keys(), ...workspace.files()])) {
    if (!underPaths(file, params.paths)) continue;
    const analysis = workspace.analysisOf(file);
    add(file, left.get(file) ?? reasonFor(workspace, convention, file, analysis));
  }
  return [...byReason].map(([reason, files]) => ({ reason, files: files.length, examples: files.slice(0, MAX_NAMED) }));
}

function reasonFor(
  { left }: Workspace,
  convention: Convention,
  file: FileId,
  analysis: FileAnalysis | null,
): string | null {
  if (analysis === null) return 'could not be read or analysed';
  const tool = left.to(convention, analysis.facts.language, file);
  return reasonIn(convention, analysis) ?? (tool === null ? null : leftText(tool));
}

/** Why an analysed file was not asked, or not everywhere; `null` where it was. */
function reasonIn(convention: Convention, { facts, role }: FileAnalysis): string | null {
  if (!convention.languages.includes(facts.language)) return `the question is not asked in ${facts.language}`;
  if (populationOf(role) === null) return `${role} code follows habits of its own`;
  const damage = facts.table('damage').length;
  return damage === 0 ? null : 'only around its syntax errors';
}
