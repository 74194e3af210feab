// What the pictures of the documentation show, brought about in the editor; the window is photographed at each.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { BINDING, NEW_FILE, openAt, PROJECT } from './demo.ts';
import { open, until, untilTrue, uriOf } from './editor.ts';
import { api, ready } from './extension-api.ts';
import { startHolder } from './holder.ts';
import { runScenarios, scenario } from './scenario.ts';
import { choose, gesture } from './window.ts';

const { executeCommand } = vscode.commands;
const { Global, Workspace } = vscode.ConfigurationTarget;
const drift = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('drift');
/** Files that make reading last. */
const LARGE = 600;
const READING = /Drift [\d,]+\/[\d,]+$/;
/** Longer than a picture takes, shorter than a server may take. */
const SLOW_S = 4;

async function picture(name: string): Promise<void> {
  const { DRIFT_IMAGES: folder = '' } = process.env;
  await executeCommand('notifications.clearAll');
  await gesture({ do: 'picture', file: join(folder, name) });
}

/** Waits until the entry of the status bar shows a text. */
async function shows(text: RegExp): Promise<void> {
  const { statusLine } = await api();
  await untilTrue(`${text} in the status bar`, () => text.test(statusLine()?.text ?? ''));
}

/** Takes a picture of the entry alone while it shows a text; again where the entry changed meanwhile. */
async function entry(name: string, text: RegExp): Promise<void> {
  const { DRIFT_STATES: folder = '' } = process.env;
  const selector = '.statusbar-item[id^="drift"]';
  const { statusLine } = await api();
  await untilTrue(`a picture of ${text}`, async () => {
    await shows(text);
    const before = statusLine()?.text ?? '';
    const drawn = before.replace(/\$\([^)]*\)\s*/, '');
    await gesture({ do: 'wait', selector: `${selector}:has-text("${drawn}")` });
    await gesture({ do: 'part', selector, file: join(folder, `${name}.png`) });
    return statusLine()?.text === before;
  });
}

/** Opens rows of the tree that has the focus: each word is typed to find a row, which is then opened. */
async function openRow(text: string): Promise<void> {
  const selector = `.sidebar .monaco-list-row:has-text("${text}")`;
  await gesture({ do: 'wait', selector });
  await gesture({ do: 'click', selector: `${selector} .monaco-tl-twistie` });
}

scenario('walkthrough', async () => {
  // First, while the explorer shows nothing that another picture needs.
  await ready();
  await executeCommand('workbench.action.closeAllEditors');
  await executeCommand('workbench.action.openWalkthrough', 'drift.drift-vscode#start', false);
  await gesture({ do: 'wait', selector: '.gettingStartedContainer .step-title:has-text("What Drift does")' });
  await picture('vscode-walkthrough.png');
  await executeCommand('workbench.action.closeAllEditors');
});

scenario('findings', async () => {
  await ready();
  await executeCommand('workbench.actions.view.problems');
  await gesture({ do: 'wait', selector: '.markers-panel .monaco-list-row:has-text("SQL for query")' });
  await openAt(BINDING);
  await executeCommand('editor.action.showHover', { focus: false });
  await gesture({ do: 'wait', selector: '.monaco-hover:not(.hidden):has-text("32 of 32")' });
  await picture('vscode-findings.png');
  await executeCommand('workbench.action.closePanel');
});

scenario('trees', async () => {
  await gesture({ do: 'press', keys: 'Escape' });
  await gesture({ do: 'click', selector: '.monaco-editor .view-line >> nth=18' });
  await gesture({ do: 'gone', selector: '.monaco-hover:not(.hidden)' });
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
  // What explains an entry gets its size when the next one is chosen.
  await executeCommand('selectNextSuggestion');
  await executeCommand('selectPrevSuggestion');
  await picture('vscode-drift-toml.png');
  await executeCommand('hideSuggestWidget');
  await executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.workspace.fs.delete(file);
});

scenario('what is found, in the status bar', async () => {
  await ready();
  await open(PROJECT, NEW_FILE);
  await entry('05-findings', /Drift [1-9]\d*$/);
  await drift().update('display.severityFilter', ['error'], Workspace);
  await entry('06-some-hidden', /hidden/);
  await drift().update('display.severityFilter', undefined, Workspace);
  const { document } = await open(PROJECT, NEW_FILE);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), 'export {};\n');
  await vscode.workspace.applyEdit(edit);
  await entry('04-nothing-found', /pass/);
  await executeCommand('undo');
  await shows(/Drift [1-9]/);
});

scenario('the connection, in the status bar', async () => {
  const { serverPid } = await ready();
  // One that is held fast is waited for before the next is started.
  const pid = serverPid() ?? 0;
  process.kill(pid, 'SIGSTOP');
  const restarted = executeCommand('drift.restartServer');
  await entry('01-disconnected', /Disconnected/);
  process.kill(pid, 'SIGCONT');
  await restarted;
  await ready();
  await drift().update('server.path', slowServer(), Global);
  await entry('02-connecting', /Connecting/);
  await ready();
  await drift().update('server.path', '/no/such/program', Global);
  await entry('08-error', /Error/);
  await drift().update('server.path', undefined, Global);
  await ready();
  await restartUntilFailed();
  await entry('09-failed', /Failed/);
});

scenario('a history that another process writes, in the status bar', async () => {
  await drift().update('server.path', '/no/such/program', Global);
  await shows(/Error/);
  // Only a project that keeps something has a history to write.
  await vscode.workspace.fs.createDirectory(uriOf(PROJECT, '.drift'));
  const holder = await startHolder(uriOf(PROJECT, '').fsPath);
  await drift().update('server.path', undefined, Global);
  await ready();
  await entry('07-another-process-writes-the-history', /lock.*Drift [1-9]/);
  holder.end();
});

scenario('reading, in the status bar', async () => {
  const { onDidChange, serverPid, statusLine } = await ready();
  const source = await vscode.workspace.fs.readFile(uriOf(PROJECT, 'src/orders/save-order.ts'));
  for (let i = 0; i < LARGE; i++)
    await vscode.workspace.fs.writeFile(uriOf(PROJECT, `src/more/save-order-${i}.ts`), source);
  let held = 0;
  const heard = onDidChange(() => {
    const pid = serverPid();
    if (held !== 0 || pid === null || !READING.test(statusLine()?.text ?? '')) return;
    held = pid;
    process.kill(pid, 'SIGSTOP');
  });
  await executeCommand('drift.restartServer');
  await untilTrue('a server that reads', () => held !== 0);
  await entry('03-reading', READING);
  heard.dispose();
  const called = executeCommand('drift.cancelReading');
  await choose('Stop reading');
  // The held server hears it first when it goes on.
  await called;
  process.kill(held, 'SIGCONT');
  await entry('10-reading-called-off', /Not read/);
});

/** A program that takes its time and then is the server. */
function slowServer(): string {
  const { DRIFT_SCRATCH: scratch = '', DRIFT_NODE: node = '', DRIFT_CLI: cli = '' } = process.env;
  const file = join(scratch, 'slow-server.sh');
  writeFileSync(file, `#!/bin/sh\nsleep ${SLOW_S}\nexec '${node}' '${cli}' "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

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
