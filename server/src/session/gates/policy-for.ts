import type { DriftConfig, Problem, Result } from '@drift/shared';
import { policyInScope, policyScopes } from '../../enforcement/policy/policy-scope.ts';
import { configuredPolicy, type NamedPolicy } from '../../enforcement/policy/resolve-policy.ts';
import type { Host } from '../../host/host.ts';
import type { ProjectConfigState } from '../project-config.ts';
import type { Workspace } from '../workspace.ts';
import { type PolicyPlace, policiesIn, policyOf, policyTexts } from './policy-files.ts';
import { runSubject, type SubjectSource } from './run-subject.ts';

/** A policy that is found, with what is odd about the choice; or why none is. */
export type PolicyFound =
  | {
      readonly ok: true;
      /** As it holds, with what drift.toml changes. */
      readonly value: NamedPolicy;
      /** Its own name. */
      readonly chosen: string;
      readonly warnings: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Where policies lie, and the settings that name one; `null` before they are read. */
export interface PolicyGround {
  readonly place: PolicyPlace;
  readonly settings: Pick<ProjectConfigState, 'config' | 'provenance'> | null;
}

/**
 * The policy a run is judged by: the one asked for; else the one drift.toml names; else the one whose scope holds for the
 * run; else the standard one. What drift.toml changes holds for every policy that was not asked for.
 */
export async function policyFor(
  host: Host,
  workspace: Workspace,
  asked: string,
  source: SubjectSource,
): Promise<PolicyFound> {
  return policyAmong({ place: policiesIn(host, workspace.root), settings: workspace.config }, asked, source);
}

/** As `policyFor`, over the policies of any place. */
export async function policyAmong(
  { place, settings }: PolicyGround,
  asked: string,
  source: SubjectSource,
): Promise<PolicyFound> {
  if (asked !== '' || settings === null) return found(await policyOf(place, asked === '' ? STANDARD : asked));
  const own = settings.config.policy;
  const isNamed = (settings.provenance.get('policy.name')?.layer ?? 'default') !== 'default';
  const choice = isNamed ? { ok: true as const, name: own.name, warnings: [] } : await chosen(place, source);
  if (!choice.ok) return choice;
  const named = await policyOf(place, choice.name);
  return found(named, { config: own, warnings: choice.warnings });
}

const STANDARD = 'standard';

type Choice =
  | { readonly ok: true; readonly name: string; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

async function chosen(place: PolicyPlace, source: SubjectSource): Promise<Choice> {
  const { texts } = await policyTexts(place);
  const scopes = policyScopes(texts);
  if (!scopes.ok) return scopes;
  const { name, warnings } = policyInScope(scopes.value, await runSubject(scopes.value, source));
  return { ok: true, name: name ?? STANDARD, warnings };
}

function found(
  named: Result<NamedPolicy>,
  {
    config = null,
    warnings = [],
  }: { readonly config?: DriftConfig['policy'] | null; readonly warnings?: readonly Problem[] } = {},
): PolicyFound {
  if (!named.ok) return named;
  const made = config === null ? named : configuredPolicy(named.value, config);
  return made.ok ? { ...made, chosen: named.value.name, warnings } : made;
}
