import { equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { NEW_FILE, PROJECT } from './demo.ts';
import { open, untilTrue, uriOf } from './editor.ts';
import { api, ready, statusTexts } from './extension-api.ts';
import { startHolder } from './holder.ts';
import { scenario } from './scenario.ts';
import { gesture, message, statusBar } from './window.ts';

const drift = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('drift');

/** Waits until the entry shows a text; what is drawn is looked at too. */
async function shows(text: string, drawn: string): Promise<void> {
  const { statusLine } = await ready();
  await untilTrue(`${text} in the status bar, not ${statusLine()?.text}`, () => statusLine()?.text === text);
  await gesture({ do: 'wait', selector: `.statusbar-item:has-text("${drawn}")` });
}

scenario('the status bar counts what is shown and what is hidden', async () => {
  await open(PROJECT, NEW_FILE);
  const all = await ready();
  const total = Object.values(all.counts().shown).reduce((a, b) => a + b, 0);
  await shows(`$(warning) Drift ${total}`, `Drift ${total}`);
  equal(all.statusLine()?.background, 'warning');
  await drift().update('display.severityFilter', ['error'], vscode.ConfigurationTarget.Workspace);
  const { error } = all.counts().shown;
  await shows(`$(warning) Drift ${error} · ${total - error} hidden`, `${total - error} hidden`);
  await drift().update('display.severityFilter', undefined, vscode.ConfigurationTarget.Workspace);
  await shows(`$(warning) Drift ${total}`, `Drift ${total}`);
});

scenario('the status bar is hidden where it is not wanted', async () => {
  await drift().update('display.showStatusBar', false, vscode.ConfigurationTarget.Workspace);
  await untilTrue('no entry', async () => (await statusBar('Drift')).length === 0);
  await drift().update('display.showStatusBar', undefined, vscode.ConfigurationTarget.Workspace);
  await untilTrue('an entry', async () => (await statusBar('Drift')).length > 0);
});

scenario('the status bar is calm where nothing is found', async () => {
  const file = uriOf(PROJECT, NEW_FILE);
  const text = await vscode.workspace.fs.readFile(file);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.workspace.fs.delete(file);
  await shows('$(pass) Drift', 'Drift');
  await vscode.workspace.fs.writeFile(file, text);
  await untilTrue('findings again', async () => /Drift [1-9]/.test((await ready()).statusLine()?.text ?? ''));
});

scenario('the status bar says that it connects', async () => {
  const given = await ready();
  const seen = await statusTexts(given, async () => {
    await vscode.commands.executeCommand('drift.restartServer');
    await ready();
  });
  equal(seen.includes('$(circle-slash) Drift: Disconnected'), true, seen.join('\n'));
  equal(seen.includes('$(sync~spin) Drift: Connecting…'), true, seen.join('\n'));
});

scenario('a program that is no server is an error with help', async () => {
  const { state, statusLine } = await ready();
  const { Global } = vscode.ConfigurationTarget;
  await drift().update('server.path', '/no/such/program', Global);
  await untilTrue('an error', () => state().kind === 'error');
  equal(statusLine()?.text, '$(error) Drift: Error');
  equal(statusLine()?.background, 'error');
  await message('could not be started');
});

scenario('a folder whose history another process writes has a lock that names it', async () => {
  const { status, statusLine } = await api();
  const holder = await startHolder(uriOf(PROJECT, '').fsPath);
  try {
    await drift().update('server.path', undefined, vscode.ConfigurationTarget.Global);
    await ready();
    await untilTrue('the holder', () => status()?.roots.some((r) => r.heldBy?.pid === holder.pid) === true);
    await untilTrue('a lock', () => statusLine()?.text.startsWith('$(lock) Drift') === true);
    const { tooltip = '' } = statusLine() ?? {};
    equal(tooltip.includes(`the history is written by another process`), true, tooltip);
    await gesture({ do: 'wait', selector: '.statusbar-item .codicon-lock' });
  } finally {
    holder.end();
  }
  await vscode.commands.executeCommand('notifications.clearAll');
});
