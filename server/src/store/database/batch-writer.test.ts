import { beforeEach, describe, expect, test } from 'vitest';
import { installedRuntime } from '../../../../test/support/database.ts';
import { createMemoryHost, type MemoryHost } from '../../host/memory-host.ts';
import { BatchWriter } from './batch-writer.ts';
import { migrate } from './migrate.ts';
import { BATCH_MS } from './parameters.ts';
import { MIGRATIONS } from './schema.ts';
import type { SqlEngine } from './sql-engine.ts';
import type { WriteCommand } from './write-rows.ts';

let engine: SqlEngine;
let host: MemoryHost;
let writer: BatchWriter;
beforeEach(async () => {
  engine = (await installedRuntime()).open(null);
  host = createMemoryHost();
  migrate(engine, host, MIGRATIONS);
  writer = new BatchWriter({ host, engine: () => engine, onCommit: () => {} });
});

function event(i: number): WriteCommand {
  const id = String(i).padStart(6, '0');
  return { kind: 'event', event: { id, at: `2026-01-01T00:00:00.${id}Z`, kind: 'packed', details: '' } };
}

describe('a writer of batches', () => {
  test('writes 500 commands in one transaction', async () => {
    const all = Array.from({ length: 500 }, (_, i) => writer.add(event(i)));
    expect(await Promise.all(all)).toEqual(all.map(() => null));
    expect(writer.stats).toEqual({ commands: 500, commits: 1 });
  });

  test('writes fewer a moment after the first', async () => {
    const all = Promise.all(Array.from({ length: 50 }, (_, i) => writer.add(event(i))));
    host.advance(BATCH_MS - 1);
    expect(writer.stats.commits).toBe(0);
    host.advance(1);
    await all;
    expect(writer.stats).toEqual({ commands: 50, commits: 1 });
  });

  test('lets whoever brings too many wait, and loses none', async () => {
    const all = Array.from({ length: 2_048 }, (_, i) => writer.add(event(i)));
    writer.flush();
    await Promise.resolve();
    writer.flush();
    expect((await Promise.all(all)).every((p) => p === null)).toBe(true);
    const rows = engine.rows('SELECT id FROM workspace_events ORDER BY at, id');
    expect(rows.map((r) => Number(r['id']))).toEqual(Array.from({ length: 2_048 }, (_, i) => i));
  });

  test('keeps everything but the one command that cannot be written', async () => {
    const poison: WriteCommand = {
      kind: 'packages',
      packages: [1, 2].map(() => ({ path: 'same', name: '', kind: '', language: '', framework: '', dependencies: [] })),
    };
    const all = Array.from({ length: 20 }, (_, i) => writer.add(i === 7 ? poison : event(i)));
    writer.flush();
    const told = await Promise.all(all);
    expect(told.flatMap((p, i) => (p === null ? [] : [i]))).toEqual([7]);
    expect(told[7]).toMatchObject({ code: 'STORAGE_ERROR' });
    expect(engine.rows('SELECT id FROM workspace_events')).toHaveLength(19);
    expect(engine.rows('SELECT * FROM workspace_packages')).toEqual([]);
  });
});
