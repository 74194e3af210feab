import * as vscode from 'vscode';
import type { DriftLog } from '../log.ts';
import { type Row, row } from './row.ts';

/** Rows shown of one list at once; "more" shows as many again. */
const PAGE = 200;
/** Changes that come faster than this are shown together, in milliseconds. */
const DEBOUNCE_MS = 300;
const MORE = 'more';

/** A row as the view holds it, by which commands know it again. */
export class TreeNode {
  readonly row: Row;
  readonly parent: TreeNode | null;
  /** The tree it is in. */
  readonly tree: LiveTree;

  constructor(tree: LiveTree, row: Row, parent: TreeNode | null) {
    this.tree = tree;
    this.row = row;
    this.parent = parent;
  }

  get path(): string {
    return this.parent === null ? this.row.id : `${this.parent.path}\n${this.row.id}`;
  }
}

/** What a view shows: its rows, and what stands beside its name and above its rows. */
export interface TreeContent {
  readonly rows: readonly Row[];
  readonly description: string;
  readonly message: string;
}

/** A view that asks for its rows when it is looked at, and again when they may have changed. */
export class LiveTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly load: () => Promise<TreeContent>;
  private readonly log: DriftLog;
  private readonly shown = new Map<string, number>();
  private content: Promise<TreeContent> | null = null;
  private due: NodeJS.Timeout | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(id: string, load: () => Promise<TreeContent>, log: DriftLog) {
    this.load = load;
    this.log = log;
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
    this.view.onDidChangeVisibility(({ visible }) => {
      if (visible && this.content === null) this.changed.fire(undefined);
    });
  }

  /** Forgets what is shown; asks again now or, while nobody looks, when somebody does. */
  refresh(): void {
    clearTimeout(this.due);
    this.due = setTimeout(() => {
      this.content = null;
      if (this.view.visible) this.changed.fire(undefined);
    }, DEBOUNCE_MS);
  }

  /** Shows the next rows of the list that this row stands at the end of. */
  showMore({ parent }: TreeNode): void {
    const key = parent?.path ?? '';
    this.shown.set(key, (this.shown.get(key) ?? PAGE) + PAGE);
    this.changed.fire(parent ?? undefined);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { row, path } = node;
    const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(row.label, row.below === null ? None : row.isOpen ? Expanded : Collapsed);
    item.id = path;
    item.description = row.description;
    item.tooltip = row.hover === '' ? row.label : row.hover;
    item.contextValue = row.context;
    if (row.icon !== '') item.iconPath = new vscode.ThemeIcon(row.icon, colorOf(row.color));
    if (row.place !== null) item.command = openCommand(row.place);
    if (row.context === MORE) item.command = { title: 'Show more', command: 'drift.showMore', arguments: [node] };
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined) {
      const { rows } = await this.asked();
      return this.page(rows, null);
    }
    const { below } = node.row;
    if (below === null) return [];
    return this.page(typeof below === 'function' ? await below() : below, node);
  }

  getParent(node: TreeNode): TreeNode | null {
    return node.parent;
  }

  dispose(): void {
    clearTimeout(this.due);
    this.view.dispose();
    this.changed.dispose();
  }

  private async asked(): Promise<TreeContent> {
    this.content ??= this.load().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.log.error(message);
      return { rows: [], description: '', message };
    });
    const asked = this.content;
    const content = await asked;
    if (asked === this.content) {
      this.view.description = content.description;
      this.view.message = content.message;
    }
    return content;
  }

  private page(rows: readonly Row[], parent: TreeNode | null): TreeNode[] {
    const most = this.shown.get(parent?.path ?? '') ?? PAGE;
    const nodes = rows.slice(0, most).map((r) => new TreeNode(this, r, parent));
    if (rows.length > most) nodes.push(new TreeNode(this, moreRow(rows.length - most), parent));
    return nodes;
  }
}

function moreRow(rest: number): Row {
  const label = `${rest} more…`;
  return row({ id: MORE, label, icon: 'ellipsis', context: MORE });
}

function colorOf(color: string | null): vscode.ThemeColor | undefined {
  return color === null ? undefined : new vscode.ThemeColor(color);
}

function openCommand({ rootUri, path, ...at }: NonNullable<Row['place']>): vscode.Command {
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(rootUri), path);
  const selection = new vscode.Range(at.line, at.character, at.endLine, at.endCharacter);
  return { title: 'Open', command: 'vscode.open', arguments: [uri, { selection, preview: true }] };
}
