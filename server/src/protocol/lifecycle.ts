import { ErrorCodes, Message, type MessageWriter, type RequestMessage } from 'vscode-languageserver';

/** The library would hand the entries of a list over as so many arguments, and what comes after them as a parameter. */
function formFault({ method, params }: RequestMessage): { readonly code: number; readonly message: string } | null {
  if (!Array.isArray(params) || method === 'shutdown') return null;
  return { code: ErrorCodes.InvalidParams, message: `${method}: the parameters are a list; they go by name` };
}

/** Hands a message to whoever handles it. */
type Next = (message: Message) => void | Promise<void>;

/**
 * The phases of a connection as the protocol orders them: nothing before `initialize` has succeeded, `initialize` only
 * once, nothing but `exit` after `shutdown`. A request out of order is answered with an error and not run; a
 * notification out of order is dropped.
 */
export class Lifecycle {
  private phase: 'new' | 'running' | 'ended' = 'new';
  private holds = 0;
  private readonly waiting: (() => void)[] = [];
  /** Ends the process in order. The library would end it in the middle of what an `exit` handler waits for. */
  onExit: () => void = () => {};
  /** A client has begun to speak; comes once. Some never say `initialized`. */
  onUse: () => void = () => {};

  /** `initialize` has succeeded. */
  begin(): void {
    this.phase = 'running';
  }

  /** The client has said goodbye. */
  end(): void {
    this.phase = 'ended';
  }

  /** Lets every message but `exit` wait until something is done, in their order: it decides how they are taken. */
  holdUntil(done: Promise<unknown>): void {
    this.holds++;
    const goOn = (): void => {
      this.holds--;
      while (this.holds === 0) {
        const next = this.waiting.shift();
        if (next === undefined) return;
        next();
      }
    };
    void done.then(goOn, goOn);
  }

  get ended(): boolean {
    return this.phase === 'ended';
  }

  /** A message strategy that answers what comes out of order, or is no message of the protocol, itself. */
  strategy(writer: MessageWriter): { handleMessage(message: Message, next: Next): void | Promise<void> } {
    return {
      handleMessage: (message, next) => {
        const isExit = Message.isNotification(message) && message.method === 'exit';
        if (isExit || (this.holds === 0 && this.waiting.length === 0)) return this.take(message, next, writer);
        this.waiting.push(() => void this.take(message, next, writer));
      },
    };
  }

  private take(message: Message, next: Next, writer: MessageWriter): void | Promise<void> {
    const answer = (error: { readonly code: number; readonly message: string }, id: number | string | null): void => {
      const refused = { jsonrpc: '2.0', id, error };
      void writer.write(refused).catch(() => undefined);
    };
    if (Message.isRequest(message)) {
      const error = this.refusal(message.method) ?? formFault(message);
      if (error === null) {
        if (message.method !== 'shutdown') this.used(message);
        return next(message);
      }
      answer(error, message.id);
    } else if (!Message.isNotification(message) && !Message.isResponse(message)) {
      answer({ code: ErrorCodes.InvalidRequest, message: 'neither a request, a notification nor a response' }, null);
    } else if (Message.isNotification(message) && message.method === 'exit') {
      this.onExit();
    } else if (!Message.isNotification(message) || this.phase === 'running') {
      this.used(message);
      return next(message);
    }
  }

  /** Takes note of a message that asks or tells something of the workspace. */
  private used(message: Message): void {
    if (this.phase !== 'running' || Message.isResponse(message)) return;
    if (Message.isNotification(message) && message.method.startsWith('$/')) return;
    const { onUse } = this;
    this.onUse = () => {};
    onUse();
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
