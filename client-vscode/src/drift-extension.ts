import { Method, type StatusAnswer, settledSchema, statusAnswerSchema, wsContextAnswerSchema } from '@drift/shared';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Drift } from './commands/command.ts';
import type { CommandId } from './commands/command-ids.ts';
import { runCommand } from './commands/commands.ts';
import { offerHelp } from './commands/server-commands.ts';
import { registerConfigProviders } from './config-file/config-providers.ts';
import { ANSWER_MS, Connection } from './connection/connection.ts';
import type { ConnectionState } from './connection/connection-state.ts';
import { newClient } from './connection/new-client.ts';
import { RESTART_LIMITS, RestartPolicy } from './connection/restart-policy.ts';
import { ConventionsView } from './conventions/conventions-view.ts';
import { TextDocuments } from './documents/text-documents.ts';
import { FindingsView } from './findings/findings-view.ts';
import { Gutter } from './findings/gutter.ts';
import { ShownFindings } from './findings/shown-findings.ts';
import { DriftLog } from './log.ts';
import { readSettings } from './settings.ts';
import { GatesView } from './status/gates-view.ts';
import { Readings } from './status/readings.ts';
import { StatusBar } from './status/status-bar.ts';
import type { TestApi } from './test-api.ts';

/** The parts of the extension and what connects them. */
export class DriftExtension implements Drift, vscode.Disposable {
  readonly context: vscode.ExtensionContext;
  readonly log = new DriftLog();
  readonly shown = new ShownFindings();
  readonly texts = new TextDocuments();
  readonly readings = new Readings();
  readonly connection: Connection;
  readonly findings: FindingsView;
  readonly conventions: ConventionsView;
  private readonly gates: GatesView;
  private readonly gutter: Gutter;
  private readonly bar: StatusBar;
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly told = new vscode.EventEmitter<void>();
  private lastStatus: StatusAnswer | null = null;
  private wasConnected = false;

  constructor(context: vscode.ExtensionContext) {
    this.context = context;
    this.connection = new Connection({
      policy: new RestartPolicy({
        ...RESTART_LIMITS,
        baseMs: limitMs(context, 'DRIFT_TEST_RESTART_MS', RESTART_LIMITS.baseMs),
      }),
      answerMs: () => limitMs(context, 'DRIFT_TEST_ANSWER_MS', ANSWER_MS),
      log: this.log,
      newClient: (handlers) => newClient(this, handlers),
      onClient: (client) => this.listen(client),
    });
    this.findings = new FindingsView(this.connection, this.log);
    this.conventions = new ConventionsView(this.connection, this.log);
    this.gates = new GatesView(() => this.lastStatus, this.log);
    this.gutter = new Gutter(this.shown, context);
    this.bar = new StatusBar(() => ({
      connection: this.connection.state,
      status: this.lastStatus,
      counts: this.shown.counts(),
      stale: this.shown.stale,
      version: this.connection.client?.initializeResult?.serverInfo?.version ?? '',
    }));
    this.subscribe();
    this.takeSettings();
    this.setContexts();
  }

  /** Starts the server. */
  start(activationMs: number): void {
    this.log.info(`activated in ${activationMs.toFixed(0)} ms`);
    void this.connection.start();
  }

  /** Runs a command; what goes wrong is shown to the person. */
  run(id: CommandId, argument: unknown): Promise<unknown> {
    return runCommand(this, id, argument);
  }

  status(): StatusAnswer | null {
    return this.lastStatus;
  }

  /** What tests of the extension may look at. */
  testApi(activationMs: number): TestApi {
    const { connection, shown, bar, findings, conventions, gates, told } = this;
    return {
      activationMs,
      state: () => connection.state,
      status: () => this.lastStatus,
      statusLine: () => bar.line,
      serverPid: () => connection.serverPid,
      counts: () => shown.counts(),
      isStale: () => shown.stale,
      findings: findings.tree,
      conventions: conventions.tree,
      gates: gates.tree,
      onDidChange: told.event,
    };
  }

  dispose(): void {
    for (const part of this.subscriptions) part.dispose();
    for (const part of [this.connection, this.findings, this.conventions, this.gates, this.gutter, this.bar])
      part.dispose();
    for (const part of [this.shown, this.texts, this.told, this.log]) part.dispose();
  }

