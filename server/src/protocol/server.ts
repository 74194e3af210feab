import { type ServerInit, serverInitSchema } from '@drift/shared';
import {
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { Session, type SessionOptions } from '../session/session.ts';
import { registerAudit } from './audit.ts';
import { registerBackups } from './backups.ts';
import { registerBaseline } from './baseline.ts';
import { registerCheckout } from './checkout.ts';
import { registerCodeActions } from './code-action.ts';
import { ChangeSignal, featuresOf, type ServerContext } from './context.ts';
import { registerConventions } from './conventions.ts';
import { registerDoctor } from './doctor.ts';
import { executableFor, registerExecuteCommand } from './execute-command.ts';
import { registerExplain } from './explain.ts';
import { registerFeedback } from './feedback.ts';
import { registerFix } from './fix.ts';
import { registerGates } from './gates.ts';
import { registerHover } from './hover.ts';
import { tellNotKept } from './keep-facts.ts';
import { tellDatabaseProblems } from './keep-scan.ts';
import { Lanes } from './lanes.ts';
import type { Lifecycle } from './lifecycle.ts';
import { registerLists } from './lists.ts';
import { startLoading } from './load.ts';
import { registerOutliers } from './outliers.ts';
import { registerPatterns } from './patterns.ts';
import { negotiateEncoding } from './positions.ts';
import { registerPullDiagnostics } from './pull-diagnostics.ts';
import { registerReport } from './report.ts';
import { registerStatus, StatusTeller } from './status.ts';
import { registerTextDocuments } from './text-documents.ts';
import { uriToPath } from './uri.ts';
import { registerWatchedFiles, watchFiles } from './watched-files.ts';
import { addFolder, type RealPaths, realPathsOf, registerWorkspaceFolders } from './workspace-folders.ts';
import { registerWorkspaceState } from './workspace-state.ts';
import { registerContext } from './ws-context.ts';
import { registerPackages } from './ws-packages.ts';
import { registerProjects } from './ws-projects.ts';
import { registerSetup } from './ws-setup.ts';

/** What the entry point hands to the server. */
export interface ServerOptions extends Omit<SessionOptions, 'init'> {
  readonly lifecycle: Lifecycle;
  /** Ends the process. */
  readonly exit: (code: number) => void;
}

/** Longest time that saving may hold up the end of the process. */
const LEAVE_MS = 5_000;

/**
 * Wires one connection. Everything else is registered once `initialize` has said what the client can do. Gives what ends
 * the process in order, for when nobody says `exit`: it saves, gives locks back, and does not take longer than a moment.
 */
export function startServer(connection: Connection, options: ServerOptions): () => void {
  const { lifecycle, host } = options;
  let session: Session | null = null;
  let lanes: Lanes | null = null;
  let context: ServerContext | null = null;
  connection.onInitialize((params) => {
    const init = initOf(params);
    session = new Session({ ...options, init });
    context = contextOf(connection, session, init, params);
    tellDatabaseProblems(context);
    lanes = new Lanes(context);
    return begin(context, lanes, options, rootPaths(params));
  });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    lanes?.stop();
    await session?.close();
  };
  connection.onShutdown(async () => {
    lifecycle.end();
    closing ??= close();
    await closing;
    if (context !== null) for (const root of context.session.roots) tellNotKept(context, root);
  });
  const leave = (): void => {
    const end = (): void => options.exit(lifecycle.ended ? 0 : 1);
    host.delay(LEAVE_MS, end);
    closing ??= close();
    void closing.then(end, end);
  };
  lifecycle.onExit = leave;
  connection.listen();
  return leave;
}

