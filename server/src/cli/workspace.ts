import {
  alertText,
  CONFIRMATION,
  counted,
  displayText,
  healthText,
  type LastAudit,
  Method,
  percentText,
  type WsHistoryParams,
  type WsVerify,
  wsDeleteAnswerSchema,
  wsDiskUsageAnswerSchema,
  wsExportAnswerSchema,
  wsGcAnswerSchema,
  wsHistoryAnswerSchema,
  wsImportAnswerSchema,
  wsMigrateAnswerSchema,
  wsResetAnswerSchema,
  wsStatusAnswerSchema,
  wsUnlockAnswerSchema,
  wsVerifyAnswerSchema,
} from '@drift/shared';
import picocolors from 'picocolors';
import { FACTOR_NAMES } from './audit-words.ts';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { unconfirmed } from './confirm.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';
import { bytesText, told } from './ws-output.ts';

/** How a verb that takes something away was asked. */
export interface Destructive {
  readonly yes: boolean;
  readonly json: boolean;
}

/** `drift status`: how the workspace stands, from what is recorded. */
export async function status(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const s = await client.ask(Method.wsStatus, {}, wsStatusAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, s);
  const { lastScan, lock } = s;
  const holder = lock.holder === null ? '' : ` by pid ${lock.holder.pid} (${lock.holder.command})`;
  const rows = [
    ['set up', s.initialized ? 'yes' : 'no'],
    ['health', `${s.health}${s.reasons.length === 0 ? '' : `: ${s.reasons.join('; ')}`}`],
    ['last scan', lastScan === null ? 'none recorded' : `${lastScan.at}, ${lastScan.age} ago`],
    ...(lastScan === null
      ? []
      : [
          [
            'it found',
            `${counted(lastScan.findings, 'finding')} in ${counted(lastScan.files, 'file')}, ${lastScan.newFindings} new: ${lastScan.errors} errors, ${lastScan.warnings} warnings, ${lastScan.infos} infos, ${lastScan.hints} hints`,
          ],
          ['it learned', counted(lastScan.conventions, 'convention')],
        ]),
    ['audit', auditText(s.lastAudit)],
    ...(s.lastAudit === null ? [] : [['made of', factorsText(s.lastAudit)], ...alertRows(s.lastAudit)]),
    ['recorded', `${counted(s.scans, 'scan')}, ${counted(s.decisions, 'decision')}`],
    ['schema', s.migrationNeeded ? `${s.schemaVersion}, to become ${s.latestSchema}` : `${s.schemaVersion}`],
    ['backups', `${s.backupCount}`],
    ['packages', s.layout.packageCount === 0 ? 'none recorded' : `${s.layout.packageCount}`],
    ['lock', `${lock.state}${holder}`],
    ['disk', `${bytesText(s.diskUsage.total)}, ${bytesText(s.diskUsage.reclaimable)} of it reclaimable`],
  ];
  const shown = columns(['workspace', ''], rows);
  const { green, yellow, red } = picocolors.createColors(terminal.color);
  const paint = { healthy: green, warning: yellow, critical: red, unknown: (text: string): string => text };
  terminal.print(shown.replace(/^(health +)(\w+)/m, (_, label: string, word: string) => label + paint[s.health](word)));
  return 0;
}

function auditText(last: LastAudit | null): string {
  if (last === null) return 'none recorded of this branch';
  return `health ${healthText(last)}, ${last.age} ago`;
}

/** What got worse with it, a row each. */
function alertRows({ alerts }: LastAudit): readonly (readonly string[])[] {
  return alerts.map((alert) => [alert.level, alertText(alert)]);
}

function factorsText({ factors }: LastAudit): string {
  return Object.entries(factors)
    .map(([name, value]) => `${FACTOR_NAMES[name] ?? name} ${percentText(value)}`)
    .join(', ');
}

/** `drift ws verify`: whether database, settings and backups are whole; 1 where something is not. */
export async function verify(client: Client, terminal: Terminal, thorough: boolean, json: boolean): Promise<number> {
  const v = await client.ask(Method.wsVerify, { thorough }, wsVerifyAnswerSchema);
  terminal.clearProgress();
  if (json) printJson(terminal, v);
  else {
    terminal.print(`${v.overall}: database ${v.db}, settings ${v.config}, ${backupsText(v.backups)}\n`);
    for (const reason of v.reasons) terminal.print(`  ${displayText(reason)}\n`);
  }
  return v.overall === 'healthy' ? 0 : 1;
}

function backupsText({ total, verified, keptDamaged }: WsVerify['backups']): string {
  const told = `${verified} of ${counted(total, 'backup')} verified`;
  return keptDamaged === 0 ? told : `${told}, ${keptDamaged} of a damaged state kept as it was`;
}

