import {
  type BackupReason,
  type BackupRow,
  CONFIRMATION,
  displayText,
  Method,
  type WsListBackupsAnswer,
  wsCreateBackupAnswerSchema,
  wsDeleteBackupAnswerSchema,
  wsFailed,
  wsListBackupsAnswerSchema,
  wsRestoreBackupAnswerSchema,
} from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { unconfirmed } from './confirm.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';
import { bytesText, told } from './ws-output.ts';

/** `drift backup create`: keeps the database as it is now. */
export async function backupCreate(
  client: Client,
  terminal: Terminal,
  reason: BackupReason,
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.wsCreateBackup, { reason }, wsCreateBackupAnswerSchema);
  return told(terminal, answer, json, ({ backup, rotated }) => [
    `${backup.id} (${bytesText(backup.dbBytes)}, ${backup.integrityVerified ? 'verified' : 'not verified'})`,
    ...rotated.map((id) => `made room: ${id}`),
  ]);
}

/** `drift backup list`: the newest first. */
export async function backupList(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.wsListBackups, {}, wsListBackupsAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, answer);
  if (answer.backups.length === 0) terminal.print('There is no backup.\n');
  else
    terminal.print(
      columns(
        ['backup', 'made', 'size', 'schema', 'Drift', 'verified then'],
        answer.backups.map((b) => [
          b.id,
          b.createdAt,
          bytesText(b.dbBytes),
          `${b.schemaVersion}`,
          b.driftVersion,
          b.integrityVerified ? 'yes' : b.damaged === true ? 'of a damaged state' : 'no',
        ]),
      ),
    );
  for (const b of answer.broken) terminal.complain(`drift: ${displayText(`${b.path} is no whole backup: ${b.why}`)}\n`);
  return 0;
}

/** `drift backup info`: one backup, or the newest. */
export async function backupInfo(
  client: Client,
  terminal: Terminal,
  id: string | undefined,
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.wsListBackups, {}, wsListBackupsAnswerSchema);
  const found = chosen(answer, id);
  terminal.clearProgress();
  if (found === undefined) {
    terminal.complain(`drift: there is no backup${id === undefined ? '' : ` ${id}`}\n`);
    return 2;
  }
  if (json) return printJson(terminal, found);
  const { files = [], ...plain } = found;
  const rows = Object.entries(plain).map(([name, value]) => [name, String(value)]);
  const kept = files.map((f) => ['file', `${f.path} (${bytesText(f.bytes)})`]);
  terminal.print(columns(['what', 'value'], [...rows, ...kept]));
  return 0;
}

function chosen({ backups }: WsListBackupsAnswer, id: string | undefined): BackupRow | undefined {
  return id === undefined ? backups[0] : backups.find((b) => b.id === id);
}

/** Why there is nothing to ask about; `null` for a backup that is there, whole or not. */
async function unknownBackup(client: Client, id: string): Promise<ReturnType<typeof wsFailed> | null> {
  const { backups, broken } = await client.ask(Method.wsListBackups, {}, wsListBackupsAnswerSchema);
  const isKnown = backups.some((b) => b.id === id) || broken.some((b) => b.path.endsWith(`/${id}`));
  return isKnown ? null : wsFailed('BACKUP_NOT_FOUND', `there is no backup ${id}`, '`drift backup list` names them.');
}

/** `drift backup restore`: puts a backup in place of the database, which is kept before. */
export async function backupRestore(
  client: Client,
  terminal: Terminal,
  id: string,
  options: { readonly yes: boolean; readonly json: boolean },
): Promise<number> {
  const unknown = await unknownBackup(client, id);
  if (unknown !== null) return told(terminal, unknown, options.json, () => []);
  const question = `Put ${id} in place of the database? It is kept as a backup before.`;
  const refused = await unconfirmed(terminal, question, options.yes);
  if (refused !== null) return refused;
  const answer = await client.ask(Method.wsRestoreBackup, { id }, wsRestoreBackupAnswerSchema);
  return told(terminal, answer, options.json, ({ restoredFrom, safetyBackupId, note }) => [
    `restored ${restoredFrom}`,
    safetyBackupId === null ? 'there was no state before to keep' : `the state before is kept as ${safetyBackupId}`,
    ...(note === '' ? [] : [note]),
  ]);
}

/** `drift backup delete`. */
export async function backupDelete(
  client: Client,
  terminal: Terminal,
  id: string,
  options: { readonly yes: boolean; readonly json: boolean },
): Promise<number> {
  const unknown = await unknownBackup(client, id);
  if (unknown !== null) return told(terminal, unknown, options.json, () => []);
  const refused = await unconfirmed(terminal, `Delete the backup ${id} for good?`, options.yes);
  if (refused !== null) return refused;
  const answer = await client.ask(Method.wsDeleteBackup, { id, confirm: CONFIRMATION }, wsDeleteBackupAnswerSchema);
  return told(terminal, answer, options.json, ({ deleted }) => [`deleted ${deleted}`]);
}
