import type { Problem, Result } from '@drift/shared';
import type { FileLock, Host, HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
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
  const { pid, hostName } = host.identity();
  const { id, at } = host.stamp();
  const own: Holder = { pid, host: hostName, command, since: at, token: id };
  // Before the lock: whoever finds it taken and nobody named sees who may have taken it.
  const claim = claimOf(files, id);
  const claimed = await host.writeFile(claim, `${JSON.stringify(own)}\n`);
  if (!claimed.ok) return { kind: 'impossible', problem: fileProblem(claimed, 'the lock of the database') };
  let answer = await tryLock(host, files, { own, claim, onLost });
  if (answer.kind === 'taken' && (await isAbandoned(host, files, id))) {
    await clearLock(host, files);
    answer = await tryLock(host, files, { own, claim, onLost });
  }
  if (answer.kind !== 'held') await host.deleteEntry(claim);
  else await clearClaims(host, files);
  return answer;
}

/** Where somebody is named who may hold the lock. */
function claimOf({ holder }: DatabaseFiles, token: string): string {
  return `${holder}-${token}`;
}

interface Claim {
  readonly own: Holder;
  readonly claim: string;
  readonly onLost: () => void;
}

async function tryLock(host: Host, files: DatabaseFiles, { own, claim, onLost }: Claim): Promise<LockAnswer> {
  const got = await host.lockFile(files.lock, { staleMs: LOCK_STALE_MS, updateMs: LOCK_UPDATE_MS, onLost });
  if (!got.ok) return { kind: 'impossible', problem: fileProblem(got, 'the lock of the database') };
  const before = await readHolder(host, files);
  if (got.value === null) return { kind: 'taken', holder: before };
  const named = await host.renameFile(claim, files.holder);
  if (!named.ok) {
    await got.value.release();
    return { kind: 'impossible', problem: fileProblem(named, 'the lock of the database') };
  }
  return { kind: 'held', lock: heldLock(host, files, { token: own.token, wasUnclean: before !== null }, got.value) };
}

/** Those who said that they would take the lock, and may have. */
async function claims(host: Host, files: DatabaseFiles): Promise<readonly { path: string; holder: Holder | null }[]> {
  const listed = await host.readDirectory(files.folder);
  const name = files.holder.slice(files.folder.length + 1);
  const paths = (listed.ok ? listed.value : [])
    .filter((e) => e.kind === 'file' && e.name.startsWith(`${name}-`) && !e.name.endsWith('.tmp'))
    .map((e) => joinPath(files.folder, e.name));
  return Promise.all(paths.map(async (path) => ({ path, holder: await holderIn(host, path) })));
}

/** True when everybody who can hold the lock was a process of this machine that no longer runs; `except` is one's own claim. */
async function isAbandoned(host: Host, files: DatabaseFiles, except: string): Promise<boolean> {
  const holder = await readHolder(host, files);
  const others = (await claims(host, files)).flatMap((c) => c.holder ?? []).filter((h) => h.token !== except);
  const all = holder === null ? others : [holder, ...others];
  return all.length > 0 && all.every((h) => isGone(host, h));
}

/** Takes the lock away, and what those who are gone left beside it. */
async function clearLock(host: Host, files: DatabaseFiles): Promise<HostResult<null>> {
  await clearClaims(host, files);
  return host.deleteEntry(files.lock);
}

async function clearClaims(host: Host, files: DatabaseFiles): Promise<void> {
  for (const { path, holder } of await claims(host, files))
    if (holder !== null && isGone(host, holder)) await host.deleteEntry(path);
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
      // Named until the lock is gone: one that nobody is named for would be waited for until it is stale.
      const claim = claimOf(files, told.token);
      const isOwn = (await readHolder(host, files))?.token === told.token;
      const claimed = isOwn && (await host.renameFile(files.holder, claim)).ok;
      await lock.release();
      if (claimed) await host.deleteEntry(claim);
    },
  };
}

/** True when the holder was a process of this machine that no longer runs. */
export function isGone(host: Host, holder: Holder): boolean {
  return holder.host === host.identity().hostName && !host.isRunning(holder.pid);
}

/** Who says to hold the lock, whether or not it is still held; `null` where nobody says so. */
export async function readHolder(host: Host, files: DatabaseFiles): Promise<Holder | null> {
  return holderIn(host, files.holder);
}

async function holderIn(host: Host, path: string): Promise<Holder | null> {
  const read = await host.readHead(path, 4_096);
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
  return { isLocked: lock.ok, holder, isStale: lock.ok && (await isAbandoned(host, files, '')) };
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
  const gone = await clearLock(host, files);
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
