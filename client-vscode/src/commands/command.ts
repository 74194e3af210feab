import type { StatusAnswer } from '@drift/shared';
import type * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import type { ConventionsView } from '../conventions/conventions-view.ts';
import type { TextDocuments } from '../documents/text-documents.ts';
import type { FindingsView } from '../findings/findings-view.ts';
import type { ShownFindings } from '../findings/shown-findings.ts';
import type { DriftLog } from '../log.ts';
import type { Readings } from '../status/readings.ts';

/** The parts of the extension that commands use. */
export interface Drift {
  readonly context: vscode.ExtensionContext;
  readonly log: DriftLog;
  readonly connection: Connection;
  readonly shown: ShownFindings;
  readonly texts: TextDocuments;
  readonly readings: Readings;
  readonly findings: FindingsView;
  readonly conventions: ConventionsView;
  /** What the server told last of how it stands; `null` before it did. */
  status(): StatusAnswer | null;
}

/** A command: what it needs before it can run, and what it does. What it throws is shown to the person. */
export interface Command {
  /** `server`: an answering server. `trust`: it writes files, so the folder must be trusted. */
  readonly needs: readonly ('server' | 'trust')[];
  readonly run: (drift: Drift, argument: unknown) => Promise<unknown>;
}
