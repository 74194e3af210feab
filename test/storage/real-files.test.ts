import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const host = createNodeHost();
let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.remove());

describe('the real host', () => {
  test('adds lines to whatever has the name, however often somebody takes the file away meanwhile', async () => {
    const path = join(project.root, 'journal');
    let moves = 0;
    let isDone = false;
    const mover = (async () => {
      while (!isDone) {
        try {
          renameSync(path, join(project.root, `taken-${moves}`));
          moves++;
        } catch {
          // Not there yet.
        }
        // Pauses of every length up to that of a slow disk: one that takes longer than each of them would never get a turn.
        await new Promise<void>((resolve) => host.delay(3 + (moves % 16) * 10, resolve));
      }
    })();
    const lines = Array.from({ length: 200 }, (_, i) => `line ${i}`);
    await Promise.all(
      [0, 1, 2, 3].map(async (part) => {
        for (const line of lines.slice(part * 50, part * 50 + 50))
          expect(await host.appendLines(path, `${line}\n`)).toEqual({ ok: true, value: null });
      }),
    );
    isDone = true;
    await mover;
    const all = readdirSync(project.root).flatMap((n) => readFileSync(join(project.root, n), 'utf8').split('\n'));
    expect(lines.filter((l) => !all.includes(l))).toEqual([]);
    expect(moves).toBeGreaterThan(0);
  });

  test('gives a lock to one at a time, and tells who loses it', async () => {
    const path = join(project.root, '.drift/drift.db.lock');
    const lost: string[] = [];
    const options = (name: string) => ({ staleMs: 2_000, updateMs: 1_000, onLost: () => lost.push(name) });
    const first = await host.lockFile(path, options('first'));
    expect(first.ok && first.value !== null).toBe(true);
    expect(await host.lockFile(path, options('second'))).toEqual({ ok: true, value: null });
    if (first.ok) await first.value?.release();
    const third = await host.lockFile(path, options('third'));
    expect(third.ok && third.value !== null).toBe(true);
    await host.deleteEntry(path);
    await new Promise<void>((resolve) => {
      const look = (): void => void (lost.length > 0 ? resolve() : host.delay(50, look));
      look();
    });
    expect(lost).toEqual(['third']);
    if (third.ok) await third.value?.release();
  });

  test('knows which processes run', () => {
    expect(host.isRunning(process.pid)).toBe(true);
    expect(host.isRunning(2 ** 22 + 12_345)).toBe(false);
    expect(host.identity()).toMatchObject({ pid: process.pid });
  });
});
