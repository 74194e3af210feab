import * as vscode from 'vscode';
import { folderWords } from './pick-rows.ts';

/** The folder that is meant: the only one, that of the document in front, or the one a person picks; `null` where they pick none. */
export async function folderMeant(title: string): Promise<vscode.WorkspaceFolder | null> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only] = folders;
  if (only === undefined) throw new Error('no folder is open');
  if (folders.length === 1) return only;
  const front = vscode.window.activeTextEditor?.document.uri;
  const around = front === undefined ? undefined : vscode.workspace.getWorkspaceFolder(front);
  const items = folders.map((folder) => ({
    ...folderWords(folder.name, folder.uri.fsPath),
    picked: folder === around,
    folder,
  }));
  items.sort((a, b) => Number(b.picked) - Number(a.picked));
  return (await vscode.window.showQuickPick(items, { title }))?.folder ?? null;
}
