import { Method, patternsParamsSchema } from '@drift/shared';
import { patternsAnswer } from '../session/pattern-rows.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { onRequest } from './on-request.ts';
import { settledRoot } from './report.ts';

/** `drift/patterns`: functions that do the same kind of thing. Learns them when the first one asks. */
export function registerPatterns(context: ServerContext, lanes: Lanes): void {
  onRequest(context, Method.patterns, patternsParamsSchema, async (params) => {
    const { workspace } = await settledRoot(context, lanes, params.uri);
    return patternsAnswer(workspace, await workspace.patterns.ask(workspace.pacer()), params);
  });
}
