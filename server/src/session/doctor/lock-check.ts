import type { Host } from '../../host/host.ts';
import { databaseFiles } from '../../store/database/names.ts';
import { LOCK_STALE_MS } from '../../store/database/parameters.ts';
import { type Holder, lockState } from '../../store/database/writer-lock.ts';
import { ageInWords } from '../ws/place.ts';
import { type Check, fine, reasonOf, warned } from './check.ts';

interface Lock {
  readonly isLocked: boolean;
  readonly isStale: boolean;
  readonly holder: Holder | null;
}

/** Nobody holds the lock who is gone. */
export const lockFree: Check = {
  id: 'lock',
  async run({ host, root }) {
    const { isLocked, isStale, holder } = await lockOf(host, root);
    const own = host.identity();
    const isOwn = holder?.pid === own.pid && holder.host === own.hostName;
    if (!isLocked || (isOwn && !isStale)) return fine('nobody else is writing');
    const who = holder === null ? 'a process that left no name' : `pid ${holder.pid} (\`${holder.command}\`)`;
    const age = holder === null ? '' : `, since ${ageInWords(host, holder.since)}`;
    return isStale
      ? warned(`the lock is stale: ${who} held it and is gone`, 'Run `drift doctor --fix` or `drift ws unlock`.')
      : fine(`${who} is writing${age}; others read the last saved state`);
  },
  async mend({ host, root, ws }) {
    const { isStale } = await lockOf(host, root);
    const done = await ws.database.unlock(isStale);
    if (!done.ok) return { done: false, text: reasonOf(done) };
    return { done: done.value.removed, text: done.value.removed ? 'took the stale lock away' : 'there was no lock' };
  },
};

/** A lock whose holder runs elsewhere, or is not known, is stale once it gives no sign any more. */
async function lockOf(host: Host, root: string): Promise<Lock> {
  const files = databaseFiles(root);
  const { isLocked, isStale, holder } = await lockState(host, files);
  const found = await host.stat(files.lock);
  const silent = found.ok && Date.parse(host.stamp().at) - found.value.mtimeMs > LOCK_STALE_MS;
  return { isLocked, isStale: isStale || silent, holder };
}
