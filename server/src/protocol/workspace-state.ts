import {
  Method,
  wsAgentContextParamsSchema,
  wsDeleteParamsSchema,
  wsDiskUsageParamsSchema,
  wsExportParamsSchema,
  wsGcParamsSchema,
  wsHistoryParamsSchema,
  wsImportParamsSchema,
  wsMigrateParamsSchema,
  wsResetParamsSchema,
  wsStatusParamsSchema,
  wsUnlockParamsSchema,
  wsVerifyParamsSchema,
} from '@drift/shared';
import { diskUsage } from '../session/ws/disk-usage.ts';
import { history } from '../session/ws/history.ts';
import { exportTo, importFrom } from '../session/ws/move.ts';
import { deleteWorkspace, resetWorkspace } from '../session/ws/reset.ts';
import { agentContext, workspaceStatus } from '../session/ws/status.ts';
import { collectGarbage, migrateDatabase, unlock } from '../session/ws/upkeep.ts';
import { verifyWorkspace } from '../session/ws/verify.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { inNamedPlace, inPlace } from './ws-place.ts';

/** The methods about the state of a workspace: how it stands, its upkeep, moving it, resetting it. */
export function registerWorkspaceState(context: ServerContext): void {
  onRequest(context, Method.wsStatus, wsStatusParamsSchema, ({ uri }) => inPlace(context, uri, workspaceStatus));
  onRequest(context, Method.wsAgentContext, wsAgentContextParamsSchema, ({ uri }) =>
    inPlace(context, uri, agentContext),
  );
  onRequest(context, Method.wsVerify, wsVerifyParamsSchema, ({ uri, thorough }) =>
    inPlace(context, uri, (place, settings) => verifyWorkspace(place, settings, thorough)),
  );
  onRequest(context, Method.wsGc, wsGcParamsSchema, ({ uri, dryRun }) =>
    inPlace(context, uri, (place) => collectGarbage(place, dryRun)),
  );
  onRequest(context, Method.wsDiskUsage, wsDiskUsageParamsSchema, ({ uri }) => inPlace(context, uri, diskUsage));
  onRequest(context, Method.wsExport, wsExportParamsSchema, ({ uri, outputPath }) =>
    inPlace(context, uri, (place) => exportTo(place, outputPath)),
  );
  onRequest(context, Method.wsImport, wsImportParamsSchema, ({ uri, inputPath, confirm }) =>
    inNamedPlace(context, uri, (place) => importFrom(place, inputPath, confirm)),
  );
  onRequest(context, Method.wsReset, wsResetParamsSchema, ({ uri, confirm }) =>
    inNamedPlace(context, uri, (place) => resetWorkspace(place, confirm)),
  );
  onRequest(context, Method.wsDelete, wsDeleteParamsSchema, ({ uri, confirm }) =>
    inNamedPlace(context, uri, (place) => deleteWorkspace(place, confirm)),
  );
  onRequest(context, Method.wsMigrate, wsMigrateParamsSchema, ({ uri, dryRun }) =>
    inPlace(context, uri, (place) => migrateDatabase(place, dryRun)),
  );
  onRequest(context, Method.wsUnlock, wsUnlockParamsSchema, ({ uri, force }) =>
    inPlace(context, uri, (place) => unlock(place, force)),
  );
  onRequest(context, Method.wsHistory, wsHistoryParamsSchema, (params) =>
    inPlace(context, params.uri, (place) => history(place, params)),
  );
}
