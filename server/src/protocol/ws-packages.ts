import { Method, type PackagesAnswer, type WorkspaceShape, wsPackagesParamsSchema } from '@drift/shared';
import { readShape } from '../session/detection/read-shape.ts';
import { readProjectConfig } from '../session/project-config.ts';
import type { Root } from '../session/root.ts';
import { scanOptionsOf } from '../session/scan/scan-options.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { rootMeant } from './root-meant.ts';

/** `drift/ws.listPackages`: the packages of a workspace and who depends on whom. */
export function registerPackages(context: ServerContext): void {
  onRequest(context, Method.wsPackages, wsPackagesParamsSchema, async ({ uri }): Promise<PackagesAnswer> => {
    const { layout, packages } = await shapeOf(context, rootMeant(context, uri));
    return { layout, packages };
  });
}

/** What a root is made of, read from the disk as it is now; no source file is opened. */
export async function shapeOf({ session }: ServerContext, root: Root): Promise<WorkspaceShape> {
  const { host, init } = session.options;
  const { config } = await readProjectConfig(host, root.path, new Map(Object.entries(init.flags)), null);
  const scan = await root.workspace.pool.scan(root.path, scanOptionsOf(config), root.controller.signal);
  return readShape(host, root.path, scan);
}
