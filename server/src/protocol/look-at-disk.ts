import { maskText } from '../knowledge/secrets/mask-text.ts';
import { DiskLook } from '../session/disk-look.ts';
import type { Root } from '../session/root.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { startLoading } from './load.ts';

interface Look {
  readonly disk: DiskLook;
  running: boolean;
  again: boolean;
}

const looks = new WeakMap<Root, Look>();

/**
 * After a save, for a client that watches no files: what else changed on the disk meanwhile counts as well. Saves that
 * come while it looks are one more look.
 */
export function lookAtDisk(context: ServerContext, lanes: Lanes, root: Root): void {
  const look = looks.get(root) ?? {
    disk: new DiskLook(context.session.options.host, root),
    running: false,
    again: false,
  };
  looks.set(root, look);
  look.again = true;
  if (!look.running) void follow(context, lanes, root, look);
}

async function follow(context: ServerContext, lanes: Lanes, root: Root, look: Look): Promise<void> {
  look.running = true;
  while (look.again) {
    look.again = false;
    try {
      await lookOnce(context, lanes, root, look);
    } catch (error: unknown) {
      const message = maskText(error instanceof Error ? error.message : String(error));
      context.connection.console.error(`Drift could not look at ${root.path}: ${message}`);
    }
  }
  look.running = false;
}

async function lookOnce(context: ServerContext, lanes: Lanes, root: Root, { disk }: Look): Promise<void> {
  // A load that is under way reads everything anyway.
  await root.loading;
  const { signal } = root.controller;
  const { reload, files } = await disk.differences(signal);
  if (signal.aborted) return;
  lanes.decisionsChanged(root);
  if (reload) startLoading(context, lanes, root);
  else if (files.length > 0) lanes.diskChanged(root, files);
}
