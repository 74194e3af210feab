import { displayText } from '@drift/shared';
import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import * as z from 'zod';
import { scrubHere } from '../documents/scrub.ts';
import { labelText, noticeText } from '../plain-text.ts';
import { rootLines } from '../status/status-text.ts';
import type { Command, Drift } from './command.ts';
import { toldLine } from './pick-rows.ts';
import { clientOf } from './server-actions.ts';

/** Commands about the server and the extension itself. */
export const SERVER_COMMANDS = {
  'drift.restartServer': { needs: [], run: ({ connection }) => connection.restart() },
  'drift.showStatus': { needs: [], run: showStatus },
  'drift.showError': { needs: [], run: showError },
  'drift.showLogs': { needs: [], run: async ({ log }) => log.show() },
  'drift.openSettings': { needs: [], run: openSettings },
  'drift.reportProblem': { needs: [], run: reportProblem },
  'drift.rescan': { needs: ['server'], run: rescan },
  'drift.cancelReading': { needs: ['server'], run: cancelReading },
} as const satisfies Record<string, Command>;

/** What is known of how Drift stands, in lines; as the person sees it, names of folders included. */
function statusLines(drift: Drift): string[] {
  const { connection, shown } = drift;
  const roots = drift.status()?.roots ?? [];
  const version = connection.client?.initializeResult?.serverInfo?.version ?? '';
  const { hidden } = shown.counts();
  return [
    `server: ${connection.state.kind}${version === '' ? '' : ` (${version})`}`,
    ...roots.flatMap((r) => rootLines(r, true)),
    ...(hidden === 0 ? [] : [`${hidden} hidden by your display settings`]),
    ...(connection.lastError === '' ? [] : [`last error: ${displayText(connection.lastError)}`]),
  ];
}

const STATUS_ACTIONS = [
  { label: '$(list-unordered) Show findings', command: 'drift.showFindings' },
  { label: '$(book) Show conventions', command: 'drift.showConventions' },
  { label: '$(refresh) Read everything anew', command: 'drift.rescan' },
  { label: '$(output) Show logs', command: 'drift.showLogs' },
] as const;

async function showStatus(drift: Drift): Promise<void> {
  const { Separator } = vscode.QuickPickItemKind;
  const lines = statusLines(drift).map(toldLine);
  const rest = { label: 'What to do', kind: Separator, command: null };
  const picked = await vscode.window.showQuickPick([...lines, rest, ...STATUS_ACTIONS], { title: 'Drift: status' });
  if (picked !== undefined && picked.command !== null) await vscode.commands.executeCommand(picked.command);
}

async function showError(drift: Drift): Promise<void> {
  const failed = drift.status()?.roots.find((r) => r.phase === 'failed');
  const told = failed === undefined ? drift.connection.lastError : `${failed.name} was not read: ${failed.problem}`;
  if (told === '') {
    void vscode.window.showInformationMessage('Drift: nothing has gone wrong since the server started.');
    return;
  }
  await offerHelp(`Drift: ${told}`);
}

/** Shows what went wrong with what a person can do about it. */
export async function offerHelp(message: string): Promise<void> {
  const picked = await vscode.window.showErrorMessage(noticeText(message), 'Show logs', 'Retry', 'Report');
  if (picked === 'Show logs') await vscode.commands.executeCommand('drift.showLogs');
  if (picked === 'Retry') await vscode.commands.executeCommand('drift.restartServer');
  if (picked === 'Report') await vscode.commands.executeCommand('drift.reportProblem');
}

async function openSettings({ context }: Drift): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${context.extension.id}`);
}

/** Copies what helps to look into a problem, without what is private, and shows what was copied. */
async function reportProblem(drift: Drift): Promise<void> {
  const manifest = z.object({ version: z.string() }).parse(drift.context.extension.packageJSON);
  const settings = vscode.workspace.getConfiguration('drift');
  const text = [
    `Drift for VS Code ${manifest.version}`,
    `editor ${vscode.version} (${vscode.env.appName}), ${process.platform} ${process.arch}`,
    `folders ${vscode.workspace.workspaceFolders?.length ?? 0}, trusted: ${vscode.workspace.isTrusted}`,
    ...statusLines(drift),
    `settings ${JSON.stringify(settings)}`,
    '',
    'last lines of the log',
    ...drift.log.recent(),
    '',
  ].join('\n');
  const scrubbed = scrubHere(text);
  await vscode.env.clipboard.writeText(scrubbed);
  await drift.texts.show('Copied to the clipboard.txt', scrubbed);
}

const commandAnswerSchema = z.object({ success: z.boolean(), message: z.string() });

async function rescan(drift: Drift): Promise<void> {
  const answer: unknown = await clientOf(drift).sendRequest(ExecuteCommandRequest.type, { command: 'drift.rescan' });
  const { success, message } = commandAnswerSchema.parse(answer);
  if (!success) throw new Error(message);
  void vscode.window.setStatusBarMessage(`Drift: ${labelText(message)}`, 5_000);
}

async function cancelReading(drift: Drift): Promise<void> {
  const picked = await vscode.window.showWarningMessage(
    'Drift: stop reading? Findings of what was not read are missing until it is read again.',
    'Stop reading',
  );
  if (picked !== 'Stop reading') return;
  if ((await drift.readings.cancel(clientOf(drift))) === 0)
    throw new Error('nothing is being read that could be stopped');
}
