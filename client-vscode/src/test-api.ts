import type { StatusAnswer } from '@drift/shared';
import type * as vscode from 'vscode';
import type { ConnectionState } from './connection/connection-state.ts';
import type { ShownCounts } from './findings/shown-findings.ts';
import type { StatusLine } from './status/status-text.ts';
import type { TreeNode } from './trees/live-tree.ts';

/** What `activate` gives to the tests that run in the editor: a look inside, and nothing to change. */
export interface TestApi {
  /** How long the editor waited for the activation. */
  readonly activationMs: number;
  readonly state: () => ConnectionState;
  /** What the server told last of how it stands. */
  readonly status: () => StatusAnswer | null;
  readonly statusLine: () => StatusLine | null;
  readonly serverPid: () => number | null;
  readonly counts: () => ShownCounts;
  /** True while findings of a server that ended are shown. */
  readonly isStale: () => boolean;
  readonly findings: vscode.TreeDataProvider<TreeNode>;
  readonly conventions: vscode.TreeDataProvider<TreeNode>;
  readonly gates: vscode.TreeDataProvider<TreeNode>;
  /** After any of the above may have changed. */
  readonly onDidChange: vscode.Event<void>;
}
