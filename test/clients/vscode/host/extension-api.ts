import * as vscode from 'vscode';
import type { TestApi } from '../../../../client-vscode/src/test-api.ts';
import type { TreeNode } from '../../../../client-vscode/src/trees/live-tree.ts';
import { activated, until } from './editor.ts';

/** The look inside that the extension gives to tests. */
export async function api(): Promise<TestApi> {
  const given = await activated();
  if (!isTestApi(given)) throw new Error('the extension gives tests no look inside');
  return given;
}

function isTestApi(given: unknown): given is TestApi {
  return typeof given === 'object' && given !== null && 'statusLine' in given;
}

/** Waits until the server answers and everything is read. */
export async function ready(): Promise<TestApi> {
  const given = await api();
  await until('everything is read', () => {
    const roots = given.status()?.roots ?? [];
    return given.state().kind === 'connected' && roots.length > 0 && roots.every((r) => r.phase === 'ready')
      ? true
      : undefined;
  });
  return given;
}

/** The label of a row. */
export function labelOf(tree: vscode.TreeDataProvider<TreeNode>, node: TreeNode): string {
  const item = tree.getTreeItem(node);
  if (item instanceof vscode.TreeItem) return typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
  throw new Error('the row is not there yet');
}

/** The rows below one, or those at the top. */
export async function rows(tree: vscode.TreeDataProvider<TreeNode>, node?: TreeNode): Promise<readonly TreeNode[]> {
  return (await tree.getChildren(node)) ?? [];
}

/** The labels of those rows. */
export async function labels(tree: vscode.TreeDataProvider<TreeNode>, node?: TreeNode): Promise<readonly string[]> {
  return (await rows(tree, node)).map((n) => labelOf(tree, n));
}

/** Goes down by the labels of rows; waits for each. */
export async function rowAt(tree: vscode.TreeDataProvider<TreeNode>, ...path: readonly string[]): Promise<TreeNode> {
  return until(`the row ${path.join(' > ')}`, async () => {
    let node: TreeNode | undefined;
    for (const label of path) {
      node = (await rows(tree, node)).find((n) => labelOf(tree, n).startsWith(label));
      if (node === undefined) return undefined;
    }
    return node;
  });
}

/** Every text the status bar shows while something is done, in order. */
export async function statusTexts(given: TestApi, act: () => Promise<void>): Promise<readonly string[]> {
  const seen = [given.statusLine()?.text ?? ''];
  const note = (): void => {
    const text = given.statusLine()?.text ?? '';
    if (text !== seen.at(-1)) seen.push(text);
  };
  const heard = given.onDidChange(note);
  try {
    await act();
  } finally {
    heard.dispose();
  }
  note();
  return seen;
}
