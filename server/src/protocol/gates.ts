import {
  type GatesRunAnswer,
  gatesRunParamsSchema,
  Method,
  type PolicyListAnswer,
  type PolicyShowAnswer,
  policyListParamsSchema,
  policyShowParamsSchema,
  renderPolicy,
} from '@drift/shared';
import { BUILT_IN_POLICIES } from '../enforcement/policy/built-in-policies.ts';
import { resolvePolicy } from '../enforcement/policy/resolve-policy.ts';
import { policiesIn, policyOf, policyTexts } from '../session/gates/policy-files.ts';
import { policyFor } from '../session/gates/policy-in-force.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { onRequest } from './on-request.ts';
import { answered } from './report.ts';
import { rootMeant } from './root-meant.ts';

/** `drift/gates/run`, `drift/policy/list` and `drift/policy/show`: whether a change may pass, and by what that is judged. */
export function registerGates(context: ServerContext, lanes: Lanes): void {
  onRequest(context, Method.gatesRun, gatesRunParamsSchema, async (params): Promise<GatesRunAnswer> => {
    const { gates, dryRun, ...about } = params;
    const { policy = '', policyOf: whose } = about;
    const { answer, run } = await answered(
      context,
      lanes,
      { ...about, policy },
      { policy, gates: gates ?? null, dryRun, policyOf: whose },
    );
    const { report } = answer;
    return {
      gates: run?.gates ?? null,
      findings: run?.named ?? [],
      more: run?.more ?? 0,
      files: report.summary.files,
      notRun: report.notRun,
      problems: report.problems,
    };
  });
  onRequest(context, Method.policyList, policyListParamsSchema, ({ uri }) => list(context, uri));
  onRequest(context, Method.policyShow, policyShowParamsSchema, async ({ id, uri }): Promise<PolicyShowAnswer> => {
    const { path, workspace } = rootMeant(context, uri);
    if (workspace.config === null) await workspace.configure(null);
    const { host } = context.session.options;
    const found = id === '' ? await policyFor(host, workspace, '') : await policyOf(policiesIn(host, path), id);
    if (!found.ok) return { policy: null, problems: found.problems };
    const { name, source, policy } = found.value;
    return { policy: { name, source, settings: policy, text: renderPolicy(policy) }, problems: [] };
  });
}

async function list(context: ServerContext, uri: string | undefined): Promise<PolicyListAnswer> {
  const { path, workspace } = rootMeant(context, uri);
  if (workspace.config === null) await workspace.configure(null);
  const { host } = context.session.options;
  const { texts, problems } = await policyTexts(policiesIn(host, path));
  const configured = await policyFor(host, workspace, '');
  const policies: PolicyListAnswer['policies'][number][] = [];
  const told = [...problems];
  const own = workspace.config?.config.policy.name;
  const chosen = own === undefined ? null : resolvePolicy(own, texts);
  for (const name of [...BUILT_IN_POLICIES.keys(), ...texts.keys()]) {
    const found = resolvePolicy(name, texts);
    if (!found.ok) {
      told.push(...found.problems);
      continue;
    }
    // A file that has the name of a built-in policy is never meant.
    if (policies.some((p) => p.name === name)) {
      const message = `"${name}" is the name of a built-in policy, so this file is not used`;
      told.push({ code: 'CONFIG_ERROR', message, file: texts.get(name)?.path ?? name });
      continue;
    }
    const isChosen = chosen?.ok === true && chosen.value.name === name;
    const { source, policy } = isChosen && configured.ok ? configured.value : found.value;
    const { description, mode, threshold, required_gates: required } = policy;
    policies.push({ name, source, configured: isChosen, description, mode, threshold, required });
  }
  const unknown = chosen?.ok === false ? chosen.problems : configured.ok ? [] : configured.problems;
  return { policies, problems: [...told, ...unknown.filter((p) => !told.some((t) => t.message === p.message))] };
}
