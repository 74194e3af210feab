import type { StatusAnswer } from '@drift/shared';
import type * as vscode from 'vscode';
import type { DriftLog } from '../log.ts';
import { LiveTree, type TreeNode } from '../trees/live-tree.ts';
import { gateRows } from './gate-rows.ts';

/** What the policy in force says of every folder, as the server told it last; nothing is asked for. */
export class GatesView implements vscode.Disposable {
  private readonly live: LiveTree;

  constructor(status: () => StatusAnswer | null, log: DriftLog) {
    const load = async () => ({ rows: gateRows(status()?.roots ?? []), description: '', message: '' });
    this.live = new LiveTree('drift.gates', load, log);
  }

  /** The rows, as the editor asks for them. */
  get tree(): vscode.TreeDataProvider<TreeNode> {
    return this.live;
  }

  refresh(): void {
    this.live.refresh();
  }

  dispose(): void {
    this.live.dispose();
  }
}
