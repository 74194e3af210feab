import {
  type AuditAnswer,
  type AuditTrendsAnswer,
  auditParamsSchema,
  auditTrendsParamsSchema,
  Method,
} from '@drift/shared';
import { auditTrends } from '../session/audit/audit-trends.ts';
import { runAudit } from '../session/audit/run-audit.ts';
import type { ServerContext } from './context.ts';
import { keepAudit } from './keep-audit.ts';
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
    const notRecorded = record
      ? await root.betweenRecordings(() => keepAudit(context, root, audited))
      : 'nothing was to be recorded';
    return { ...audited.answer, notRecorded };
  });
  onRequest(context, Method.auditTrends, auditTrendsParamsSchema, async ({ uri, days }): Promise<AuditTrendsAnswer> => {
    const { path, database } = rootMeant(context, uri);
    return auditTrends(host, { root: path, database }, days);
  });
}
