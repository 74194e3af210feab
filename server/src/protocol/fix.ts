import { type FileId, type Finding, type FixAnswer, fixParamsSchema, Method } from '@drift/shared';
import { joinPath } from '../host/paths.ts';
import { applyEdits, fixOf } from '../session/fixes.ts';
import { linesOf, placeOf } from '../session/positions-of.ts';
import type { Root } from '../session/session.ts';
import { unifiedDiff } from '../session/unified-diff.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { onRequest } from './on-request.ts';
import { settledRoot } from './report.ts';

/** Fixes applied to one file one after the other before it is given up as not converging. */
const MAX_FIXES_PER_FILE = 500;

interface FileFixes {
  readonly applied: FixAnswer['applied'][number][];
  readonly refused: FixAnswer['refused'][number][];
  readonly before: string;
  readonly after: string;
}

/** `drift/fix`: applies the safe fixes of findings (all, of a rule, or by id), or shows them as a diff. */
export function registerFix(context: ServerContext, lanes: Lanes): void {
  onRequest(context, Method.fix, fixParamsSchema, async (params): Promise<FixAnswer> => {
    const root = await settledRoot(context, lanes);
    const wanted = (f: Finding): boolean =>
      f.fixable !== undefined &&
      (params.ids.length > 0 ? params.ids.some((id) => f.id.startsWith(id)) : f.fixable === 'safe') &&
      (params.rule === undefined || f.ruleId === params.rule);
    const answer: {
      applied: FixAnswer['applied'][number][];
      refused: FixAnswer['refused'][number][];
      diff: string;
    } = { applied: [], refused: [], diff: '' };
    for (const file of root.workspace.files()) {
      if (params.paths.length > 0 && !params.paths.some((p) => p === '.' || file === p || file.startsWith(`${p}/`)))
        continue;
      const done = await fixFile(context, root, file, wanted);
      if (done === null) continue;
      if (done.after !== done.before && !params.dryRun) {
        const written = await context.session.options.host.writeFile(joinPath(root.path, file), done.after);
        if (!written.ok) {
          answer.refused.push(
            ...done.applied.map((a) => ({ id: a.id, path: file, reason: 'the file could not be written' })),
          );
          continue;
        }
      }
      answer.applied.push(...done.applied);
      answer.refused.push(...done.refused);
      answer.diff += unifiedDiff(file, done.before, done.after);
    }
    return answer;
  });
}

/** Applies one fix at a time and judges again, so that no fix rests on a text that is gone. */
async function fixFile(
  context: ServerContext,
  root: Root,
  file: FileId,
  wanted: (f: Finding) => boolean,
): Promise<FileFixes | null> {
  const { workspace } = root;
  const { analyzer } = context.session.options;
  const identity = workspace.identityOf(file);
  if (identity === null) return null;
  await workspace.prepare([file]);
  if (!workspace.findings(file, true).some(wanted)) return null;
  const before = await workspace.textOf(file);
  if (before === null) return null;
  await analyzer.ensure(identity.grammar);
  const result: FileFixes & { after: string } = { applied: [], refused: [], before, after: before };
  const given = new Set<string>();
  for (let k = 0; k < MAX_FIXES_PER_FILE; k++) {
    const current = workspace.findings(file, true);
    const next = current.find((f) => wanted(f) && !given.has(f.id));
    if (next === undefined) break;
    given.add(next.id);
    const fix = await fixOf(workspace, analyzer, next, result.after);
    const { line } = placeOf(linesOf(workspace, file), next.start);
    if (!fix.ok) {
      result.refused.push({ id: next.id, path: file, reason: fix.reason });
      continue;
    }
    const text = applyEdits(result.after, fix.fix.edits);
    workspace.setOverlay(file, text, analyzer.analyze(identity, text));
    await workspace.prepare([file]);
    const left = workspace.findings(file, true);
    if (left.some((f) => f.id === next.id) || left.length >= current.length) {
      workspace.setOverlay(file, result.after, analyzer.analyze(identity, result.after));
      await workspace.prepare([file]);
      result.refused.push({
        id: next.id,
        path: file,
        reason: 'the edit would not remove the finding, or would add another',
      });
      continue;
    }
    result.after = text;
    result.applied.push({ id: next.id, path: file, line, title: fix.fix.title });
  }
  workspace.removeOverlay(file);
  return result;
}
