import { ErrorCodes, Message, type MessageWriter } from 'vscode-languageserver';

/** Hands a message to whoever handles it. */
type Next = (message: Message) => void | Promise<void>;

/**
 * The phases of a connection as the protocol orders them: nothing before `initialize` has succeeded, `initialize` only
 * once, nothing but `exit` after `shutdown`. A request out of order is answered with an error and not run; a
 * notification out of order is dropped.
 */
export class Lifecycle {
  private phase: 'new' | 'running' | 'ended' = 'new';
  /** Ends the process in order. The library would end it in the middle of what an `exit` handler waits for. */
  onExit: () => void = () => {};

  /** `initialize` has succeeded. */
  begin(): void {
    this.phase = 'running';
  }

  /** The client has said goodbye. */
  end(): void {
    this.phase = 'ended';
  }

  get ended(): boolean {
    return this.phase === 'ended';
  }

  /** A message strategy that answers what comes out of order, or is no message of the protocol, itself. */
  strategy(writer: MessageWriter): { handleMessage(message: Message, next: Next): void | Promise<void> } {
    return {
      handleMessage: (message, next) => {
        if (Message.isRequest(message)) {
          const error = this.refusal(message.method);
          if (error === null) return next(message);
          const answer = { jsonrpc: '2.0', id: message.id, error };
          void writer.write(answer).catch(() => undefined);
        } else if (!Message.isNotification(message) && !Message.isResponse(message)) {
          const error = {
            code: ErrorCodes.InvalidRequest,
            message: 'neither a request, a notification nor a response',
          };
          const answer = { jsonrpc: '2.0', id: null, error };
          void writer.write(answer).catch(() => undefined);
        } else if (Message.isNotification(message) && message.method === 'exit') {
          this.onExit();
        } else if (!Message.isNotification(message) || this.phase === 'running') {
          return next(message);
        }
      },
    };
  }

  private refusal(method: string): { readonly code: number; readonly message: string } | null {
    const isInitialize = method === 'initialize';
    switch (this.phase) {
      case 'new':
        return isInitialize
          ? null
          : { code: ErrorCodes.ServerNotInitialized, message: `${method} came before initialize` };
      case 'running':
        return isInitialize ? { code: ErrorCodes.InvalidRequest, message: 'initialize came a second time' } : null;
      case 'ended':
        return { code: ErrorCodes.InvalidRequest, message: `${method} came after shutdown` };
    }
  }
}
