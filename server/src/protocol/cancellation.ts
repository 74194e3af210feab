import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/**
 * The outcome of some work, or the protocol's error for a cancelled request as soon as the client takes it back. The
 * work itself goes on to its end where it does not look at the token.
 */
export function unlessCancelled<T>(token: CancellationToken, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled'));
    if (token.isCancellationRequested) cancel();
    const listener = token.onCancellationRequested(cancel);
    work.then(resolve, reject).finally(() => listener.dispose());
  });
}
