import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type * as z from 'zod';
import type { ServerContext } from './context.ts';

/** What the protocol itself lets a client add to the parameters of any request. */
const OF_THE_PROTOCOL = new Set(['workDoneToken', 'partialResultToken']);

/**
 * Registers a custom method whose parameters are checked once, at the edge. A parameter it does not know is refused: a
 * misspelt `uri` must not mean the first root.
 */
export function onRequest<S extends z.ZodType>(
  context: ServerContext,
  method: string,
  schema: S,
  handle: (params: z.output<S>) => Promise<object>,
): void {
  context.connection.onRequest(method, async (raw: unknown): Promise<object> => {
    const params = schema.safeParse(withoutTokens(raw ?? {}));
    if (!params.success) throw invalidParams(issueText(method, params.error));
    return handle(params.data);
  });
}

function withoutTokens(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !OF_THE_PROTOCOL.has(key)));
}

/** What is wrong with the parameters of a method, and where: an unknown one first, for it may be another misspelt. */
export function issueText(method: string, { issues }: z.ZodError): string {
  const told = issues.find((i) => i.code === 'unrecognized_keys') ?? issues[0];
  const parts = [`${method}:`, told?.path.join('.') ?? '', told?.message ?? 'invalid parameters'];
  return parts.filter((part) => part !== '').join(' ');
}

/** A request that cannot be answered as asked. */
export function invalidParams(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
