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
const UNREAD = 'could not be read or analysed';
const NOTHING_THERE = 'nothing that the question is about';
const DAMAGED = 'not around its syntax errors';
const NO_FILE = 'no source file of a known language is read there; it may be ignored';

/**
 * Files that hold no place of a convention, or in which its question was not asked everywhere, by reason: no places there
 * is no answer. So is a path under which there is no file.
 */
export function notAsked(
  workspace: Workspace,
  convention: Convention,
  params: WhereParams,
  answering: ReadonlySet<FileId>,
): WhereAnswer['notAsked'] {
  const { paths } = params;
  const byReason = new Map<string, string[]>();
  const add = (path: string, reason: string | null): void => {
    if (reason === null) return;
    const known = byReason.get(reason);
    if (known === undefined) byReason.set(reason, [path]);
    else known.push(path);
  };
  const left = new Map(workspace.leftOut().map((l) => [l.file, LEFT_OUT_TEXTS[l.reason].message]));
  const all = new Set([...left.keys(), ...workspace.files()]);
  for (const file of all) {
    if (!underPaths(file, paths)) continue;
    const analysis = workspace.analysisOf(file);
    if (analysis !== null && !isMeant(kindOf(analysis), params)) continue;
    const whole = left.get(file) ?? reasonFor(workspace, convention, file, analysis);
    add(file, whole ?? (answering.has(file) ? null : NOTHING_THERE));
  }
  const files = [...all];
  for (const path of paths) if (!files.some((file) => underPaths(file, [path]))) add(path, NO_FILE);
  return [...byReason].map(([reason, of]) => ({
    reason,
    partly: reason === DAMAGED,
    files: of.length,
    examples: of.slice(0, MAX_NAMED),
  }));
}

function kindOf({ facts, role }: FileAnalysis): CodeKind {
  return { language: facts.language, population: populationOf(role) };
}

interface CodeKind {
  readonly language: string;
  readonly population: ReturnType<typeof populationOf>;
}

/** True for code of the language and population that is asked about; code that is neither product nor test is of both. */
export function isMeant({ language, population }: CodeKind, asked: WhereParams): boolean {
  return (
    (asked.language ?? language) === language &&
    (population === null || (asked.population ?? population) === population)
  );
}

function reasonFor(
  { left }: Workspace,
  convention: Convention,
  file: FileId,
  analysis: FileAnalysis | null,
): string | null {
  if (analysis === null) return UNREAD;
  const whole = reasonIn(convention, analysis);
  if (whole !== null) return whole;
  const tool = left.to(convention, analysis.facts.language, file);
  if (tool !== null) return leftText(tool);
  return analysis.facts.table('damage').length === 0 ? null : DAMAGED;
}

/** Why nothing of an analysed file was asked; `null` where it was. */
function reasonIn(convention: Convention, { facts, role }: FileAnalysis): string | null {
  if (!convention.languages.includes(facts.language)) return `the question is not asked in ${facts.language}`;
  if (populationOf(role) === null) return `${role} code follows habits of its own`;
  return null;
}
