import { type AuditBrief, alertText } from '@drift/shared';
import { type Audited, runAudit } from '../session/audit/run-audit.ts';
import { keepHalvesApart } from '../session/drift-folder.ts';
import type { Root } from '../session/root.ts';
import type { ServerContext } from './context.ts';

/** Audits a root whose state an editor has just recorded, and keeps it as `drift audit` does. */
export async function auditRecorded(context: ServerContext, root: Root, goOn: () => boolean): Promise<void> {
  if (!goOn()) return;
  const { host, version } = context.session.options;
  const audited = await runAudit({ host, workspace: root.workspace, database: root.database, version });
  const problem = goOn() ? await keepAudit(context, root, audited) : '';
  if (problem !== '') context.connection.console.log(`Drift: this audit is not recorded: ${problem}`);
}

/**
 * Keeps an audit and tells clients of it; why it was not kept, or nothing. To be called while no scan is being recorded.
 */
export async function keepAudit(context: ServerContext, root: Root, { answer, record }: Audited): Promise<string> {
  if (!context.init.cache) return 'nothing is kept in this run';
  if (record === null) return 'the workspace was not read whole; drift check says why';
  const written = await root.database.recordAudit(record);
  if (!written.ok) return written.problems[0]?.message ?? 'the database could not be written';
  await keepHalvesApart(context.session.options.host, root.path);
  const { at, healthScore, newProject, preliminary, trends, alerts } = answer;
  tell(context, root, { at, healthScore, newProject, preliminary, trend: trends.health, alerts: [...alerts] });
  return '';
}

/** An alert is told once, for as long as it lasts; the state holds it until an audit that does not show it. */
function tell({ connection, status }: ServerContext, root: Root, audit: AuditBrief): void {
  const known = new Set(root.audit?.alerts.map(({ type, level }) => `${type} ${level}`));
  for (const alert of audit.alerts)
    if (!known.has(`${alert.type} ${alert.level}`))
      connection.console.warn(`Drift: ${alert.level}: ${alertText(alert)}, since the audit before`);
  root.audit = audit;
  status.note();
}
