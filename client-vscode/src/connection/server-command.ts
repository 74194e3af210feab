import { type ServerOptions, TransportKind } from 'vscode-languageclient/node';

/** How the server is started: which program, and where the built one lies. */
export interface ServerChoice {
  /** Program named in the settings; empty for the server in the package. */
  readonly path: string;
  /** Arguments put behind those that make it a language server. */
  readonly args: readonly string[];
  /** The server in the package. */
  readonly bundled: string;
}

/** What starts the server. The one in the package runs on the editor's own runtime, so nothing has to be installed. */
export function serverOptions({ path, args, bundled }: ServerChoice): ServerOptions {
  if (path !== '') return { command: path, args: ['lsp', '--stdio', ...args] };
  const module = { module: bundled, transport: TransportKind.stdio, args: [...args] };
  return { run: module, debug: module };
}
