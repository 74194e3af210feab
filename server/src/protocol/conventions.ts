import {
  type ConventionsAnswer,
  conventionsParamsSchema,
  type DecideAnswer,
  type DecideParams,
  type Decision,
  type DiffAnswer,
  decideParamsSchema,
  diffConventionsParamsSchema,
  keyName,
  Method,
  type ShowConventionAnswer,
  showConventionParamsSchema,
  trendsParamsSchema,
  type WhereAnswer,
  whereParamsSchema,
} from '@drift/shared';
import { CONVENTIONS } from '../rules/registry.ts';
import { changesOf, type HistoryPoint, historyOf, historySince } from '../session/convention-history.ts';
import { conventionDetail, conventionRow, conventionStates } from '../session/convention-rows.ts';
import { conventionSites } from '../session/convention-sites.ts';
import { conventionTrends } from '../session/convention-trends.ts';
import { decideConvention } from '../session/decide.ts';
import { conventionKeys, conventionNumber } from '../session/decisions.ts';
import { authorOf } from '../session/feedback-actions.ts';
import { leftToToolsRows } from '../session/left-rows.ts';
import type { Root } from '../session/root.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { openSettingsOf } from './load.ts';
import { invalidParams, onRequest } from './on-request.ts';
import { settledRoot } from './report.ts';
import { rootMeant } from './root-meant.ts';

/** `drift/conventions` and what goes with it: list, show, where, decide, diff. */
export function registerConventions(context: ServerContext, lanes: Lanes): void {
  const { session } = context;
  onRequest(context, Method.conventions, conventionsParamsSchema, async ({ uri }): Promise<ConventionsAnswer> => {
    const { workspace } = await settledRoot(context, lanes, uri);
    return {
      conventions: conventionStates(workspace).map((s) => conventionRow(workspace, s.convention, s.state)),
      leftToTools: leftToToolsRows(workspace),
      baseline: workspace.baseline.description,
    };
  });
  onRequest(context, Method.showConvention, showConventionParamsSchema, async ({ key, since, uri }) => {
    const root = await settledRoot(context, lanes, uri);
    const points = since === undefined ? [] : await pointsSince(context, root, since);
    return show(root, numberOf(key), points);
  });
  onRequest(context, Method.where, whereParamsSchema, async (params): Promise<WhereAnswer> => {
    const { workspace } = await settledRoot(context, lanes, params.uri);
    return conventionSites(workspace, numberOf(params.key), params);
  });
  onRequest(context, Method.decide, decideParamsSchema, async (params) =>
    decide(context, lanes, await settledRoot(context, lanes, params.uri), params),
  );
  onRequest(context, Method.trends, trendsParamsSchema, async ({ key, uri }) => {
    return conventionTrends(
      rootMeant(context, uri).database,
      key === undefined ? null : (CONVENTIONS[numberOf(key)]?.id ?? null),
    );
  });
  onRequest(context, Method.diffConventions, diffConventionsParamsSchema, async ({ rev, uri }): Promise<DiffAnswer> => {
    const { workspace, controller } = await settledRoot(context, lanes, uri);
    const points = await historySince(workspace, session.options.host, rev, controller.signal);
    if (!points.ok)
      return {
        commits: [],
        changes: [],
        unchanged: 0,
        problem: points.problems[0]?.message ?? 'git could not be asked',
      };
    return changesOf(points.value, workspace.config?.config.analysis.dominance_threshold ?? 1);
  });
}

/** Makes a decision in a root and tells every client. */
export async function decide(
  context: ServerContext,
  lanes: Lanes,
  root: Root,
  params: DecideParams,
): Promise<DecideAnswer> {
  const open = openSettingsOf(root).decisions;
  if (open !== null && open !== root.workspace.decisions.text && root.workspace.decisions.text !== null)
    return { done: false, message: 'the decisions file is open with unsaved changes; save it first' };
  const outcome = await decideConvention(root.workspace, context.session.options.host, params);
  if (!outcome.done) return outcome;
  lanes.decisionsChanged(root);
  return { done: true, message: outcome.message + (await noted(context, root, params.status, outcome.decision)) };
}

/**
 * Notes a decision before it is acknowledged; what is to be added to the answer. The decision holds even where noting it
 * fails, for it stands in its own file.
 */
async function noted(
  context: ServerContext,
  root: Root,
  status: DecideParams['status'],
  decision: Decision,
): Promise<string> {
  const { host } = context.session.options;
  const written = await root.database.decide({
    author: await authorOf({ host, workspace: root.workspace }),
    key: decision.key,
    status,
    value: decision.value ?? '',
    language: decision.language ?? '',
    population: decision.population ?? '',
    scope: decision.scope ?? '',
    reason: decision.reason ?? '',
  });
  return written.ok ? '' : `; it is not in the history: ${written.problems[0]?.message ?? ''}`;
}

function show(root: Root, number: number, points: readonly HistoryPoint[]): ShowConventionAnswer {
  const { workspace } = root;
  return {
    conventions: conventionStates(workspace)
      .filter((s) => s.state.convention === number)
      .map((s) => conventionDetail(workspace, s.convention, s.state, historyOf(points, s.state))),
    leftToTools: leftToToolsRows(workspace, number),
    baseline: workspace.baseline.description,
  };
}

async function pointsSince(context: ServerContext, root: Root, since: string): Promise<readonly HistoryPoint[]> {
  const { host } = context.session.options;
  const points = await historySince(root.workspace, host, since, root.controller.signal);
  if (!points.ok) throw invalidParams(points.problems[0]?.message ?? 'git could not be asked');
  return points.value;
}

function numberOf(key: string): number {
  const number = conventionNumber(key);
  if (number === null)
    throw invalidParams(`there is no convention "${keyName(key)}"; known: ${conventionKeys().join(', ')}`);
  return number;
}
