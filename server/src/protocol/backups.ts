import {
  Method,
  wsCreateBackupParamsSchema,
  wsDeleteBackupParamsSchema,
  wsListBackupsParamsSchema,
  wsRestoreBackupParamsSchema,
} from '@drift/shared';
import { backupsOf, createBackup, deleteBackup, restoreBackup } from '../session/ws/backup-actions.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { rootMeant } from './root-meant.ts';
import { inNamedPlace, inPlace } from './ws-place.ts';

/** The methods about backups of the database. */
export function registerBackups(context: ServerContext): void {
  onRequest(context, Method.wsCreateBackup, wsCreateBackupParamsSchema, ({ uri, reason }) =>
    inPlace(context, uri, (place) => createBackup(place, reason)),
  );
  onRequest(context, Method.wsListBackups, wsListBackupsParamsSchema, ({ uri }) =>
    backupsOf(context.session.options.host, rootMeant(context, uri).path),
  );
  onRequest(context, Method.wsRestoreBackup, wsRestoreBackupParamsSchema, ({ uri, id }) =>
    inNamedPlace(context, uri, (place) => restoreBackup(place, id)),
  );
  onRequest(context, Method.wsDeleteBackup, wsDeleteBackupParamsSchema, ({ uri, id, confirm }) =>
    inNamedPlace(context, uri, (place) => deleteBackup(place, id, confirm)),
  );
}
