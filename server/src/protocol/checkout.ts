import { type CheckoutAnswer, checkoutParamsSchema, Method } from '@drift/shared';
import { checkoutOf } from '../session/checkout.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { rootMeant } from './root-meant.ts';

/** `drift/checkout`: what git says of a root, for whoever decides what to ask a report about. No file is analysed. */
export function registerCheckout(context: ServerContext): void {
  const { host, init } = context.session.options;
  onRequest(context, Method.checkout, checkoutParamsSchema, async ({ uri, bases }): Promise<CheckoutAnswer> => {
    const { path } = rootMeant(context, uri);
    return checkoutOf(host, path, { bases, flags: new Map(Object.entries(init.flags)) });
  });
}
