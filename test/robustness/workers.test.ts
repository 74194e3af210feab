import type { FileId, Problem } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import type { WorkerHandle } from '../../server/src/host/host.ts';
import { createMemoryHost } from '../../server/src/host/memory-host.ts';
import { toFileId } from '../../server/src/host/narrow.ts';
import { guarded } from '../../server/src/rules/engine/analyze-file.ts';
import { FileView } from '../../server/src/rules/engine/file-view.ts';
import { AnalysisPool } from '../../server/src/session/analysis-pool.ts';
import { asJobBatch } from '../../server/src/session/narrow.ts';
import type { FileJob, JobOutcome } from '../../server/src/session/worker-job.ts';
import { factsOf } from '../support/facts.ts';

/** A worker that answers every batch, and dies of the poisoned file with all it holds. */
function mortalWorker(poison: ReadonlySet<string>, births: { count: number }): WorkerHandle {
  births.count++;
  const listeners: ((message: unknown) => void)[] = [];
  const ends: ((error: Error | null) => void)[] = [];
  let dead = false;
  return {
    post(message) {
      const batch = asJobBatch(message);
      if (batch === null) return;
      queueMicrotask(() => {
        if (dead) return;
        if (batch.jobs.some((j) => poison.has(j.file))) {
          dead = true;
          for (const end of ends) end(new Error('died'));
          return;
        }
        const outcomes = batch.jobs.map(
          (): JobOutcome => ({ kind: 'skipped', reason: 'binary', problems: [], content: null }),
        );
        for (const listener of listeners) listener({ id: batch.id, outcomes });
      });
    },
    onMessage: (listener) => listeners.push(listener),
    onExit: (listener) => ends.push(listener),
    terminate: async () => undefined,
  };
}

function jobs(count: number): FileJob[] {
  return Array.from({ length: count }, (_, i) => {
    const file: FileId = toFileId(`f${String(i).padStart(3, '0')}.ts`);
    return { file, path: `/w/${file}`, grammar: 'typescript', role: 'source' };
  });
}

async function run(count: number, poison: readonly string[], size: number) {
  const births = { count: 0 };
  const host = createMemoryHost({ worker: () => mortalWorker(new Set(poison), births) });
  const pool = new AnalysisPool(host, 'worker.cjs', size);
  const lost: string[] = [];
  const received: string[] = [];
  const problems: Problem[] = [];
  await pool.run(jobs(count), { skipBinary: true, active: null, known: null }, (job, outcome) => {
    received.push(job.file);
    if (outcome.kind === 'skipped' && outcome.reason === 'tooComplex') lost.push(job.file);
    if (outcome.kind === 'skipped') problems.push(...outcome.problems);
  });
  return { lost: lost.sort(), received: received.sort(), problems, births: births.count };
}

describe('a worker that dies', () => {
  test.each([1, 2, 5])('is replaced; with %i workers only the file that killed it is lost', async (size) => {
    const { lost, received, problems, births } = await run(100, ['f005.ts', 'f020.ts', 'f099.ts'], size);
    expect(lost).toEqual(['f005.ts', 'f020.ts', 'f099.ts']);
    expect(received).toEqual(jobs(100).map((j) => j.file));
    expect(problems.map((p) => p.code)).toEqual(['WORKER_ERROR', 'WORKER_ERROR', 'WORKER_ERROR']);
    expect(births).toBeGreaterThan(size);
  });

  test('a single file beside a deadly batch is not blamed for it', async () => {
    expect((await run(13, ['f003.ts'], 1)).lost).toEqual(['f003.ts']);
  });

  test('workers that cannot live at all end the run, every file being told', async () => {
    const all = jobs(5).map((j) => j.file);
    expect((await run(5, all, 2)).lost).toEqual(all);
  });
});

test('a rule that throws costs only itself and is told with its file', async () => {
  const view = new FileView(toFileId('a.ts'), 'source', await factsOf('typescript', 'const a = 1;'));
  const problems: Problem[] = [];
  const ran: string[] = [];
  guarded('drift/x/throws', view, problems, () => {
    throw new Error('no');
  });
  guarded('drift/x/works', view, problems, () => ran.push('works'));
  expect(ran).toEqual(['works']);
  expect(problems).toMatchObject([
    { code: 'DETECTION_ERROR', file: 'a.ts', message: 'drift/x/throws failed on a.ts: no' },
  ]);
});

test('threads that cannot be started leave every file told as not analysed, and no one waited for', async () => {
  const host = createMemoryHost({
    worker: () => {
      throw new Error('no more threads');
    },
  });
  const pool = new AnalysisPool(host, 'worker.cjs', 2);
  const problems: Problem[] = [];
  await pool.run(jobs(30), { skipBinary: true, active: null, known: null }, (_, outcome) => {
    if (outcome.kind === 'skipped') problems.push(...outcome.problems);
  });
  expect(problems.map((p) => p.code)).toEqual(jobs(30).map(() => 'WORKER_ERROR'));
  expect(await pool.errand({ kind: 'name-contents', files: [] }, new AbortController().signal)).toEqual([]);
});
