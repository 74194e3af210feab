import { equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { BINDING, NEW_FILE, openAt, PROJECT, SECRET, SQL, undoTo } from './demo.ts';
import { diagnosticOf, noDiagnosticOf, until, uriOf } from './editor.ts';
import { ready, rowAt } from './extension-api.ts';
import { scenario } from './scenario.ts';
import { answer, gesture, message, pick } from './window.ts';

const { executeCommand } = vscode.commands;
const file = (): vscode.Uri => uriOf(PROJECT, NEW_FILE);

/** The text with the one safe fix of the file made. */
function fixed(text: string): string {
  return text
    .replace('catch (e) {', 'catch (error) {')
    .replace('error: e }', 'error: error }')
    .replace('throw e;', 'throw error;');
}

scenario('drift.explain: opens everything there is to say about a finding', async () => {
  await openAt(SQL);
  await executeCommand('drift.explain');
  const tab = await until('the preview', () => {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    return activeTab?.input instanceof vscode.TabInputWebview ? activeTab : undefined;
  });
  equal(/Finding/.test(tab.label), true, tab.label);
  await executeCommand('workbench.action.closeActiveEditor');
});

scenario('drift.quickFix: makes the fix at the cursor', async () => {
  const editor = await openAt(BINDING);
  const before = editor.document.getText();
  await executeCommand('drift.quickFix');
  equal(editor.document.getText(), fixed(before));
  await noDiagnosticOf(file(), BINDING);
  await undoTo(editor, before);
});

scenario('drift.fixAllInFile: makes all safe fixes of the file', async () => {
  const editor = await openAt(BINDING);
  const before = editor.document.getText();
  await executeCommand('drift.fixAllInFile');
  equal(editor.document.getText(), fixed(before));
  await noDiagnosticOf(file(), BINDING);
  await undoTo(editor, before);
  await diagnosticOf(file(), BINDING);
});

scenario('drift.ignoreOnce: writes the reason into a comment', async () => {
  const editor = await openAt(BINDING);
  const before = editor.document.getText();
  const done = executeCommand('drift.ignoreOnce');
  await answer('Why is this meant to be so?', 'the name is used on purpose');
  await done;
  const comment = `// drift-ignore-next-line ${BINDING}: the name is used on purpose`;
  equal(editor.document.getText().includes(comment), true, editor.document.getText());
  await noDiagnosticOf(file(), BINDING);
  await undoTo(editor, before);
  await diagnosticOf(file(), BINDING);
});

scenario('drift.dismissFinding: asks why and hides the finding', async () => {
  await openAt(SECRET);
  const done = executeCommand('drift.dismissFinding');
  await pick('Drift: why is this finding of no use?', "Won't fix");
  await answer("Why won't this be fixed?", 'a key of the documentation');
  await done;
  await noDiagnosticOf(file(), SECRET);
});

scenario('drift.feedback.undo: shows it again', async () => {
  await openAt(SQL);
  await executeCommand('drift.feedback.undo');
  await diagnosticOf(file(), SECRET);
});

scenario('drift.feedback.record: records what a code action carries', async () => {
  const { findings } = await ready();
  await openAt(SECRET);
  const row = await rowAt(findings, 'refund-order.ts', 'Hard-coded AWS');
  const { about } = row.row;
  if (about?.kind !== 'finding') throw new Error('the row is about no finding');
  const argument = { uri: file().toString(), id: about.id, action: 'dismissed', reason: 'false_positive' };
  await executeCommand('drift.feedback.record', argument);
  await noDiagnosticOf(file(), SECRET);
  await executeCommand('drift.feedback.undo', { uri: file().toString(), id: about.id });
  await diagnosticOf(file(), SECRET);
});

scenario('a command that finds nothing to do says so', async () => {
  const editor = await openAt(SQL);
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  await executeCommand('drift.quickFix');
  await message('no finding at the cursor has a fix');
  await executeCommand('notifications.clearAll');
  await gesture({ do: 'gone', selector: '.notification-list-item-message' });
});
