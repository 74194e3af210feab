import { DECISIONS_FILE } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { LOCAL_FOLDER } from '../drift-folder.ts';
import { isSilent, lockFault, lockPathOf, silentMs } from '../file-lock.ts';
import { type Check, fine, type Mended, reasonOf, warned } from './check.ts';

const LOCK = lockPathOf(DECISIONS_FILE);
const NAME = LOCK.slice(LOCK.lastIndexOf('/') + 1);

/** Nothing keeps decisions from being written. */
export const decisionsLockFree: Check = {
  id: 'decisions-lock',
  async run({ host, root }) {
    const path = joinPath(root, LOCK);
    const fault = await lockFault(host, path);
    if (fault !== null)
      return warned(
        `${LOCK} is ${fault}, so nothing can be decided`,
        'Take it away, or run `drift doctor --fix`, which does.',
      );
    const ms = await silentMs(host, path);
    if (ms === null) return fine('nobody else is deciding');
    return isSilent(ms)
      ? warned(`${LOCK} is stale: whoever held it is gone`, 'Run `drift doctor --fix`; or decide, which waits for it.')
      : fine('another process is writing decisions at this moment');
  },
  async mend({ host, root }) {
    const path = joinPath(root, LOCK);
    const found = await host.stat(path);
    if (!found.ok) return { done: false, text: 'it is gone already' };
    const isEmpty = found.value.kind === 'file' ? found.value.size === 0 : (await lockFault(host, path)) === null;
    if (!isEmpty && found.value.kind !== 'link') return putAside(host, root);
    const gone = await host.deleteEntry(path);
    return gone.ok ? { done: true, text: `took ${LOCK} away` } : { done: false, text: reasonOf(gone) };
  },
};

/** Drift writes nothing into a lock: whatever has something in it is somebody's. */
async function putAside(host: Host, root: string): Promise<Mended> {
  const aside = `${LOCAL_FOLDER}/${NAME}-${host.stamp().id}`;
  const made = await host.makeDirectory(joinPath(root, LOCAL_FOLDER));
  const moved = made.ok ? await host.renameFile(joinPath(root, LOCK), joinPath(root, aside)) : made;
  return moved.ok ? { done: true, text: `put ${LOCK} aside as ${aside}` } : { done: false, text: reasonOf(moved) };
}
