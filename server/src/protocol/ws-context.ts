import { type ContextAnswer, Method, wsContextParamsSchema } from '@drift/shared';
import { readDecisions } from '../session/decisions.ts';
import { hasDriftFolder } from '../session/drift-folder.ts';
import { readProjectConfig } from '../session/project-config.ts';
import { projectId, projectName } from '../session/projects/registry.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { rootMeant } from './root-meant.ts';
import { shapeOf } from './ws-packages.ts';

/** `drift/ws.getContext`: what is known of a workspace without reading its files. */
export function registerContext(context: ServerContext, version: string): void {
  const { host, init } = context.session.options;
  onRequest(context, Method.wsContext, wsContextParamsSchema, async ({ uri }): Promise<ContextAnswer> => {
    const root = rootMeant(context, uri);
    const { path } = root;
    const [shape, settings, decided, folder] = await Promise.all([
      shapeOf(context, root),
      readProjectConfig(host, path, new Map(Object.entries(init.flags)), null),
      readDecisions(host, path, null),
      hasDriftFolder(host, path),
    ]);
    const countOf = (status: string): number => decided.decisions.filter((d) => d.status === status).length;
    return {
      project: { id: projectId(path), name: projectName(path), path },
      initialized: folder && settings.text !== null,
      driftVersion: version,
      languages: shape.languages.map((l) => l.language),
      frameworks: shape.frameworks.map((f) => f.name),
      layout: { ...shape.layout, packageCount: shape.packages.length },
      decisions: { approved: countOf('approved'), rejected: countOf('rejected'), pinned: countOf('pinned') },
      problems: [...settings.problems, ...decided.problems, ...decided.warnings].map((p) => p.message),
    };
  });
}
