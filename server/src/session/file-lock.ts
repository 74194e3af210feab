import type { FileStat, Host, HostResult } from '../host/host.ts';

/** Milliseconds without a sign after which a holder is taken for gone; whoever holds it needs a few. */
const STALE_MS = 5_000;
/** Milliseconds between two signs. */
const SIGN_MS = 1_000;
/** Milliseconds to wait for somebody else: long enough for the lock of a holder that was killed to become free. */
const WAIT_MS = 8_000;
/** Milliseconds between two tries. */
const RETRY_MS = 20;

/** Where the lock of a file lies. */
export function lockPathOf(path: string): string {
  return `${path}.lock`;
}

/**
 * Does something while no other process that asks here works on the file at the path, so that what is read, changed and
 * written loses nothing. Waits a moment for the others, then gives up. `isHeld` turns false when the lock was lost.
 */
export async function withFileLock<T>(
  host: Host,
  path: string,
  work: (isHeld: () => boolean) => Promise<T>,
): Promise<HostResult<T>> {
  const lockPath = lockPathOf(path);
  let held = true;
  const onLost = (): void => {
    held = false;
  };
  const until = host.now() + WAIT_MS;
  const silence = new Silence(host, lockPath);
  for (;;) {
    const got = await host.lockFile(lockPath, { staleMs: STALE_MS, updateMs: SIGN_MS, onLost });
    if (got.ok && got.value !== null) {
      try {
        return { ok: true, value: await work(() => held) };
      } finally {
        await got.value.release();
      }
    }
    const unfit = await lockFault(host, lockPath);
    if (unfit !== null) return inTheWay(lockPath, unfit);
    if (!got.ok) return got;
    if (await silence.isOver()) await host.deleteEntry(lockPath);
    if (host.now() >= until) return busy(lockPath);
    await new Promise<void>((resolve) => void host.delay(RETRY_MS, resolve));
  }
}

/**
 * Notices that a lock gives no sign, by a clock that only counts: one that bears a time to come, as after the clock was
 * set back, would never grow old.
 */
class Silence {
  private readonly host: Host;
  private readonly lockPath: string;
  private seen = '';
  private since = 0;

  constructor(host: Host, lockPath: string) {
    this.host = host;
    this.lockPath = lockPath;
  }

  async isOver(): Promise<boolean> {
    const found = await this.host.stat(this.lockPath);
    const now = this.host.now();
    const seen = found.ok ? `${found.value.identity} ${found.value.mtimeMs}` : '';
    if (seen !== this.seen) {
      this.seen = seen;
      this.since = now;
    }
    return seen !== '' && now - this.since > STALE_MS;
  }
}

/** What lies where a lock should, in words, if nobody can hold it: a lock is an empty folder. `null` where all is well. */
export async function lockFault(host: Host, lockPath: string): Promise<string | null> {
  const found = await host.stat(lockPath);
  if (!found.ok) return null;
  if (found.value.kind !== 'directory') return IN_WORDS[found.value.kind];
  const listed = await host.readDirectory(lockPath);
  return listed.ok && listed.value.length > 0 ? 'a folder with something in it' : null;
}

const IN_WORDS: Readonly<Record<Exclude<FileStat['kind'], 'directory'>, string>> = {
  file: 'a file',
  link: 'a link',
  other: 'no regular file',
};

/** How long a lock has given no sign, in milliseconds; negative for one of a time to come; `null` where there is none. */
export async function silentMs(host: Host, lockPath: string): Promise<number | null> {
  const found = await host.stat(lockPath);
  return found.ok ? Date.parse(host.stamp().at) - found.value.mtimeMs : null;
}

/** True for a lock nobody can hold any more, judged at one look: its sign is too old, or of a time to come. */
export function isSilent(ms: number): boolean {
  return Math.abs(ms) > STALE_MS;
}

function inTheWay(lockPath: string, what: string): HostResult<never> {
  const message = `${lockPath} is ${what}, where Drift makes its lock; take it away, or run \`drift doctor --fix\``;
  return { ok: false, reason: 'denied', problems: [{ code: 'WORKSPACE_LOCKED', message }] };
}

function busy(lockPath: string): HostResult<never> {
  const message = `another process has been writing it for ${WAIT_MS / 1_000} seconds (${lockPath}); try again`;
  return { ok: false, reason: 'failed', problems: [{ code: 'WORKSPACE_LOCKED', message }] };
}
