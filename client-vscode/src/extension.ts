import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { serverOptions } from './server-command.ts';

/** The languages whose documents are sent to the server, by the names that the editor gives them. */
export const DOCUMENT_LANGUAGES: readonly string[] = [
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
  'java',
  'csharp',
  'php',
  'go',
  'rust',
  'ruby',
  'kotlin',
];

/** Starts the extension: the editor calls this once, when a document of one of the languages or a `drift.toml` is there. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const settings = vscode.workspace.getConfiguration('drift');
  const choice = {
    path: settings.get('server.path', ''),
    args: settings.get<string[]>('server.args', []),
    bundled: context.asAbsolutePath('dist/server/lsp.cjs'),
  };
  const client = new LanguageClient('drift', 'Drift', serverOptions(choice), {
    documentSelector: [
      ...DOCUMENT_LANGUAGES.map((language) => ({ scheme: 'file', language })),
      { scheme: 'file', pattern: '**/drift.toml' },
    ],
    initializationOptions: { clientFeatures: { status: true, settled: true } },
  });
  context.subscriptions.push(client);
  await client.start();
}
