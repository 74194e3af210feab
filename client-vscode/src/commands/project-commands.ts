import {
  digestAnswerSchema,
  displayText,
  Method,
  reportAnswerSchema,
  wsCreateBackupAnswerSchema,
  wsDetectAnswerSchema,
  wsDoctorAnswerSchema,
  wsInitializeAnswerSchema,
} from '@drift/shared';
import * as vscode from 'vscode';
import * as z from 'zod';
import { doctorText } from '../documents/doctor-text.ts';
import { noticeText } from '../plain-text.ts';
import { checkText } from './check-text.ts';
import type { Command, Drift } from './command.ts';
import { focus } from './finding-commands.ts';
import { folderMeant } from './folder-choice.ts';

/** Commands about a whole project. */
export const PROJECT_COMMANDS = {
  'drift.setup': { needs: ['server', 'trust'], run: setup },
  'drift.doctor': { needs: ['server'], run: doctor },
  'drift.runCheck': { needs: ['server'], run: runCheck },
  'drift.generateReport': { needs: ['server'], run: generateReport },
  'drift.backupNow': { needs: ['server', 'trust'], run: backupNow },
} as const satisfies Record<string, Command>;

async function setup(drift: Drift): Promise<void> {
  const folder = await folderMeant('Drift: set up which folder?');
  if (folder === null) return;
  const uri = folder.uri.toString();
  const { plan, warnings } = await drift.connection.ask(Method.wsDetect, { uri }, wsDetectAnswerSchema);
  const written = plan.filter((f) => f.action === 'create' || f.action === 'append');
  if (written.length === 0) {
    void vscode.window.showInformationMessage('Drift: nothing to do, this project is set up.');
    return;
  }
  const told = warnings.map((w) => `# ${displayText(w)}`);
  await drift.texts.show(
    `What setting up ${folder.name} writes.diff`,
    [...told, ...written.map((f) => f.diff), ''].join('\n'),
  );
  const names = written.map((f) => noticeText(f.path)).join(', ');
  // Not modal: the document has to be read, and scrolled, before the answer.
  const question = `Drift: write ${names}? The document shows every line; nothing that says something else is replaced.`;
  const answer = await vscode.window.showInformationMessage(question, 'Write', 'Cancel');
  if (answer !== 'Write') return;
  const done = await drift.connection.ask(Method.wsInitialize, { uri }, wsInitializeAnswerSchema);
  if (!done.ok) throw new Error(`${done.error.message}. ${done.error.hint}`);
  void vscode.window.showInformationMessage(
    noticeText([`Drift: wrote ${done.written.join(', ')}`, ...done.warnings].join('; ')),
  );
}

async function doctor(drift: Drift): Promise<void> {
  const folder = await folderMeant('Drift: examine which folder?');
  if (folder === null) return;
  const answer = await drift.connection.ask(Method.wsDoctor, { uri: folder.uri.toString() }, wsDoctorAnswerSchema);
  await drift.texts.show(`Doctor ${folder.name}.txt`, doctorText(answer, folder.name));
}

async function runCheck(drift: Drift): Promise<void> {
  const folder = await folderMeant('Drift: check which folder?');
  if (folder === null) return;
  const uri = folder.uri.toString();
  const { report } = await drift.connection.ask(Method.report, { uri }, reportAnswerSchema);
  const { digest, findings } = await drift.connection.ask(Method.digest, { uri }, digestAnswerSchema);
  const answer = await vscode.window.showInformationMessage(
    checkText(report, findings, digest),
    'Copy digest',
    'Show findings',
  );
  if (answer === 'Copy digest') await vscode.env.clipboard.writeText(digest);
  if (answer === 'Show findings') await focus('drift.findings');
}

const renderedSchema = z.object({ text: z.string() });
const FORMATS = [
  { label: 'SARIF', detail: 'For code scanning and other tools', format: 'sarif', ending: 'sarif' },
  { label: 'JSON', detail: 'As drift check --json prints it', format: 'json', ending: 'json' },
] as const;

async function generateReport(drift: Drift): Promise<void> {
  const folder = await folderMeant('Drift: report on which folder?');
  const chosen =
    folder === null ? undefined : await vscode.window.showQuickPick(FORMATS, { title: 'Drift: report as' });
  if (folder === null || chosen === undefined) return;
  const target = await vscode.window.showSaveDialog({
    title: 'Drift: save the report',
    defaultUri: vscode.Uri.joinPath(folder.uri, `drift-report.${chosen.ending}`),
  });
  if (target === undefined) return;
  const params = { uri: folder.uri.toString(), all: true, format: chosen.format, command: 'check' };
  const { text } = await drift.connection.ask(Method.render, params, renderedSchema);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(target);
}

async function backupNow(drift: Drift): Promise<void> {
  const folder = await folderMeant('Drift: back up which folder?');
  if (folder === null) return;
  const made = await drift.connection.ask(
    Method.wsCreateBackup,
    { uri: folder.uri.toString() },
    wsCreateBackupAnswerSchema,
  );
  if (!made.ok) throw new Error(`${made.error.message}. ${made.error.hint}`);
  const { id, path, dbBytes, integrityVerified } = made.backup;
  const state = integrityVerified ? 'verified' : 'not verified';
  void vscode.window.showInformationMessage(
    noticeText(`Drift: made the backup ${id} (${dbBytes} bytes, ${state}) in ${path}`),
  );
}
