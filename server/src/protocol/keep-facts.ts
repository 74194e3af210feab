import type { Root } from '../session/root.ts';
import type { ServerContext } from './context.ts';
import { recordLater } from './keep-scan.ts';

/** Quiet time before what was worked out is written: while somebody types there is something better to do. */
const SAVE_AFTER_MS = 2_000;

const waiting = new WeakMap<Root, () => void>();

/** Writes what the next start can use once nothing was read for a while. A batch server does so when it is told to end. */
export function keepFacts(context: ServerContext, root: Root): void {
  if (context.init.mode === 'batch') return;
  recordLater(context, root);
  waiting.get(root)?.();
  const cancel = context.session.options.host.delay(SAVE_AFTER_MS, () => {
    if (!context.session.roots.includes(root)) return;
    void root.workspace.cache.save().finally(() => tellNotKept(context, root));
  });
  waiting.set(root, cancel);
}

/** Says once that nothing can be kept, and why; it is no problem of the code and stands in no report. */
export function tellNotKept(context: ServerContext, root: Root): void {
  const note = root.workspace.cache.note();
  if (note !== null) context.connection.console.warn(`Drift: ${note}`);
}