/** Opens the folders and wires the rest. */
function begin(
  context: ServerContext,
  lanes: Lanes,
  options: ServerOptions,
  paths: readonly string[],
): InitializeResult | Promise<InitializeResult> {
  const { lifecycle, host, version } = options;
  const withFolders = (real: RealPaths): InitializeResult => {
    for (const path of paths) addFolder(context.session, path, real);
    register(context, lanes, options);
    lifecycle.begin();
    return initializeResult(context, version);
  };
  // One folder is never another one's second name.
  if (paths.length < 2) return withFolders(new Map());
  const begun = realPathsOf(host, paths).then(withFolders);
  lifecycle.holdUntil(begun);
  return begun;
}

function initOf(params: InitializeParams): ServerInit {
  const init = serverInitSchema.safeParse(params.initializationOptions ?? {});
  if (init.success) return init.data;
  const first = init.error.issues[0];
  throw new ResponseError(
    ErrorCodes.InvalidParams,
    `initializationOptions.${first?.path.join('.') ?? ''}: ${first?.message ?? 'invalid'}`,
  );
}

function contextOf(
  connection: Connection,
  session: Session,
  init: ServerInit,
  params: InitializeParams,
): ServerContext {
  return {
    connection,
    session,
    init,
    features: featuresOf(params),
    encoding: negotiateEncoding(params.capabilities.general?.positionEncodings),
    changes: new ChangeSignal(),
    status: new StatusTeller(),
    languageIds: new Map(),
    uris: new WeakMap(),
    toldLeftOut: new WeakSet(),
  };
}

/** The folders by the newest way the client has of naming them. */
function rootPaths(params: InitializeParams): string[] {
  const folders = params.workspaceFolders ?? [];
  if (folders.length === 0 && params.rootUri == null) return params.rootPath ? [params.rootPath] : [];
  const uris = folders.length > 0 ? folders.map((f) => f.uri) : params.rootUri == null ? [] : [params.rootUri];
  return uris.flatMap((uri) => uriToPath(uri) ?? []);
}

function register(context: ServerContext, lanes: Lanes, { version, lifecycle }: ServerOptions): void {
  const { connection, session } = context;
  registerTextDocuments(context, lanes, lifecycle);
  if (context.features.pullDiagnostics) registerPullDiagnostics(context, lanes);
  registerHover(context);
  registerCodeActions(context);
  registerExecuteCommand(context, lanes);
  registerWatchedFiles(context, lanes);
  registerReport(context, lanes, version);
  registerBaseline(context, lanes);
  registerCheckout(context);
  registerExplain(context, lanes);
  registerGates(context, lanes);
  registerFix(context, lanes);
  registerFeedback(context, lanes);
  registerLists(context);
  registerConventions(context, lanes);
  registerAudit(context, lanes);
  registerOutliers(context, lanes);
  registerStatus(context);
  registerPatterns(context, lanes);
  registerSetup(context);
  registerPackages(context);
  registerProjects(context);
  registerContext(context, version);
  registerDoctor(context);
  registerBackups(context);
  registerWorkspaceState(context);
  registerWorkspaceFolders(context, lanes, lifecycle);
  lifecycle.onUse = () => {
    context.status.start(context);
    for (const root of session.roots) {
      const start = (): void => startLoading(context, lanes, root);
      if (context.init.onlyReports) root.loadWhenAwaited(start);
      else start();
    }
    void watchFiles(context).catch((error: unknown) =>
      connection.console.warn(`Files are not watched: ${String(error)}`),
    );
  };
}

function initializeResult(context: ServerContext, version: string): InitializeResult {
  return {
    serverInfo: { name: 'drift', version },
    capabilities: {
      positionEncoding: context.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      ...(context.features.pullDiagnostics
        ? { diagnosticProvider: { identifier: 'drift', interFileDependencies: true, workspaceDiagnostics: true } }
        : {}),
      hoverProvider: true,
      codeActionProvider: {
        codeActionKinds: ['quickfix', 'refactor.rewrite.drift', 'source.fixAll.drift'],
        resolveProvider: context.features.codeActions === 'resolved',
      },
      executeCommandProvider: { commands: executableFor(context) },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
