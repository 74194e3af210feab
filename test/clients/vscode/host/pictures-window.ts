// What the pictures of the documentation show, brought about in the editor; the window is photographed at each.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { NEW_FILE, openAt, PROJECT, SQL } from './demo.ts';
import { open, until, untilTrue, uriOf } from './editor.ts';
import { api, ready } from './extension-api.ts';
import { startHolder } from './holder.ts';
import { runScenarios, scenario } from './scenario.ts';
import { gesture } from './window.ts';

const { executeCommand } = vscode.commands;

async function picture(name: string): Promise<void> {
  const { DRIFT_IMAGES: folder = '' } = process.env;
  await executeCommand('notifications.clearAll');
  await gesture({ do: 'picture', file: join(folder, name) });
}

/** The entry of the status bar alone. */
async function entry(name: string): Promise<void> {
  const { DRIFT_STATES: folder = '' } = process.env;
  const selector = '.statusbar-item[id^="drift"]';
  await gesture({ do: 'wait', selector });
  await gesture({ do: 'part', selector, file: join(folder, `${name}.png`) });
}

/** Opens rows of the tree that has the focus: each word is typed to find a row, which is then opened. */
async function openRow(text: string): Promise<void> {
  const selector = `.sidebar .monaco-list-row:has-text("${text}")`;
  await gesture({ do: 'wait', selector });
  await gesture({ do: 'click', selector: `${selector} .monaco-tl-twistie` });
}

scenario('findings', async () => {
  await ready();
  await openAt(SQL);
  await executeCommand('workbench.actions.view.problems');
  await gesture({ do: 'wait', selector: '.markers-panel .monaco-list-row:has-text("SQL for query")' });
  await openAt(SQL);
  await executeCommand('editor.action.showHover', { focus: false });
  await gesture({ do: 'wait', selector: '.monaco-hover:not(.hidden):has-text("bound parameters")' });
  await picture('vscode-findings.png');
  await executeCommand('workbench.action.closePanel');
});

scenario('trees', async () => {
  await executeCommand('drift.showConventions');
  await executeCommand('drift.conventions.focus');
  await openRow('error');
  await openRow('error-catch-binding');
  await openRow('Otherwise');
  await picture('vscode-conventions.png');
  await executeCommand('workbench.actions.treeView.drift.conventions.collapseAll');
  await executeCommand('drift.findings.focus');
  await openRow('refund-order.ts');
  await picture('vscode-findings-tree.png');
  await executeCommand('workbench.view.explorer');
});

scenario('completion', async () => {
  const file = uriOf(PROJECT, 'drift.toml');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('[scan]\n'));
  const editor = await open(PROJECT, 'drift.toml');
  editor.selection = new vscode.Selection(1, 0, 1, 0);
  await executeCommand('editor.action.triggerSuggest');
  await gesture({ do: 'wait', selector: '.suggest-widget.visible .monaco-list-row:has-text("extra_ignore")' });
  await executeCommand('toggleSuggestionDetails');
  await picture('vscode-drift-toml.png');
  await executeCommand('hideSuggestWidget');
  await executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.workspace.fs.delete(file);
});

scenario('walkthrough', async () => {
  await executeCommand('workbench.action.closeAllEditors');
  await executeCommand('workbench.action.openWalkthrough', 'drift.drift-vscode#start', false);
  await gesture({ do: 'wait', selector: '.gettingStartedContainer .step-title:has-text("What Drift does")' });
  await picture('vscode-walkthrough.png');
  await executeCommand('workbench.action.closeAllEditors');
});

scenario('states', async () => {
  const given = await ready();
  const settings = vscode.workspace.getConfiguration('drift');
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await open(PROJECT, NEW_FILE);
  const shows = (pattern: RegExp): Promise<void> =>
    untilTrue(String(pattern), () => pattern.test(given.statusLine()?.text ?? ''));
  await shows(/Drift [1-9]/);
  await entry('6-findings');
  await settings.update('display.severityFilter', ['error'], Workspace);
  await shows(/hidden/);
  await entry('7-some-hidden');
  await settings.update('display.severityFilter', undefined, Workspace);
  await settings.update('server.path', '/no/such/program', Global);
  await shows(/Error/);
  await entry('2-error');
  const holder = await startHolder(uriOf(PROJECT, '').fsPath);
  await settings.update('server.path', undefined, Global);
  await ready();
  await shows(/lock/);
  await entry('8-another-process-writes-the-history');
  holder.end();
  await restartUntilFailed();
  await shows(/Failed/);
  await entry('3-failed');
  await executeCommand('drift.restartServer');
  await ready();
  const text = await vscode.workspace.fs.readFile(uriOf(PROJECT, NEW_FILE));
  await executeCommand('workbench.action.closeAllEditors');
  await vscode.workspace.fs.delete(uriOf(PROJECT, NEW_FILE));
  await shows(/pass/);
  await entry('5-nothing-found');
  await vscode.workspace.fs.writeFile(uriOf(PROJECT, NEW_FILE), text);
});

/** Ends the server until the extension gives up. */
async function restartUntilFailed(): Promise<void> {
  const { state, serverPid } = await api();
  const killed = new Set<number>();
  while (state().kind !== 'failed') {
    const pid = await until('a server, or none any more', () => {
      const now = serverPid();
      if (state().kind === 'failed') return 0;
      return now !== null && !killed.has(now) && state().kind === 'connected' ? now : undefined;
    });
    if (pid === 0) return;
    killed.add(pid);
    process.kill(pid, 'SIGKILL');
    await untilTrue('its end', () => state().kind !== 'connected');
  }
}

/** What the editor calls. */
export const run = runScenarios;
