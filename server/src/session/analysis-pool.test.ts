import { expect, test } from 'vitest';
import type { WorkerHandle } from '../host/host.ts';
import { createMemoryHost } from '../host/memory-host.ts';
import { AnalysisPool } from './analysis-pool.ts';
import type { FileJob, JobOutcome } from './worker-job.ts';

const OPTIONS = { skipBinary: false, active: null, known: null };
const NEVER = new AbortController().signal;

/** A pool of at most four threads, how many it started, and a way to let them answer what they were sent. */
function pool() {
  let started = 0;
  const answers: (() => void)[] = [];
  const skipped: JobOutcome = { kind: 'skipped', reason: 'vanished', content: null, problems: [] };
  const worker = (): WorkerHandle => {
    started++;
    const listeners: ((message: unknown) => void)[] = [];
    const tell = (message: unknown): void => {
      for (const listener of listeners) listener(message);
    };
    return {
      post: (message) => {
        const { id, jobs } = message as { id: number; jobs?: readonly FileJob[] };
        answers.push(() => tell(jobs === undefined ? { id, result: null } : { id, outcomes: jobs.map(() => skipped) }));
      },
      onMessage: (listener) => listeners.push(listener),
      onExit: () => undefined,
      terminate: async () => undefined,
    };
  };
  const host = createMemoryHost({ worker });
  return {
    pool: new AnalysisPool(host, '/worker.cjs', 4),
    started: () => started,
    answerAll: () => {
      for (let answer = answers.shift(); answer !== undefined; answer = answers.shift()) answer();
    },
  };
}

function jobs(count: number): FileJob[] {
  return Array.from({ length: count }, (_, i) => {
    const file = `f${i}.ts` as FileJob['file'];
    return { path: `/p/${file}`, file, grammar: 'typescript', role: 'source' };
  });
}

test.each([
  [0, 1],
  [999_999, 1],
  [1_000_000, 2],
])('%i bytes that were kept are worth %i threads ahead', (bytes, threads) => {
  const { pool: p, started } = pool();
  p.warm(bytes);
  p.warm(bytes);
  expect(started()).toBe(threads);
});

test.each([
  [1, 1],
  [72, 1],
  [73, 2],
  [1_000, 4],
])('%i files are worth %i threads, started as the work comes', async (files, threads) => {
  const { pool: p, started, answerAll } = pool();
  p.warm();
  expect(started()).toBe(1);
  let received = 0;
  const done = p.run(jobs(files), OPTIONS, () => received++);
  expect(started()).toBe(threads);
  answerAll();
  await done;
  expect(received).toBe(files);
});

test('errands share a thread unless one that is long would wait for another', async () => {
  const { pool: p, started, answerAll } = pool();
  const segment = { kind: 'open-segment', path: '/s', engine: 'e', key: new Uint8Array() } as const;
  const errands = [
    p.errand({ kind: 'name-contents', files: [] }, NEVER),
    p.errand({ ...segment, bytes: 10 }, NEVER),
  ] as Promise<unknown>[];
  expect(started()).toBe(1);
  errands.push(p.errand({ ...segment, bytes: 50_000_000 }, NEVER));
  expect(started()).toBe(2);
  answerAll();
  await Promise.all(errands);
  const last = p.errand({ ...segment, bytes: 50_000_000 }, NEVER);
  expect(started()).toBe(2);
  answerAll();
  await last;
});
