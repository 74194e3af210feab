import { type BaselineAnswer, baselineParamsSchema, Method } from '@drift/shared';
import { actOnBaseline } from '../session/baseline-actions.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { startLoading } from './load.ts';
import { onRequest } from './on-request.ts';
import { settledRoot } from './report.ts';

/** `drift/baseline`: begins, renews or shows the committed baseline of a root. */
export function registerBaseline(context: ServerContext, lanes: Lanes): void {
  onRequest(context, Method.baseline, baselineParamsSchema, async (params): Promise<BaselineAnswer> => {
    const root = await settledRoot(context, lanes, params.uri);
    const answer = await actOnBaseline(root.workspace, context.session.options.host, params);
    if (answer.done && params.change !== 'show') startLoading(context, lanes, root);
    return answer;
  });
}
