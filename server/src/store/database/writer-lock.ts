import type { Problem, Result } from '@drift/shared';
import type { FileLock, Host } from '../../host/host.ts';
import type { DatabaseFiles } from './names.ts';
import { LOCK_STALE_MS, LOCK_UPDATE_MS } from './parameters.ts';
import { fileProblem } from './problems.ts';

/** Who writes the database of a root. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
  /** ISO 8601 in UTC. */
  readonly since: string;
  /** Tells this holding from every other one. */
  readonly token: string;
}

/** A lock that was taken. */
export interface HeldLock {
  readonly token: string;
  /** The last holder did not say goodbye: the image needs a closer look. */
  readonly wasUnclean: boolean;
  release(): Promise<void>;
}

/** What came of asking for the lock. */
export type LockAnswer =
  | { readonly kind: 'held'; readonly lock: HeldLock }
  /** Somebody else has it; `holder` where that one says who it is. */
  | { readonly kind: 'taken'; readonly holder: Holder | null }
  | { readonly kind: 'impossible'; readonly problem: Problem };

/** Takes the writer's lock of a root. A holder of this machine whose process is gone holds nothing. */
export async function takeLock(
  host: Host,
  files: DatabaseFiles,
  command: string,
  onLost: () => void,
): Promise<LockAnswer> {
  const first = await tryLock(host, files, command, onLost);
  if (first.kind !== 'taken' || first.holder === null || !isGone(host, first.holder)) return first;
  await host.deleteEntry(files.lock);
  return tryLock(host, files, command, onLost);
}

async function tryLock(host: Host, files: DatabaseFiles, command: string, onLost: () => void): Promise<LockAnswer> {
  const got = await host.lockFile(files.lock, { staleMs: LOCK_STALE_MS, updateMs: LOCK_UPDATE_MS, onLost });
  if (!got.ok) return { kind: 'impossible', problem: fileProblem(got, 'the lock of the database') };
  const before = await readHolder(host, files);
  if (got.value === null) return { kind: 'taken', holder: before };
  const { pid, hostName } = host.identity();
  const { id, at } = host.stamp();
  const holder: Holder = { pid, host: hostName, command, since: at, token: id };
  const written = await host.writeFile(files.holder, `${JSON.stringify(holder)}\n`);
  if (!written.ok) {
    await got.value.release();
    return { kind: 'impossible', problem: fileProblem(written, 'the lock of the database') };
  }
  return { kind: 'held', lock: heldLock(host, files, { token: id, wasUnclean: before !== null }, got.value) };
}

function heldLock(
  host: Host,
  files: DatabaseFiles,
  told: { readonly token: string; readonly wasUnclean: boolean },
  lock: FileLock,
): HeldLock {
  return {
    ...told,
    release: async () => {
      if ((await readHolder(host, files))?.token === told.token) await host.deleteEntry(files.holder);
      await lock.release();
    },
  };
}

/** True when the holder was a process of this machine that no longer runs. */
export function isGone(host: Host, holder: Holder): boolean {
  return holder.host === host.identity().hostName && !host.isRunning(holder.pid);
}

/** Who says to hold the lock, whether or not it is still held; `null` where nobody says so. */
export async function readHolder(host: Host, files: DatabaseFiles): Promise<Holder | null> {
  const read = await host.readHead(files.holder, 4_096);
  if (!read.ok) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(read.value));
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const of = (name: string): unknown => Reflect.get(parsed, name);
  const [pid, hostName, command, since, token] = ['pid', 'host', 'command', 'since', 'token'].map(of);
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return null;
  if (typeof hostName !== 'string' || typeof command !== 'string') return null;
  if (typeof since !== 'string' || typeof token !== 'string') return null;
  return { pid, host: hostName, command, since, token };
}

/** The state of a lock without taking it. */
export async function lockState(
  host: Host,
  files: DatabaseFiles,
): Promise<{ readonly isLocked: boolean; readonly holder: Holder | null; readonly isStale: boolean }> {
  const [lock, holder] = [await host.stat(files.lock), await readHolder(host, files)];
  return { isLocked: lock.ok, holder, isStale: lock.ok && holder !== null && isGone(host, holder) };
}

/** Takes the lock away from a holder that is gone, or from any with `force`. */
export async function breakLock(
  host: Host,
  files: DatabaseFiles,
  force: boolean,
): Promise<Result<{ readonly holder: Holder | null; readonly removed: boolean }>> {
  const { isLocked, holder, isStale } = await lockState(host, files);
  if (!isLocked) return { ok: true, value: { holder, removed: false } };
  if (!isStale && !force) return { ok: false, problems: [lockedProblem(holder)] };
  const gone = await host.deleteEntry(files.lock);
  if (!gone.ok && gone.reason !== 'missing') return { ok: false, problems: [fileProblem(gone, 'the lock')] };
  return { ok: true, value: { holder, removed: true } };
}

/** Says who writes. */
export function lockedProblem(holder: Holder | null): Problem {
  const who =
    holder === null ? 'another Drift' : `another Drift (pid ${holder.pid} on ${holder.host}, \`${holder.command}\`)`;
  return {
    code: 'WORKSPACE_LOCKED',
    message: `${who} writes the database of this workspace; the last saved state is read`,
    hint: 'It is free again when that one ends.',
  };
}
