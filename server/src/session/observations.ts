import type { FileId, RuleId } from '@drift/shared';
import type { Snapshot } from '../analysis/conventions/snapshot.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import type { Observation } from './implicit-signals.ts';
import type { Workspace } from './workspace.ts';

/** What an open file shows now; `null` while it is not analysed. */
export function observationOf(workspace: Workspace, file: FileId): Observation | null {
  const analysis = workspace.analysisOf(file);
  if (analysis === null) return null;
  return {
    file,
    analysis,
    isSound: analysis.facts.table('damage').length === 0,
    settings: [workspace.config, workspace.feedback.effects, workspace.baseline.commit, workspace.left],
    law: lawOf(workspace.conventions),
    findings: workspace.judgementOf(file, true).findings,
  };
}

const laws = new WeakMap<Snapshot, ReadonlyMap<RuleId, string>>();

/** What each convention asks for, whatever the counts behind it. */
function lawOf(snapshot: Snapshot): ReadonlyMap<RuleId, string> {
  const known = laws.get(snapshot);
  if (known !== undefined) return known;
  const law = new Map<RuleId, string>();
  for (const [key, states] of snapshot) {
    for (const state of states) {
      const id = CONVENTIONS[state.convention]?.id;
      if (id === undefined || state.enforcement === null) continue;
      law.set(id, `${law.get(id) ?? ''}${key} ${state.scope.path}=${state.enforcement.expected}\n`);
    }
  }
  laws.set(snapshot, law);
  return law;
}
