import {
  type DetectAnswer,
  type InitializeAnswer,
  type InitializeParams,
  Method,
  wsDetectParamsSchema,
  wsInitializeParamsSchema,
} from '@drift/shared';
import { openRepository } from '../host/git.ts';
import type { Host } from '../host/host.ts';
import { initialize } from '../session/setup/initialize.ts';
import { planSetup } from '../session/setup/planned-files.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { rootMeant } from './root-meant.ts';
import { shapeOf } from './ws-packages.ts';

/** `drift/ws.detect` and `drift/ws.initialize`: what there is, what setting up would write, and setting up. */
export function registerSetup(context: ServerContext): void {
  const { host } = context.session.options;
  onRequest(context, Method.wsDetect, wsDetectParamsSchema, async ({ uri, template }): Promise<DetectAnswer> => {
    const root = rootMeant(context, uri);
    const [git, shape] = await Promise.all([gitAt(host, root.path), shapeOf(context, root)]);
    const plan = await planSetup(host, root.path, { template, isRepository: git.repository });
    return { root: root.path, git, shape, plan: plan.files, warnings: [...plan.warnings, ...plan.problems] };
  });
  onRequest(context, Method.wsInitialize, wsInitializeParamsSchema, (params) => setUp(context, params));
}

/** Writes the files of a project that are missing. */
export async function setUp(
  context: ServerContext,
  { uri, template, force }: InitializeParams,
): Promise<InitializeAnswer> {
  const { host } = context.session.options;
  const { path } = rootMeant(context, uri);
  const { repository } = await gitAt(host, path);
  return initialize(host, path, { template, force, isRepository: repository });
}

async function gitAt(host: Host, root: string): Promise<DetectAnswer['git']> {
  const opened = await openRepository(host, root);
  if (!opened.ok) {
    const message = opened.problems[0]?.message ?? 'git could not be asked';
    return { available: false, repository: false, message };
  }
  return opened.value === null
    ? { available: true, repository: false, message: 'no repository here: every line counts as new' }
    : { available: true, repository: true, message: 'lines you change are told apart from older ones' };
}
