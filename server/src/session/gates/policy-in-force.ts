import type { Problem } from '@drift/shared';
import { openRepository } from '../../host/git.ts';
import type { Host } from '../../host/host.ts';
import { configAt } from '../project-config.ts';
import type { Workspace } from '../workspace.ts';
import { policiesAt } from './policy-files.ts';
import { type PolicyFound, policyAmong, policyFor } from './policy-for.ts';
import type { SubjectSource } from './run-subject.ts';

/** A policy that was asked for. */
export interface PolicyInForce {
  readonly named: PolicyFound;
  /** The day from which on progressive policies grow stricter; `''` for none. */
  readonly started: string;
}

/** The name of a policy or the path of its file, and whether it is the one that lies here or that of the commit compared with. */
export interface PolicyAsked {
  readonly policy: string;
  readonly policyOf: 'files' | 'baseline';
}

/**
 * The policy that a run is judged by. Where that of the commit compared with is asked for and there is none that can be
 * used, as in the change that brings it, it is the one that lies here, and that is told.
 */
export async function policyInForce(
  host: Host,
  workspace: Workspace,
  { policy, policyOf: whose }: PolicyAsked,
  source: SubjectSource,
): Promise<PolicyInForce> {
  const before = whose === 'baseline' ? await policyBefore(workspace, policy, { host, source }) : null;
  if (before?.named.ok === true) return before;
  const named = await policyFor(host, workspace, policy, source);
  const started = workspace.config?.config.policy.started ?? '';
  if (before === null || before.named.ok || !named.ok) return { named, started };
  const why = before.named.problems.map((p) => p.message).join('; ');
  const message = `the policy is judged by as it lies here, for the commit compared with has none that can be used: ${why}`;
  const told: Problem = { code: 'CONFIG_ERROR', message };
  return { named: { ...named, warnings: [...named.warnings, told] }, started };
}

/** As the commit compared with has it; `null` where there is no such commit. */
async function policyBefore(
  workspace: Workspace,
  asked: string,
  { host, source }: { readonly host: Host; readonly source: SubjectSource },
): Promise<PolicyInForce | null> {
  const { commit } = workspace.baseline;
  if (commit === undefined) return null;
  const repo = await openRepository(host, workspace.root);
  if (!repo.ok) return { named: repo, started: '' };
  if (repo.value === null) return null;
  const settings = await configAt(repo.value, commit, workspace.flags);
  if (!settings.ok) return { named: settings, started: '' };
  const named = await policyAmong({ place: policiesAt(repo.value, commit), settings: settings.value }, asked, source);
  return { named, started: settings.value.config.policy.started };
}
