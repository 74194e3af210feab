import * as vscode from 'vscode';
import { diagnosticOf, open } from './editor.ts';

/** The project of the window of commands, and its new file. */
export const PROJECT = 'demo-typescript';
export const NEW_FILE = 'src/orders/refund-order.ts';

/** Rules that speak in the new file. */
export const BINDING = 'drift/pattern/error-catch-binding';
export const HANDLER = 'drift/error-handling/empty-handler';
export const SECRET = 'drift/secret/vendor-token';
export const SQL = 'drift/taint/sql-query';

/** Opens the new file with the cursor on the finding of a rule. */
export async function openAt(rule: string): Promise<vscode.TextEditor> {
  const editor = await open(PROJECT, NEW_FILE);
  const { range } = await diagnosticOf(editor.document.uri, rule);
  editor.selection = new vscode.Selection(range.start, range.start);
  return editor;
}

/** Takes back what was done to the document in front until it is as it was. */
export async function undoTo({ document }: vscode.TextEditor, text: string): Promise<void> {
  while (document.getText() !== text) {
    const before = document.getText();
    await vscode.commands.executeCommand('undo');
    if (document.getText() === before) throw new Error('there is nothing more to take back');
  }
}
