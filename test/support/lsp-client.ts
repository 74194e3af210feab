import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InitializeResult,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { pathToUri } from '../../server/src/protocol/uri.ts';
import { startServer } from './in-process.mjs';

const SERVER = fileURLToPath(new URL('../../server/dist/lsp.cjs', import.meta.url));

export interface ClientOptions {
  readonly root?: string;
  readonly roots?: readonly string[];
  /** `pull` (default) or `push`: how the client wants diagnostics. */
  readonly diagnostics?: 'pull' | 'push';
  readonly encodings?: readonly string[];
  readonly init?: Record<string, unknown>;
  /** Each replaces a whole group; of `textDocument` code actions and hover stay unless they are named. */
  readonly capabilities?: Readonly<Record<string, unknown>> & { readonly textDocument?: object };
  /** The process the server is told to follow; this one by default. */
  readonly processId?: number | null;
  /** Answers `workspace/diagnostic/refresh`. */
  readonly onRefresh?: () => unknown;
  /** Environment of the server besides that of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * A process of the server's own, as editors start it; without it the built server runs in this one, and stands still
   * while `drift` runs.
   */
  readonly ownProcess?: boolean;
  /** Script of another server than the one that was built, for a process of its own. */
  readonly server?: string;
  /** Sent instead of the options above where given. */
  readonly rawInit?: unknown;
}

/** One message of the server that published diagnostics. */
export interface Publication {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

/** A client that shows actions which cannot be taken, and asks for an edit once an action is chosen. */
export const LAZY_ACTIONS = {
  disabledSupport: true,
  codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } },
  dataSupport: true,
  resolveSupport: { properties: ['edit'] },
} as const;

/** Every rule on, whatever its maturity. */
export const EVERY_RULE = { flags: { 'analysis.incubating': 'all' } } as const;

/** A client of the built server over streams, as thin as an editor's. */
export class LspClient {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  readonly published = new Map<string, { version?: number; diagnostics: Diagnostic[] }>();
  readonly settled: { lane: string; uri?: string }[] = [];
  readonly messages: string[] = [];
  /** What the server showed the person. */
  readonly shown: string[] = [];
  /** Every publication in the order of arrival. */
  readonly publications: Publication[] = [];
  /** Files the server asked to be told about. */
  readonly registrations: string[] = [];
  refreshes = 0;
  private readonly waiting: { check: () => boolean; wake: () => void }[] = [];
  initializeResult: InitializeResult | null = null;
  exitCode: Promise<number | null>;
  private readonly root: string | null;
  private version = 0;

  private constructor(root: string | null, { onRefresh = () => null, env = {}, ownProcess, server }: ClientOptions) {
    this.root = root;
    const variables = { ...process.env, ...env };
    this.process =
      ownProcess === true || server !== undefined
        ? spawn(process.execPath, [server ?? SERVER], { stdio: ['pipe', 'pipe', 'pipe'], env: variables })
        : startServer({ env: variables });
    this.exitCode = new Promise((resolve) => this.process.on('exit', (code) => resolve(code)));
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.connection.onNotification(
      'textDocument/publishDiagnostics',
      (p: { uri: string; version?: number; diagnostics: Diagnostic[] }) => {
        this.published.set(p.uri, p);
        this.publications.push(p);
        this.stir();
      },
    );
    this.connection.onNotification('drift/settled', (p: { lane: string; uri?: string }) => {
      this.settled.push(p);
      this.stir();
    });
    this.connection.onNotification('window/logMessage', (p: { message: string }) => {
      this.messages.push(p.message);
      this.stir();
    });
    this.connection.onNotification('window/showMessage', (p: { message: string }) => {
      this.shown.push(p.message);
      this.stir();
    });
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      this.stir();
      return onRefresh();
    });
    this.connection.onRequest('client/registerCapability', (p: { registrations: { method: string }[] }) => {
      this.registrations.push(...p.registrations.map((r) => r.method));
      this.stir();
      return null;
    });
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.listen();
  }

  static async start(options: ClientOptions = {}): Promise<LspClient> {
    const client = LspClient.launch(options);
    client.initializeResult = await client.initialize(options);
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  /** Starts the process and says nothing yet. */
  static launch(options: ClientOptions = {}): LspClient {
    return new LspClient(options.root ?? options.roots?.[0] ?? null, options);
  }

  initialize(options: ClientOptions = {}): Promise<InitializeResult> {
    const roots = options.roots ?? (options.root === undefined ? [] : [options.root]);
    return this.connection.sendRequest<InitializeResult>('initialize', {
      processId: options.processId === undefined ? process.pid : options.processId,
      rootUri: roots[0] === undefined ? null : pathToUri(roots[0]),
      workspaceFolders: roots.map((r) => ({ uri: pathToUri(r), name: r })),
      capabilities: {
        general: { positionEncodings: options.encodings ?? ['utf-16'] },
        workspace: { workspaceEdit: { documentChanges: true } },
        ...options.capabilities,
        textDocument: {
          codeAction: LAZY_ACTIONS,
          hover: { contentFormat: ['markdown', 'plaintext'] },
          ...(options.capabilities?.textDocument ??
            (options.diagnostics === 'push'
              ? { publishDiagnostics: { relatedInformation: true } }
              : { diagnostic: { relatedInformation: true } })),
        },
      },
      initializationOptions: options.rawInit ?? { clientFeatures: { settled: true }, ...options.init },
    });
  }

  /** Resolves once `check` holds; it is asked again after each message of the server. */
  until(check: () => boolean): Promise<void> {
    if (check()) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ check, wake: resolve }));
  }

  private stir(): void {
    for (const waiter of this.waiting.splice(0)) {
      if (waiter.check()) waiter.wake();
      else this.waiting.push(waiter);
    }
  }

  uri(file: string): string {
    return pathToUri(`${this.root}/${file}`) ?? file;
  }

  notify(method: string, params: object): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: ++this.version, text },
    });
  }

  async change(uri: string, contentChanges: readonly object[]): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  /** Diagnostics of one document, pulled. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  /** Waits for the whole workspace and returns every file's diagnostics by URI. */
  async workspace(): Promise<Map<string, Diagnostic[]>> {
    const report = await this.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    return new Map(report.items.map((i) => [i.uri, i.kind === 'full' ? i.items : []]));
  }

  /** One workspace pull as the protocol gives it. */
  pullWorkspace(previousResultIds: readonly { uri: string; value: string }[]): Promise<WorkspaceDiagnosticReport> {
    return this.connection.sendRequest('workspace/diagnostic', { previousResultIds });
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  }

  actions(uri: string, range: Diagnostic['range'], only?: readonly string[]): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest('codeAction/resolve', action);
  }

  request<T>(method: string, params: object = {}): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  /** Says goodbye as the protocol asks; returns the exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await this.exitCode;
    this.connection.dispose();
    return code;
  }

  /** Ends the process whatever state it is in. */
  kill(): void {
    this.connection.dispose();
    this.process.kill('SIGKILL');
  }
}