/** `drift ws gc`: takes away what nothing needs. */
export async function gc(client: Client, terminal: Terminal, dryRun: boolean, json: boolean): Promise<number> {
  const answer = await client.ask(Method.wsGc, { dryRun }, wsGcAnswerSchema);
  return told(terminal, answer, json, ({ rowsDeleted, bytesFreed, orphanedFilesDeleted }) => [
    `${dryRun ? 'would free' : 'freed'} ${bytesText(bytesFreed)}`,
    ...Object.entries(rowsDeleted).map(([table, rows]) => `  ${counted(rows, 'row')} of ${table}`),
    ...orphanedFilesDeleted.map((path) => `  ${path}`),
  ]);
}

/** `drift ws size`: bytes by what they are for. */
export async function size(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const usage = await client.ask(Method.wsDiskUsage, {}, wsDiskUsageAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, usage);
  terminal.print(
    columns(
      ['what', 'size'],
      [
        ['database', bytesText(usage.driftDb)],
        ['backups', bytesText(usage.backups)],
        ['cache', bytesText(usage.cache)],
        ['logs', bytesText(usage.logs)],
        ['total', bytesText(usage.total)],
        ['reclaimable', bytesText(usage.reclaimable)],
      ],
    ),
  );
  return 0;
}

/** `drift ws export`: the database as a folder that `drift ws import` reads. */
export async function exportWorkspace(
  client: Client,
  terminal: Terminal,
  outputPath: string,
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.wsExport, { outputPath }, wsExportAnswerSchema);
  return told(terminal, answer, json, ({ path, manifest }) => [`${path} (${bytesText(manifest.dbBytes)})`]);
}

/** `drift ws import`: an exported database in place of this one. */
export async function importWorkspace(
  client: Client,
  terminal: Terminal,
  inputPath: string,
  { yes, json }: Destructive,
): Promise<number> {
  const refused = await unconfirmed(terminal, 'Replace the database? It is kept as a backup before.', yes);
  if (refused !== null) return refused;
  const answer = await client.ask(Method.wsImport, { inputPath, confirm: CONFIRMATION }, wsImportAnswerSchema);
  return told(terminal, answer, json, (done) => ['imported', ...keptText(done)]);
}

/** `drift ws reset`: takes away what belongs to this machine. */
export async function reset(client: Client, terminal: Terminal, { yes, json }: Destructive): Promise<number> {
  const question = 'Take history, caches and logs away? Settings, decisions and backups stay.';
  const refused = await unconfirmed(terminal, question, yes);
  if (refused !== null) return refused;
  const answer = await client.ask(Method.wsReset, { confirm: CONFIRMATION }, wsResetAnswerSchema);
  return told(terminal, answer, json, (done) => ['reset', ...keptText(done)]);
}

/** `drift ws delete`: takes `.drift` away. */
export async function deleteWorkspace(client: Client, terminal: Terminal, { yes, json }: Destructive): Promise<number> {
  const question = 'Delete .drift with history and decisions? Backups stay.';
  const refused = await unconfirmed(terminal, question, yes);
  if (refused !== null) return refused;
  const answer = await client.ask(Method.wsDelete, { confirm: CONFIRMATION }, wsDeleteAnswerSchema);
  return told(terminal, answer, json, (done) => ['deleted .drift', ...keptText(done)]);
}

function keptText(done: { readonly safetyBackupId: string | null; readonly note: string }): readonly string[] {
  const kept = done.safetyBackupId === null ? [] : [`the state before is kept as ${done.safetyBackupId}`];
  return done.note === '' ? kept : [...kept, done.note];
}

/** `drift ws migrate`: brings the database to the newest schema. */
export async function migrate(client: Client, terminal: Terminal, dryRun: boolean, json: boolean): Promise<number> {
  const answer = await client.ask(Method.wsMigrate, { dryRun }, wsMigrateAnswerSchema);
  return told(terminal, answer, json, ({ from, to, backup }) => [
    from === to ? `schema ${to} is the newest` : `${dryRun ? 'would go' : 'went'} from schema ${from} to ${to}`,
    ...(backup === null ? [] : [`the state before is kept as ${backup.id}`]),
  ]);
}

/** `drift ws unlock`: takes the lock from a process that is gone. */
export async function unlock(client: Client, terminal: Terminal, force: boolean, json: boolean): Promise<number> {
  const answer = await client.ask(Method.wsUnlock, { force }, wsUnlockAnswerSchema);
  return told(terminal, answer, json, ({ removed, holder }) => [
    removed
      ? `took the lock${holder === null ? '' : ` from pid ${holder.pid} (${holder.command})`}`
      : 'there was no lock to take',
  ]);
}

/** `drift ws history`: what was recorded, page by page. */
export async function history(
  client: Client,
  terminal: Terminal,
  params: Partial<WsHistoryParams>,
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.wsHistory, params, wsHistoryAnswerSchema);
  return told(terminal, answer, json, ({ items, total, nextCursor }) => {
    const [first] = items;
    if (first === undefined) return ['nothing is recorded'];
    const names = Object.keys(first);
    const rows = items.map((item) => names.map((name) => String(item[name] ?? '')));
    const more = nextCursor === undefined ? [] : [`go on with --cursor ${nextCursor}`];
    return [...columns(names, rows).trimEnd().split('\n'), `${items.length} of ${total}`, ...more];
  });
}
