import {
  BASELINE_FILE,
  type BaselineAnswer,
  type BaselineEntry,
  type BaselineParams,
  counted,
  type Finding,
} from '@drift/shared';
import type { Host } from '../host/host.ts';
import { byRule, nothingDone, refusedInCi } from './baseline-answer.ts';
import { importIntoBaseline } from './baseline-import.ts';
import { baselineState } from './baseline-state.ts';
import { writeBaseline } from './baseline-write.ts';
import { uncutFindings } from './report.ts';
import type { Workspace } from './workspace.ts';

/** How a baseline is begun, renewed or shown. */
type Acting = BaselineParams & { readonly change: Exclude<BaselineParams['change'], 'import'> };

/** What is to be written, or why nothing is. */
type Plan =
  | { readonly ok: true; readonly kept: readonly Finding[] }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/**
 * Begins, renews or shows the committed baseline of a loaded workspace. The file is written whole or not at all, and one
 * process writes it at a time. What it says of the code afterwards needs the workspace to be loaded again.
 */
export async function actOnBaseline(workspace: Workspace, host: Host, params: BaselineParams): Promise<BaselineAnswer> {
  if (params.change === 'import') return importIntoBaseline(workspace, host, params);
  const findings = await uncutFindings(workspace);
  const state = baselineState(workspace);
  const before = workspace.baseline.accepted.entries;
  if (params.change === 'show') return shown(workspace, findings);
  const plan = planOf(workspace, { ...params, change: params.change }, findings);
  if (!plan.ok) return { ...nothingDone(plan.message), hint: plan.hint, state };
  const entries = entriesOf(plan.kept);
  const change = changeOf(before, entries);
  if (params.frozen && change.added > 0) return { ...refusedInCi(change.added), state };
  const written = await writeBaseline(workspace, host, entries);
  if (written !== null) return { ...nothingDone(written), state };
  return {
    done: true,
    message: `${BASELINE_FILE} accepts ${counted(entries.length, 'finding')}: ${change.added} added, ${change.removed} fixed, ${change.moved} moved`,
    ...change,
    state: { entries: entries.length, fixed: 0, grown: 0 },
    byRule: byRule(plan.kept),
  };
}

function planOf(workspace: Workspace, params: Acting, findings: readonly Finding[]): Plan {
  const hasOne = workspace.baseline.hasAccepted;
  const accepted = findings.filter((f) => f.accepted);
  switch (params.change) {
    case 'create':
      if (hasOne && !params.replace)
        return {
          ok: false,
          message: `${BASELINE_FILE} is there already`,
          hint: '`drift baseline update` takes out what is fixed; --replace begins anew.',
        };
      return { ok: true, kept: findings };
    case 'update':
      if (!hasOne)
        return { ok: false, message: `there is no ${BASELINE_FILE}`, hint: '`drift baseline create` begins one.' };
      return { ok: true, kept: params.add ? findings : accepted };
    case 'show':
      return { ok: true, kept: accepted };
  }
}

function entriesOf(findings: readonly Finding[]): readonly BaselineEntry[] {
  const ordinals = new Map<string, number>();
  return findings.map(({ file, ruleId, key }) => {
    const place = `${file}\0${key}`;
    const ordinal = ordinals.get(place) ?? 0;
    ordinals.set(place, ordinal + 1);
    return { path: file, ruleId, key, ordinal };
  });
}

interface Change {
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
}

/** An entry that is gone in one place and there in another has moved. */
function changeOf(before: readonly BaselineEntry[], after: readonly BaselineEntry[]): Change {
  const nameOf = ({ path, key, ordinal }: BaselineEntry): string => [path, key, ordinal].join('\0');
  const were = new Set(before.map(nameOf));
  const are = new Set(after.map(nameOf));
  const gone = new Map<string, number>();
  for (const e of before) if (!are.has(nameOf(e))) gone.set(e.key, (gone.get(e.key) ?? 0) + 1);
  let moved = 0;
  let added = 0;
  for (const e of after) {
    if (were.has(nameOf(e))) continue;
    const count = gone.get(e.key) ?? 0;
    if (count === 0) added++;
    else {
      gone.set(e.key, count - 1);
      moved++;
    }
  }
  return { added, removed: [...gone.values()].reduce((sum, n) => sum + n, 0), moved };
}

function shown(workspace: Workspace, findings: readonly Finding[]): BaselineAnswer {
  const state = baselineState(workspace);
  if (state === null)
    return { ...nothingDone(`there is no ${BASELINE_FILE}; \`drift baseline create\` begins one`), done: true };
  const fixed = state.fixed === 0 ? '' : `, ${state.fixed} of them fixed since`;
  const grown =
    state.grown === 0
      ? ''
      : `; it grew by ${counted(state.grown, 'entry', 'entries')} since ${workspace.baseline.description}`;
  return {
    ...nothingDone(`${BASELINE_FILE} accepts ${counted(state.entries, 'finding')}${fixed}${grown}`),
    done: true,
    state,
    byRule: byRule(findings.filter((f) => f.accepted)),
  };
}
