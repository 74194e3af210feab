import type { DriftConfig, Problem, Result } from '@drift/shared';
import { configuredPolicy, type NamedPolicy } from '../../enforcement/policy/resolve-policy.ts';
import { openRepository } from '../../host/git.ts';
import type { Host } from '../../host/host.ts';
import { configAt } from '../project-config.ts';
import type { Workspace } from '../workspace.ts';
import { type PolicyPlace, policiesAt, policiesIn, policyOf } from './policy-files.ts';

type PolicySettings = DriftConfig['policy'];

/** A policy that was asked for. */
export interface PolicyInForce {
  readonly named: Result<NamedPolicy>;
  /** The day from which on progressive policies grow stricter; `''` for none. */
  readonly started: string;
  /** What is odd about it and leaves it in force. */
  readonly told: readonly Problem[];
}

/**
 * The policy that a run is judged by. Where that of the commit compared with is asked for and there is none that can be
 * used, as in the change that brings it, it is the one that lies here, and that is told.
 */
export async function policyInForce(
  host: Host,
  workspace: Workspace,
  { policy, policyOf: whose }: { readonly policy: string; readonly policyOf: 'files' | 'baseline' },
): Promise<PolicyInForce> {
  const before = whose === 'baseline' ? await policyBefore(host, workspace, policy) : null;
  if (before?.named.ok === true) return before;
  const here = {
    named: await policyFor(host, workspace, policy),
    started: workspace.config?.config.policy.started ?? '',
  };
  if (before === null || before.named.ok) return { ...here, told: [] };
  const why = before.named.problems.map((p) => p.message).join('; ');
  const message = `the policy is judged by as it lies here, for the commit compared with has none that can be used: ${why}`;
  return { ...here, told: [{ code: 'CONFIG_ERROR', message }] };
}

/** As the commit compared with has it; `null` where there is no such commit. */
async function policyBefore(host: Host, workspace: Workspace, asked: string): Promise<PolicyInForce | null> {
  const { commit } = workspace.baseline;
  if (commit === undefined) return null;
  const repo = await openRepository(host, workspace.root);
  if (!repo.ok) return { named: repo, started: '', told: [] };
  if (repo.value === null) return null;
  const config = await configAt(repo.value, commit, workspace.flags);
  if (!config.ok) return { named: config, started: '', told: [] };
  const own = config.value.policy;
  return { named: await policyAmong(policiesAt(repo.value, commit), asked, own), started: own.started, told: [] };
}

/** The policy asked for, as it lies here; what drift.toml changes holds for the one that it names itself. */
export function policyFor(host: Host, workspace: Workspace, asked: string): Promise<Result<NamedPolicy>> {
  return policyAmong(policiesIn(host, workspace.root), asked, workspace.config?.config.policy);
}

async function policyAmong(
  place: PolicyPlace,
  asked: string,
  own: PolicySettings | undefined,
): Promise<Result<NamedPolicy>> {
  if (asked !== '' || own === undefined) return policyOf(place, asked === '' ? 'standard' : asked);
  const named = await policyOf(place, own.name);
  return named.ok ? configuredPolicy(named.value, own) : named;
}
