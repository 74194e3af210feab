import { LanguageClient, type MessageTransports } from 'vscode-languageclient/node';
import { ServerProgram } from './server-program.ts';

/** A client for one run of the server: it is started once, and what goes wrong is told by the connection alone. */
export class DriftClient extends LanguageClient {
  /** The program that was started; `null` before, and where none could be. */
  program: ServerProgram | null = null;

  protected override async createMessageTransports(encoding: string): Promise<MessageTransports> {
    const transports = await super.createMessageTransports(encoding);
    if (this.serverProcess !== undefined) this.program = new ServerProgram(this.serverProcess);
    return transports;
  }

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
