import type {
  LanguageClient,
  ProgressToken,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageclient/node';

type Params = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** What the server is reading just now and can be stopped from reading. */
export class Readings {
  private readonly tokens = new Set<ProgressToken>();

  /** Notes what the server says of its progress. */
  follow(token: ProgressToken, params: Params): void {
    if (params.kind === 'begin' && params.cancellable === true) this.tokens.add(token);
    if (params.kind === 'end') this.tokens.delete(token);
  }

  /** Forgets all: the server ended. */
  clear(): void {
    this.tokens.clear();
  }

  /** Asks the server to stop; how many readings there were. */
  async cancel(client: LanguageClient): Promise<number> {
    const tokens = [...this.tokens];
    for (const token of tokens) await client.sendNotification('window/workDoneProgress/cancel', { token });
    return tokens.length;
  }
}
