import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type * as z from 'zod';
import type { ServerContext } from './context.ts';

/** Registers a custom method whose parameters are checked once, at the edge. */
export function onRequest<S extends z.ZodType>(
  context: ServerContext,
  method: string,
  schema: S,
  handle: (params: z.output<S>) => Promise<object>,
): void {
  context.connection.onRequest(method, async (raw: unknown): Promise<object> => {
    const params = schema.safeParse(raw ?? {});
    if (!params.success) throw invalidParams(issueText(method, params.error));
    return handle(params.data);
  });
}

/** What is wrong with the parameters of a method, and where. */
export function issueText(method: string, { issues: [first] }: z.ZodError): string {
  return `${method}: ${first?.path.join('.') ?? ''} ${first?.message ?? 'invalid parameters'}`.trim();
}

/** A request that cannot be answered as asked. */
export function invalidParams(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
