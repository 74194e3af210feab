import { describe, expect, test } from 'vitest';
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from '../host/memory-host.ts';
import { withFileLock } from './file-lock.ts';

const LOCK = '/w/file.lock';

/** Takes the lock of `/w/file` while the clock goes on; says what came of it and how long it took. */
async function taken(host: MemoryHost): Promise<{ readonly came: string; readonly ms: number }> {
  let came = '';
  const started = host.now();
  const done = withFileLock(host, '/w/file', async () => 'held').then((r) => {
    came = r.ok ? r.value : (r.problems[0]?.message ?? '');
  });
  for (let n = 0; came === '' && n < 2_000; n++) {
    await new Promise((resolve) => setImmediate(resolve));
    host.advance(10);
  }
  await done;
  return { came, ms: host.now() - started };
}

describe('the lock of a file', () => {
  test.each<[string, MemoryHostOptions]>([
    ['a file', { files: { [LOCK]: '' } }],
    ['a link', { files: { '/elsewhere/': '' }, links: { [LOCK]: '/elsewhere' } }],
    ['a link', { links: { [LOCK]: '/nowhere' } }],
    ['a folder with something in it', { files: { [`${LOCK}/x`]: '' } }],
  ])('says at once that %s is in the way', async (what, options) => {
    const { came, ms } = await taken(createMemoryHost(options));
    expect(came).toMatch(new RegExp(`^${LOCK} is ${what}, where .*doctor --fix`));
    expect(ms).toBeLessThan(100);
  });

  test('is taken from whoever gives no sign, whatever time it bears', async () => {
    const host = createMemoryHost({ files: { [`${LOCK}/`]: '' } });
    const { came, ms } = await taken(host);
    expect(came).toBe('held');
    expect(ms).toBeGreaterThan(5_000);
    expect(ms).toBeLessThan(7_000);
    expect(await host.stat(LOCK)).toMatchObject({ ok: false, reason: 'missing' });
  });

  test('is waited for, and never taken from whoever gives signs', async () => {
    const host = createMemoryHost({ files: { '/w/': '' } });
    const held = await host.lockFile(LOCK, { staleMs: 5_000, updateMs: 1_000, onLost: () => {} });
    const { came } = await taken(host);
    expect(came).toMatch(/^another process has been writing it for 8 seconds/);
    if (held.ok) await held.value?.release();
    expect(await taken(host)).toMatchObject({ came: 'held' });
  });
});
