import {
  type ConventionRow,
  type ConventionsAnswer,
  conventionsAnswerSchema,
  Method,
  whereAnswerSchema,
} from '@drift/shared';
import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { shownText } from '../findings/display-filter.ts';
import type { DriftLog } from '../log.ts';
import { LiveTree, type TreeContent, type TreeNode } from '../trees/live-tree.ts';
import { type ConventionChoice, type ConventionGrouping, conventionsTree } from './convention-rows.ts';

/** The conventions of every folder, with the places that follow them and those that do not. */
export class ConventionsView implements vscode.Disposable {
  private readonly connection: Connection;
  private readonly live: LiveTree;
  private chosen: ConventionChoice = { by: 'topic', text: '' };

  constructor(connection: Connection, log: DriftLog) {
    this.connection = connection;
    this.live = new LiveTree('drift.conventions', () => this.load(), log);
  }

  /** What is shown of them. */
  get choice(): ConventionChoice {
    return this.chosen;
  }

  /** The rows, as the editor asks for them. */
  get tree(): vscode.TreeDataProvider<TreeNode> {
    return this.live;
  }

  groupBy(by: ConventionGrouping): void {
    this.chosen = { ...this.chosen, by };
    this.live.refresh();
  }

  /** Shows those that hold a text; all of them for an empty one. */
  filterBy(text: string): void {
    this.chosen = { ...this.chosen, text };
    void vscode.commands.executeCommand('setContext', 'drift.conventionsFiltered', text !== '');
    this.live.refresh();
  }

  refresh(): void {
    this.live.refresh();
  }

  /** The conventions of one folder, as the server tells them. */
  ask(uri: string): Promise<ConventionsAnswer> {
    return this.connection.ask(Method.conventions, { uri }, conventionsAnswerSchema);
  }

  dispose(): void {
    this.live.dispose();
  }

  private async load(): Promise<TreeContent> {
    const nothing = { rows: [], description: '', message: '' };
    if (this.connection.client === null) return nothing;
    const roots = await Promise.all(
      (vscode.workspace.workspaceFolders ?? []).map(async (folder) => {
        const uri = folder.uri.toString();
        const { conventions } = await this.ask(uri);
        const placesOf = ({ key, language, population, scope }: ConventionRow) => {
          const paths = scope === '' ? [] : [scope];
          return this.connection.ask(Method.where, { key, language, population, paths, uri }, whereAnswerSchema);
        };
        return { uri, name: folder.name, conventions, placesOf };
      }),
    );
    const { rows, shown, hidden } = conventionsTree(roots, this.chosen);
    const message = this.chosen.text === '' ? '' : `Filtered by "${this.chosen.text}".`;
    return { rows, description: roots.length === 0 ? '' : shownText(shown, hidden), message };
  }
}
