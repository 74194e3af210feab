import type { Host, HostResult } from '../host/host.ts';

/** Milliseconds without a sign after which a holder is taken for gone; whoever holds it needs a few. */
const STALE_MS = 5_000;
/** Milliseconds between two signs. */
const SIGN_MS = 1_000;
/** Milliseconds to wait for somebody else: long enough for the lock of a holder that was killed to become free. */
const WAIT_MS = 8_000;
/** Milliseconds between two tries. */
const RETRY_MS = 20;

/**
 * Does something while no other process that asks here works on the file at the path, so that what is read, changed and
 * written loses nothing. Waits a moment for the others, then gives up. `isHeld` turns false when the lock was lost.
 */
export async function withFileLock<T>(
  host: Host,
  path: string,
  work: (isHeld: () => boolean) => Promise<T>,
): Promise<HostResult<T>> {
  const lockPath = `${path}.lock`;
  let held = true;
  const onLost = (): void => {
    held = false;
  };
  const until = host.now() + WAIT_MS;
  for (;;) {
    const got = await host.lockFile(lockPath, { staleMs: STALE_MS, updateMs: SIGN_MS, onLost });
    if (!got.ok) return got;
    if (got.value !== null) {
      try {
        return { ok: true, value: await work(() => held) };
      } finally {
        await got.value.release();
      }
    }
    if (host.now() >= until) return busy(lockPath);
    await new Promise<void>((resolve) => void host.delay(RETRY_MS, resolve));
  }
}

function busy(lockPath: string): HostResult<never> {
  const message = `another process has been writing it for ${WAIT_MS / 1_000} seconds (${lockPath}); try again`;
  return { ok: false, reason: 'failed', problems: [{ code: 'WORKSPACE_LOCKED', message }] };
}
