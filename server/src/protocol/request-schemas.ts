// What the handlers of the protocol's own requests read of their parameters, checked before they read it.
import * as z from 'zod';
import { invalidParams, issueText } from './on-request.ts';

const textDocument = z.object({ uri: z.string() });
const position = z.object({ line: z.number(), character: z.number() });
const range = z.object({ start: position, end: position });

/** Schemas by method. */
export const REQUESTS = {
  'textDocument/hover': z.object({ textDocument, position }),
  'textDocument/codeAction': z.object({
    textDocument,
    range,
    context: z.object({ only: z.array(z.string()).nullish() }),
  }),
  'codeAction/resolve': z.object({ title: z.string() }),
  'textDocument/diagnostic': z.object({ textDocument, previousResultId: z.string().nullish() }),
  'workspace/diagnostic': z.object({ previousResultIds: z.array(z.object({ uri: z.string(), value: z.string() })) }),
  'workspace/executeCommand': z.object({ command: z.string(), arguments: z.array(z.unknown()).nullish() }),
} as const;

/** Guards a handler of the protocol's own requests: parameters of a wrong form are answered with InvalidParams. */
export function checked<P, Rest extends readonly unknown[], R>(
  method: keyof typeof REQUESTS,
  handle: (params: P, ...rest: Rest) => Promise<R>,
): (params: P, ...rest: Rest) => Promise<R> {
  return async (params, ...rest) => {
    const parsed = REQUESTS[method].safeParse(params);
    if (!parsed.success) throw invalidParams(issueText(method, parsed.error));
    return handle(params, ...rest);
  };
}
