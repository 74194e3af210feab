import { Method, noParamsSchema, type SwitchProjectAnswer, wsFailed, wsSwitchProjectParamsSchema } from '@drift/shared';
import { findProject } from '../session/projects/find-project.ts';
import { readProjects, switchTo } from '../session/projects/registry.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';

/** `drift/ws.listProjects` and `drift/ws.switchProject`: the projects this user has set up. */
export function registerProjects(context: ServerContext): void {
  const { host } = context.session.options;
  onRequest(context, Method.wsProjects, noParamsSchema, async () => ({ projects: await readProjects(host) }));
  onRequest(
    context,
    Method.wsSwitchProject,
    wsSwitchProjectParamsSchema,
    async ({ identifier, remember }): Promise<SwitchProjectAnswer> => {
      const found = await findProject(host, await readProjects(host), identifier);
      if (!found.ok || !remember) return found;
      const noted = await switchTo(host, found.project);
      if (noted.ok) return { ok: true, project: { ...found.project, active: true } };
      const why = noted.problems[0]?.message ?? noted.reason;
      return wsFailed('IO_ERROR', `the switch could not be noted: ${why}`, 'Check that your home can be written.');
    },
  );
}
