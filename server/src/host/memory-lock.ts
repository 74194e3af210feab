import type { FileLock, LockOptions } from './host.ts';
import type { MemoryNode, MemoryTree } from './memory-tree.ts';

/** What a fake lock lives in. */
export interface LockWorld {
  readonly tree: MemoryTree;
  /** When each lock gave its last sign. */
  readonly signs: WeakMap<MemoryNode, number>;
  readonly now: () => number;
  readonly delay: (ms: number, task: () => void) => () => void;
}

/** As `Host.lockFile`, in memory: the directory at the path is the lock, and whoever takes it away takes the lock. */
export function lockInMemory(world: LockWorld, path: string, options: LockOptions): FileLock | null {
  const { tree, signs, now, delay } = world;
  const known = tree.get(path);
  if (known !== undefined && now() - (signs.get(known) ?? now()) <= options.staleMs) return null;
  const own: MemoryNode = { kind: 'directory' };
  tree.set(path, own);
  let cancel = (): void => {};
  const sign = (): void => {
    if (tree.get(path) !== own) return options.onLost();
    signs.set(own, now());
    cancel = delay(options.updateMs, sign);
  };
  sign();
  return {
    release: async () => {
      cancel();
      if (tree.get(path) === own) tree.remove(path);
    },
  };
}
