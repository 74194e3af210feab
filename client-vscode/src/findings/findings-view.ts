import { Method, reportAnswerSchema } from '@drift/shared';
import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import type { DriftLog } from '../log.ts';
import { LiveTree, type TreeContent, type TreeNode } from '../trees/live-tree.ts';
import { type DisplayFilter, SHOW_ALL, shownText } from './display-filter.ts';
import { findingsTree, type Grouping, notesOf } from './findings-rows.ts';

/** The findings of every folder, old ones too. */
export class FindingsView implements vscode.Disposable {
  private readonly connection: Connection;
  private filter: DisplayFilter = SHOW_ALL;
  private grouping: Grouping = 'file';
  private readonly live: LiveTree;

  constructor(connection: Connection, log: DriftLog) {
    this.connection = connection;
    this.live = new LiveTree('drift.findings', () => this.load(), log);
  }

  /** How they are grouped. */
  get by(): Grouping {
    return this.grouping;
  }

  /** The rows, as the editor asks for them. */
  get tree(): vscode.TreeDataProvider<TreeNode> {
    return this.live;
  }

  groupBy(by: Grouping): void {
    this.grouping = by;
    this.live.refresh();
  }

  setFilter(filter: DisplayFilter): void {
    this.filter = filter;
    this.live.refresh();
  }

  refresh(): void {
    this.live.refresh();
  }

  dispose(): void {
    this.live.dispose();
  }

  private async load(): Promise<TreeContent> {
    const nothing = { rows: [], description: '', message: '' };
    if (this.connection.client === null) return nothing;
    const roots = await Promise.all(
      (vscode.workspace.workspaceFolders ?? []).map(async ({ uri, name }) => {
        const params = { uri: uri.toString(), all: true };
        const { report } = await this.connection.ask(Method.report, params, reportAnswerSchema);
        return { uri: uri.toString(), name, findings: report.findings, report };
      }),
    );
    const tree = findingsTree(roots, this.grouping, this.filter);
    const message = notesOf(
      roots.map((r) => r.report),
      tree,
    );
    return { rows: tree.rows, description: roots.length === 0 ? '' : shownText(tree.shown, tree.hidden), message };
  }
}
