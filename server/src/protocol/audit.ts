import {
  type AuditAnswer,
  type AuditTrendsAnswer,
  auditParamsSchema,
  auditTrendsParamsSchema,
  Method,
} from '@drift/shared';
import { auditTrends } from '../session/audit/audit-trends.ts';
import { type Audited, runAudit } from '../session/audit/run-audit.ts';
import { keepHalvesApart } from '../session/drift-folder.ts';
import type { Root } from '../session/root.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { onRequest } from './on-request.ts';
import { settledRoot } from './report.ts';
import { rootMeant } from './root-meant.ts';

/** `drift/audit` and `drift/audit/trends`: how well a code base keeps to its own conventions, now and over time. */
export function registerAudit(context: ServerContext, lanes: Lanes): void {
  const { host, version } = context.session.options;
  onRequest(context, Method.audit, auditParamsSchema, async ({ uri, record }): Promise<AuditAnswer> => {
    const root = await settledRoot(context, lanes, uri);
    const { workspace, database } = root;
    const audited = await runAudit({ host, workspace, database, version });
    const notRecorded = record ? await keep(context, root, audited.record) : 'nothing was to be recorded';
    return { ...audited.answer, notRecorded };
  });
  onRequest(context, Method.auditTrends, auditTrendsParamsSchema, async ({ uri, days }): Promise<AuditTrendsAnswer> => {
    const { path, database } = rootMeant(context, uri);
    return auditTrends(host, { root: path, database }, days);
  });
}

/** Keeps an audit between two scans that are recorded; why it was not kept, or nothing. */
function keep(context: ServerContext, root: Root, record: Audited['record']): Promise<string> {
  if (!context.init.cache) return Promise.resolve('nothing is kept in this run');
  if (record === null) return Promise.resolve('the workspace was not read whole; drift check says why');
  return root.betweenRecordings(async () => {
    const written = await root.database.recordAudit(record);
    if (!written.ok) return written.problems[0]?.message ?? 'the database could not be written';
    await keepHalvesApart(context.session.options.host, root.path);
    return '';
  });
}