  private subscribe(): void {
    this.subscriptions.push(
      registerConfigProviders(this.context),
      this.connection.onDidChange((state) => this.connectionChanged(state)),
      this.shown.onDidChange((uri) => this.shownChanged(uri)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.gutter.draw()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.connection.restart()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refreshViews()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('drift')) return;
        this.takeSettings();
        if (['path', 'args', 'trace'].some((name) => change.affectsConfiguration(`drift.server.${name}`)))
          void this.connection.restart();
      }),
    );
  }

  private listen(client: LanguageClient): void {
    client.onNotification(Method.status, (params: unknown) => this.takeStatus(params));
    client.onNotification(Method.settled, (params: unknown) => {
      const told = settledSchema.safeParse(params);
      if (told.success && told.data.lane === 'slow') this.refreshViews();
    });
  }

  private takeStatus(params: unknown): void {
    const told = statusAnswerSchema.safeParse(params);
    if (!told.success)
      return this.log.warn(`the server told its status in a form that is not known: ${told.error.message}`);
    const before = this.lastStatus;
    this.lastStatus = told.data;
    // Other counts come with a slow lane, which is told by itself: the views are not asked for twice.
    const isChanged = JSON.stringify(before?.roots.map(phaseOf)) !== JSON.stringify(told.data.roots.map(phaseOf));
    if (isChanged) {
      this.refreshViews();
      void this.askWhetherSetUp();
    }
    this.gates.refresh();
    this.setContexts();
    this.bar.update();
    this.told.fire();
  }

  private connectionChanged(state: ConnectionState): void {
    if (state.kind !== 'connected') {
      this.readings.clear();
      this.lastStatus = null;
      if (this.wasConnected) this.shown.markStale();
    } else {
      this.connection.ask(Method.status, {}, statusAnswerSchema).then(
        (answer) => this.takeStatus(answer),
        (error: unknown) => {
          this.log.warn(`the server does not tell its status: ${String(error)}`);
          this.takeStatus({ roots: [] });
        },
      );
    }
    this.wasConnected = state.kind === 'connected';
    this.setContexts();
    void this.askWhetherSetUp();
    this.refreshViews();
    this.bar.draw();
    this.told.fire();
    if (state.kind === 'failed' || state.kind === 'error') void offerHelp(`Drift: ${state.message}`);
  }

  private shownChanged(uri: vscode.Uri | null): void {
    this.gutter.draw(uri);
    this.bar.update();
    this.told.fire();
  }

  private refreshViews(): void {
    this.findings.refresh();
    this.conventions.refresh();
    this.gates.refresh();
  }

  private takeSettings(): void {
    const settings = readSettings();
    const { severities, minConfidence } = settings;
    this.log.level = settings.logLevel;
    this.shown.setFilter({ severities, minConfidence });
    this.findings.setFilter({ severities, minConfidence });
    this.gutter.setChoice({ icons: settings.showGutterIcons, hints: settings.showInlineHints });
    this.bar.setWanted(settings.showStatusBar);
  }

  /** Whether every folder is set up, for the welcome texts. */
  private async askWhetherSetUp(): Promise<void> {
    if (this.connection.client === null) return;
    try {
      const asked = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) =>
        this.connection.ask(Method.wsContext, { uri: uri.toString() }, wsContextAnswerSchema),
      );
      const isSetUp = (await Promise.all(asked)).every((answer) => answer.initialized);
      await vscode.commands.executeCommand('setContext', 'drift.setUp', isSetUp);
    } catch (error) {
      this.log.warn(`whether the project is set up is not known: ${String(error)}`);
    }
  }

  /** What menus, keys and welcome texts ask for. */
  private setContexts(): void {
    const roots = this.lastStatus?.roots ?? [];
    const contexts = {
      'drift.connected': this.connection.state.kind === 'connected',
      'drift.connecting': this.connection.state.kind === 'connecting',
      'drift.scanning': roots.some((r) => r.phase === 'reading'),
      'drift.readOnly': roots.some((r) => r.heldBy !== null),
    };
    for (const [name, value] of Object.entries(contexts))
      void vscode.commands.executeCommand('setContext', name, value);
  }
}

/** What of a root's state the views and welcome texts depend on. */
function phaseOf({ uri, phase }: StatusAnswer['roots'][number]): unknown {
  return { uri, phase };
}

/** A limit in milliseconds; tests make it short, so that they need not wait. */
function limitMs({ extensionMode }: vscode.ExtensionContext, name: string, usual: number): number {
  const wanted = extensionMode === vscode.ExtensionMode.Test ? Number(process.env[name]) : Number.NaN;
  return Number.isFinite(wanted) ? wanted : usual;
}
