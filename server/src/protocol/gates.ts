import {
  type FileId,
  type GatesRunAnswer,
  gatesRunParamsSchema,
  Method,
  type PolicyListAnswer,
  type PolicyShowAnswer,
  policyListParamsSchema,
  policyShowParamsSchema,
  renderPolicy,
  reportParamsSchema,
} from '@drift/shared';
import { BUILT_IN_POLICIES } from '../enforcement/policy/built-in-policies.ts';
import { resolvePolicy } from '../enforcement/policy/resolve-policy.ts';
import { subjectFiles } from '../session/gates/gate-input.ts';
import { headFacts } from '../session/gates/head-facts.ts';
import { policiesIn, policyOf, policyTexts } from '../session/gates/policy-files.ts';
import { type PolicyFound, policyFor } from '../session/gates/policy-for.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { onRequest } from './on-request.ts';
import { answered, settledRoot } from './report.ts';
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
  onRequest(context, Method.policyList, policyListParamsSchema, ({ uri }) => list(context, lanes, uri));
  onRequest(context, Method.policyShow, policyShowParamsSchema, async ({ id, uri }): Promise<PolicyShowAnswer> => {
    const { path, workspace } = rootMeant(context, uri);
    if (workspace.config === null) await workspace.configure(null);
    const { host } = context.session.options;
    const found = id === '' ? await inForce(context, lanes, uri) : await policyOf(policiesIn(host, path), id);
    if (!found.ok) return { policy: null, problems: found.problems };
    const { name, source, policy, scope } = found.value;
    return { policy: { name, source, settings: policy, text: renderPolicy(policy, scope) }, problems: [] };
  });
}

/** The policy that holds where none is asked for. The root is read only where a scope asks about files. */
function inForce(context: ServerContext, lanes: Lanes, uri: string | undefined): Promise<PolicyFound> {
  const { workspace } = rootMeant(context, uri);
  const { host } = context.session.options;
  const files = async (): Promise<readonly FileId[]> => {
    await settledRoot(context, lanes, uri);
    return subjectFiles(workspace, { params: reportParamsSchema.parse({}), files: null });
  };
  return policyFor(host, workspace, '', { files, head: () => headFacts(host, workspace.root) });
}

async function list(context: ServerContext, lanes: Lanes, uri: string | undefined): Promise<PolicyListAnswer> {
  const { path, workspace } = rootMeant(context, uri);
  if (workspace.config === null) await workspace.configure(null);
  const { host } = context.session.options;
  const { texts, problems } = await policyTexts(policiesIn(host, path));
  const configured = await inForce(context, lanes, uri);
  const policies: PolicyListAnswer['policies'][number][] = [];
  const told = [...problems];
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
    const isChosen = configured.ok && configured.chosen === name;
    const { source, policy } = isChosen ? configured.value : found.value;
    const { description, mode, threshold, required_gates: required } = policy;
    policies.push({ name, source, configured: isChosen, description, mode, threshold, required });
  }
  const unknown = configured.ok ? [] : configured.problems;
  return { policies, problems: [...told, ...unknown.filter((p) => !told.some((t) => t.message === p.message))] };
}
