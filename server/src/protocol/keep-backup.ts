import type { Root } from '../session/root.ts';
import { backUpDaily } from '../session/ws/daily-backup.ts';
import type { ServerContext } from './context.ts';
import { withPlace } from './ws-place.ts';

/** Time after a backup, or an attempt at one, in which nobody even asks for the next. Counted, so that no clock matters. */
const ASK_AGAIN_MS = 3_600_000;

/** When the backup of a root was last asked for, on the clock that only counts. */
const asked = new WeakMap<Root, number>();

/** Makes the backup of the day of a root that was just recorded, in the same quiet moment; the end of that ends it. */
export async function keepBackup(context: ServerContext, root: Root, goOn: () => boolean): Promise<void> {
  const { host } = context.session.options;
  const settings = root.workspace.config;
  const last = asked.get(root);
  const isSoon = last !== undefined && host.now() - last < ASK_AGAIN_MS;
  if (context.init.mode === 'batch' || settings === null || isSoon) return;
  const done = await withPlace(context, root, { config: settings.config, onProgress: () => {}, goOn }, backUpDaily);
  if (done.kind === 'given up') return;
  asked.set(root, host.now());
  if (done.kind === 'made') context.connection.console.log(`Drift: made ${done.id}, the backup of the day`);
  if (done.kind === 'failed') context.connection.console.warn(`Drift: the backup of the day: ${done.why}`);
}
