import {
  BASELINE_SOURCE_FILES,
  BASELINE_SOURCES,
  type BaselineParams,
  type BaselineSource,
  type Problem,
  type Result,
} from '@drift/shared';
import type { ElsewhereList, ReadElsewhere } from '../enforcement/elsewhere/accepted-elsewhere.ts';
import { readCruiserViolations } from '../enforcement/elsewhere/cruiser-violations.ts';
import { readEslintSuppressions } from '../enforcement/elsewhere/eslint-suppressions.ts';
import { readGitleaksIgnore } from '../enforcement/elsewhere/gitleaks-ignore.ts';
import type { Host } from '../host/host.ts';
import { foreignMarksOf } from '../rules/engine/foreign-suppressions.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { readInside } from './read-inside.ts';
import type { Workspace } from './workspace.ts';

const READERS: Readonly<Record<Exclude<BaselineSource, 'nosemgrep'>, ReadElsewhere>> = {
  eslint: readEslintSuppressions,
  gitleaks: readGitleaksIgnore,
  'dependency-cruiser': readCruiserViolations,
};

/** What one list, or the comments of all files (`file` is `null`), accept. */
export interface NamedList {
  readonly source: BaselineSource;
  readonly file: string | null;
  readonly list: ElsewhereList;
}

/**
 * The lists that an import is about: those that are named, or those that lie under their usual names in the root, and
 * comments. A list that is named and cannot be read, or one that is no list, is a problem, and then nothing is imported.
 */
export async function importLists(
  host: Host,
  workspace: Workspace,
  { files, source }: Pick<BaselineParams, 'files' | 'source'>,
): Promise<Result<readonly NamedList[]>> {
  const lists: NamedList[] = [];
  const problems: Problem[] = [];
  const take = async (tool: BaselineSource, file: string, isNamed: boolean): Promise<void> => {
    if (tool === 'nosemgrep') return;
    const read = await readInside(host, workspace.root, file);
    if (!read.ok) {
      if (isNamed || read.reason !== 'missing') problems.push(...notRead(file, read.reason, read.problems));
      return;
    }
    const made = READERS[tool](decodeText(read.value).text, file.slice(0, file.lastIndexOf('/') + 1));
    if (made.ok) lists.push({ source: tool, file, list: made.value });
    else problems.push(problemOf(`${file} cannot be imported: ${made.message}`, file));
  };
  for (const file of files) {
    const tool = source ?? sourceOfName(file);
    if (tool === null || tool === 'nosemgrep') problems.push(noTool(file));
    else await take(tool, file, true);
  }
  if (files.length === 0)
    for (const tool of BASELINE_SOURCES) {
      if (source !== undefined && source !== tool) continue;
      const file = BASELINE_SOURCE_FILES[tool];
      if (file !== null) await take(tool, file, false);
      else lists.push(...comments(workspace));
    }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: lists };
}

/** What `nosemgrep` comments accept; nothing where there is none. */
function comments(workspace: Workspace): readonly NamedList[] {
  const entries = workspace.files().flatMap((path) => {
    const facts = workspace.analysisOf(path)?.facts;
    const marks = facts === undefined ? [] : foreignMarksOf(facts, 'nosemgrep');
    return marks.map(({ written, lines }) => ({
      path,
      names: written,
      lines: [lines],
      was: null,
      most: Number.POSITIVE_INFINITY,
    }));
  });
  return entries.length === 0 ? [] : [{ source: 'nosemgrep', file: null, list: { entries, faults: [] } }];
}

function sourceOfName(file: string): BaselineSource | null {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return BASELINE_SOURCES.find((tool) => BASELINE_SOURCE_FILES[tool] === name) ?? null;
}

function noTool(file: string): Problem {
  return problemOf(`the name of ${file} does not tell which tool it is of; say it with --from`, file);
}

function notRead(file: string, reason: string, problems: readonly Problem[]): readonly Problem[] {
  return reason === 'missing' ? [problemOf(`${file} does not exist`, file)] : problems;
}

function problemOf(message: string, file: string): Problem {
  return { code: 'BASELINE_ERROR', message, file };
}
