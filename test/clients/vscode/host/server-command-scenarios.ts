import { equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { NEW_FILE, PROJECT } from './demo.ts';
import { open, until, untilTrue } from './editor.ts';
import { ready } from './extension-api.ts';
import { scenario } from './scenario.ts';
import { choose, gesture, message, statusBar } from './window.ts';

const { executeCommand } = vscode.commands;

scenario('drift.restartServer: a new process answers', async () => {
  const { serverPid } = await ready();
  const before = serverPid();
  await executeCommand('drift.restartServer');
  await ready();
  await untilTrue('another process', () => serverPid() !== null && serverPid() !== before);
});

scenario('drift.showStatus: lists how Drift stands and what can be done', async () => {
  await ready();
  const done = executeCommand('drift.showStatus');
  const list = '.quick-input-widget:has-text("Drift: status")';
  await gesture({ do: 'wait', selector: list });
  const [text = ''] = await gesture({ do: 'texts', selector: list });
  for (const part of ['server: connected', 'files', 'Show findings']) equal(text.includes(part), true, text);
  await gesture({ do: 'press', keys: 'Escape' });
  await done;
});

scenario('drift.showError: says where nothing went wrong', async () => {
  await executeCommand('drift.showError');
  await message('nothing has gone wrong');
  await executeCommand('notifications.clearAll');
});

scenario('drift.showLogs: opens the log', async () => {
  await executeCommand('drift.showLogs');
  const log = await until('the log', () =>
    vscode.window.visibleTextEditors.find((e) => e.document.uri.scheme === 'output'),
  );
  await untilTrue('what it says', () => log.document.getText().includes('activated in'));
  await executeCommand('workbench.action.closePanel');
});

scenario('drift.openSettings: opens the settings of Drift alone', async () => {
  await executeCommand('drift.openSettings');
  await gesture({ do: 'wait', selector: '.settings-editor .setting-item:has-text("Severity Filter")' });
  await executeCommand('workbench.action.closeActiveEditor');
});

scenario('drift.reportProblem: copies what helps, without names of the machine', async () => {
  await executeCommand('drift.reportProblem');
  const text = await until('the text', async () => {
    const copied = await vscode.env.clipboard.readText();
    return copied.includes('Drift for VS Code') ? copied : undefined;
  });
  equal(text.includes('last lines of the log'), true, text);
  equal(text.includes(process.env['HOME'] ?? 'no home'), false, text);
  await executeCommand('workbench.action.closeActiveEditor');
});

scenario('drift.rescan: reads everything anew and says how much', async () => {
  await ready();
  await open(PROJECT, NEW_FILE);
  await executeCommand('drift.rescan');
  await untilTrue('what was read', async () => (await statusBar('files read')).length > 0);
});

scenario('drift.cancelReading: asks first, and says where nothing is being read', async () => {
  await ready();
  const done = executeCommand('drift.cancelReading');
  await message('stop reading?');
  await choose('Stop reading');
  await done;
  await message('nothing is being read that could be stopped');
  await executeCommand('notifications.clearAll');
});
