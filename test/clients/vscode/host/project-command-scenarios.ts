import { equal } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import * as vscode from 'vscode';
import { driftCheck } from './command-line.ts';
import { PROJECT } from './demo.ts';
import { until, untilTrue, uriOf } from './editor.ts';
import { ready } from './extension-api.ts';
import { scenario } from './scenario.ts';
import { choose, gesture, message, pick } from './window.ts';

const { executeCommand } = vscode.commands;

/** The text for reading that a command has opened. */
function shownText(part: string): Promise<string> {
  return until(`a text with ${part}`, () => {
    const { document } = vscode.window.activeTextEditor ?? {};
    const text = document?.uri.scheme === 'drift-text' ? document.getText() : '';
    return text.includes(part) ? text : undefined;
  });
}

scenario('drift.doctor: opens what it found', async () => {
  await executeCommand('drift.doctor');
  await shownText(PROJECT);
});

scenario('drift.runCheck: tells the digest of drift check', async () => {
  await vscode.workspace.saveAll();
  const { digest, summary } = driftCheck(PROJECT);
  await ready();
  const done = executeCommand('drift.runCheck');
  const text = await message('Digest');
  equal(text.includes(digest), true, `${text}\nwanted ${digest}`);
  equal(text.includes(`in ${summary.files} files`), true, text);
  await choose('Copy digest');
  await done;
  equal(await vscode.env.clipboard.readText(), digest);
});

scenario('drift.runCheck: tells what is wrong with the settings', async () => {
  await ready();
  const file = uriOf(PROJECT, 'drift.toml');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('[scan]\nno_such_key = 1\n'));
  try {
    await untilTrue('the problem', async () => {
      const done = executeCommand('drift.runCheck');
      const text = await message('Digest');
      await executeCommand('notifications.clearAll');
      await done;
      return text.includes('Problem: drift.toml: ') && text.includes('no_such_key');
    });
  } finally {
    await vscode.workspace.fs.delete(file);
  }
});

scenario('drift.generateReport: writes SARIF', async () => {
  const done = executeCommand('drift.generateReport');
  await pick('Drift: report as', 'SARIF');
  await gesture({ do: 'wait', selector: '.quick-input-widget:has-text("Drift: save the report")' });
  await gesture({ do: 'press', keys: 'Enter' });
  await done;
  const file = uriOf(PROJECT, 'drift-report.sarif');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const written: unknown = JSON.parse(text);
  equal(typeof written === 'object' && written !== null && 'runs' in written, true, text.slice(0, 200));
  equal(text.includes('drift/secret/vendor-token'), true);
  await executeCommand('workbench.action.closeActiveEditor');
  await vscode.workspace.fs.delete(file);
});

scenario('drift.backupNow: makes a backup', async () => {
  await ready();
  await executeCommand('drift.backupNow');
  await message('made the backup');
  equal(readdirSync(uriOf(PROJECT, '.drift-backups').fsPath).length > 0, true);
  await executeCommand('notifications.clearAll');
});

scenario('completion in drift.toml offers settings with what they mean', async () => {
  const file = uriOf(PROJECT, 'drift.toml');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('[scan]\n'));
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const place = document.lineAt(document.lineCount - 1).range.end;
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    place,
  );
  const names = list.items.map((i) => (typeof i.label === 'string' ? i.label : i.label.label));
  equal(names.includes('extra_ignore'), true, names.join(', '));
  await executeCommand('workbench.action.closeActiveEditor');
  await vscode.workspace.fs.delete(file);
});
