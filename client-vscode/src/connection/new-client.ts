import * as vscode from 'vscode';
import {
  CodeActionResolveRequest,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  Trace,
} from 'vscode-languageclient/node';
import { DOCUMENT_SELECTOR } from '../document-languages.ts';
import type { ShownFindings } from '../findings/shown-findings.ts';
import type { DriftLog } from '../log.ts';
import { readSettings } from '../settings.ts';
import type { Readings } from '../status/readings.ts';
import { withPreview } from './confirmed-edit.ts';
import { DriftClient } from './drift-client.ts';
import { serverOptions } from './server-command.ts';

/** What a client is made with. */
export interface ClientParts {
  readonly context: vscode.ExtensionContext;
  readonly log: DriftLog;
  readonly shown: ShownFindings;
  readonly readings: Readings;
}

type Handlers = Pick<LanguageClientOptions, 'errorHandler' | 'initializationFailedHandler'>;

/** A client by the settings of now, not yet started. */
export function newClient({ context, log, shown, readings }: ClientParts, handlers: Handlers): DriftClient {
  const { serverPath, serverArgs, trace } = readSettings();
  // Before the client is made, which reads the level of the log then.
  log.isTracing = trace !== 'off';
  const command = { path: serverPath, args: serverArgs, bundled: context.asAbsolutePath('dist/server/lsp.cjs') };
  const client: DriftClient = new DriftClient('drift', 'Drift', serverOptions(command), {
    ...handlers,
    documentSelector: [...DOCUMENT_SELECTOR],
    outputChannel: log,
    // A request that fails because the server ended is in the log; that it ended is told once.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: {
      clientFeatures: { status: true, settled: true },
      // What is not trusted leaves no trace on the disk.
      cache: vscode.workspace.isTrusted,
    },
    diagnosticCollectionProvider: shown,
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      handleWorkDoneProgress: (token, params, next) => {
        readings.follow(token, params);
        next(token, params);
      },
      resolveCodeAction: async (item, token) => {
        const { code2ProtocolConverter, protocol2CodeConverter } = client;
        const asked = await code2ProtocolConverter.asCodeAction(item, token);
        const answer = await client.sendRequest(CodeActionResolveRequest.type, asked, token);
        const { edit } = answer;
        const shownFirst = edit === undefined ? answer : { ...answer, edit: withPreview(edit, answer.title) };
        return protocol2CodeConverter.asCodeAction(shownFirst, token);
      },
    },
  });
  client.onDidChangeState(({ newState }) => {
    // The client itself knows whether to trace, by the level of the log; how much, it is told here.
    if (newState === State.Running && log.isTracing)
      void client.setTrace(Trace.fromString(trace)).catch(() => undefined);
  });
  return client;
}
