import {
  type FileId,
  type Finding,
  type FixAnswer,
  type FixParams,
  fixParamsSchema,
  Method,
  type Span,
} from '@drift/shared';
import { RULES } from '../enforcement/rule-settings.ts';
import { joinPath } from '../host/paths.ts';
import { applyEdits } from '../session/apply-edits.ts';
import { fixOf } from '../session/fixes.ts';
import { linesOf, placeOf } from '../session/positions-of.ts';
import { isNamingFinding } from '../session/rename.ts';
import { uncutFindings } from '../session/report.ts';
import type { Root } from '../session/root.ts';
import { secretsOfFile, shownChange } from '../session/shown-text.ts';
import { underPaths } from '../session/under-paths.ts';
import { unifiedDiff } from '../session/unified-diff.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { onRequest } from './on-request.ts';
import { renameByIds } from './rename-action.ts';
import { missingPaths, settledRoot } from './report.ts';

/** Fixes applied to one file one after the other before it is given up as not converging. */
const MAX_FIXES_PER_FILE = 500;

interface FileFixes {
  readonly applied: FixAnswer['applied'][number][];
  readonly refused: FixAnswer['refused'][number][];
  readonly before: string;
  /** Secrets of the text before, which no output may show. */
  readonly secrets: readonly Span[];
  readonly after: string;
}

/** `drift/fix`: applies the safe fixes of findings (all, of a rule, or by id), or shows them as a diff. */
export function registerFix(context: ServerContext, lanes: Lanes): void {
  onRequest(context, Method.fix, fixParamsSchema, async (params): Promise<FixAnswer> => {
    const root = await settledRoot(context, lanes, params.uri);
    const wanted = (f: Finding): boolean =>
      f.fixable !== undefined &&
      !isNamingFinding(f) &&
      (params.ids.length > 0 ? params.ids.some((id) => f.id.startsWith(id)) : f.fixable === 'safe') &&
      (params.rule === undefined || f.ruleId === params.rule);
    const answer: {
      applied: FixAnswer['applied'][number][];
      refused: FixAnswer['refused'][number][];
      diff: string;
      unknown: string[];
    } = { applied: [], refused: [], diff: '', unknown: await unknownNames(context, root, params) };
    await renameByIds(context, root, params, answer);
    for (const file of root.workspace.files()) {
      if (!underPaths(file, params.paths)) continue;
      const done = await fixFile(context, root, file, { wanted, unsafe: params.unsafe });
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
      answer.diff += unifiedDiff(file, ...shownChange(done.before, done.after, done.secrets));
    }
    return answer;
  });
}

/** What was asked for and is not there, as sentences. */
async function unknownNames(context: ServerContext, root: Root, params: FixParams): Promise<string[]> {
  const paths = (await missingPaths(context, root, params.paths)).map((p) => `${p} does not exist in the workspace`);
  const known = [...RULES.keys()];
  const rule =
    params.rule === undefined || known.some((id) => id === params.rule)
      ? []
      : [`there is no rule "${params.rule}"; drift rules lists them`];
  const ids: string[] = [];
  if (params.ids.length > 0) {
    const all = (await uncutFindings(root.workspace)).map((f) => f.id);
    ids.push(
      ...params.ids.filter((id) => !all.some((a) => a.startsWith(id))).map((id) => `no finding has the id "${id}"`),
    );
  }
  return [...paths, ...rule, ...ids];
}

/** Applies one fix at a time and judges again, so that no fix rests on a text that is gone. */
async function fixFile(
  context: ServerContext,
  root: Root,
  file: FileId,
  { wanted, unsafe }: { readonly wanted: (f: Finding) => boolean; readonly unsafe: boolean },
): Promise<FileFixes | null> {
  const { workspace } = root;
  const { analyzer } = context.session.options;
  const identity = workspace.identityOf(file);
  if (identity === null) return null;
  await workspace.prepare([file]);
  // Before the cut: what is not shown is mended all the same, and must not look like an addition when it moves up.
  const standing = (): readonly Finding[] => workspace.judgementOf(file, true).uncut;
  if (!standing().some(wanted)) return null;
  const before = await workspace.textOf(file);
  if (before === null) return null;
  await analyzer.ensure(identity.grammar);
  const lay = async (text: string): Promise<void> => {
    workspace.setOverlay(file, text, analyzer.analyze(identity, text));
    await workspace.prepare([file]);
  };
  const secrets = secretsOfFile(workspace, file, before);
  const result: FileFixes & { after: string } = { applied: [], refused: [], secrets, before, after: before };
  const refuse = (f: Finding, reason: string): void => {
    result.refused.push({ id: f.id, path: file, reason });
  };
  const given = new Set<string>();
  // From the end: an edit moves nothing before it, so places and ids of what is still to do stay as they are.
  const pending = (): readonly Finding[] =>
    standing()
      .filter((f) => wanted(f) && !given.has(f.id))
      .toReversed();
  for (let [next] = pending(); next !== undefined && given.size < MAX_FIXES_PER_FILE; [next] = pending()) {
    given.add(next.id);
    if (next.fixable === 'unsafe' && !unsafe) {
      refuse(next, 'its fix is unsafe and has to be checked; --unsafe applies it');
      continue;
    }
    const fix = await fixOf(workspace, analyzer, next, result.after);
    if (!fix.ok) {
      refuse(next, fix.reason);
      continue;
    }
    const { line } = placeOf(linesOf(workspace, file), next.start);
    const text = applyEdits(result.after, fix.fix.edits);
    await lay(text);
    result.after = text;
    result.applied.push({ id: next.id, path: file, line, title: fix.fix.title });
  }
  for (const f of pending()) refuse(f, `more than ${MAX_FIXES_PER_FILE} findings in one file; run drift fix again`);
  workspace.removeOverlay(file);
  result.applied.reverse();
  result.refused.reverse();
  return result;
}
