// What the database costs: its thread is the built one, its disk the real one. Times are the smaller of processor and wall
// time of all threads; where the longest stall is measured, wall time.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { Database } from '../../server/src/store/database/database.ts';
import { scanOf } from '../support/scan-sample.ts';
import { at, clock, ms, type Row } from './measure.ts';
import { measureBackup } from './storage-backup.ts';
import { unrelatedThread } from './storage-control.ts';

const NANO = 1e6;
const MEGA = 1024 * 1024;
/** Files and findings of an image of about 100 MB. */
const LARGE = { files: 40_000, each: 24 };
const REPETITIONS = 30;
const SAVES = 5;
const IMAGE = '.drift/drift.db';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const elapsed = clock();
  await work();
  return elapsed();
}

async function median(repetitions: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < repetitions; i++) times.push(await timed(work));
  return at(times, 50);
}

/** How long the longest time was in which nothing else could run here while `work` did. */
async function stallOf(work: () => Promise<unknown>): Promise<{ readonly took: number; readonly stall: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  await work();
  const took = performance.now() - started;
  delay.disable();
  return { took, stall: Math.max(0, delay.max / NANO - 1) };
}

/** Measures the database with the built thread. */
export async function measureStorage(script: string, row: Row): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'drift-bench-'));
  mkdirSync(join(root, '.drift'));
  const opened = (): Database =>
    new Database({ host: createNodeHost(), root, script, command: 'bench', onProblem: (p) => console.log(p.message) });
  try {
    await small(root, opened, row);
    await large(root, opened, row);
    const database = opened();
    await measureBackup({ root, script, database, measure: stallOf }, row);
    await database.close();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function small(root: string, opened: () => Database, row: Row): Promise<void> {
  const database = opened();
  row('first start: lock, thread, SQLite, empty image', ms(await timed(() => database.willWrite())), '');
  await database.record(scanOf(10));
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    await database.record(scanOf(1, 0, `${i}`));
    times.push(await timed(() => database.record(scanOf(1_000, 10, `${i}`))));
  }
  row('a scan of 10,000 findings in 1,000 files, written', ms(at(times, 50)), '100 ms');
  row('the state of the workspace', ms(await median(REPETITIONS, () => database.query('status', {}))), '1 ms');
  row('a page of 100 of 10,000 findings', ms(await median(REPETITIONS, () => database.query('findings', {}))), '10 ms');
  const decision = {
    author: 'a',
    key: 'k',
    status: 's',
    value: '',
    language: '',
    population: '',
    scope: '',
    reason: '',
  };
  row('a decision, on the disk', ms(await median(REPETITIONS, () => database.decide(decision))), '');
  const closed = await timed(() => database.close());
  row(`saved and closed, ${size(root)}`, ms(closed), '');
  rmSync(join(root, '.drift'), { recursive: true });
  mkdirSync(join(root, '.drift'));
}

async function large(root: string, opened: () => Database, row: Row): Promise<void> {
  const database = opened();
  const scan = scanOf(LARGE.files, LARGE.each);
  const handed = await stallOf(() => database.record(scan));
  row('a scan of 960,000 findings, written / longest stall', `${ms(handed.took)} / ${ms(handed.stall)}`, '');
  await database.flush();
  await saves(root, database, row);
  const copied = await stallOf(() => database.exportBytes());
  row('a copy of it handed over / longest stall', `${ms(copied.took)} / ${ms(copied.stall)}`, '- / 16 ms');
  row(
    'a page of 100 of 960,000 findings',
    ms(await median(REPETITIONS, () => database.query('findings', {}))),
    '10 ms',
  );
  row('looked at in full', ms(await timed(() => database.integrity('full'))), '');
  await database.close();
  const again = opened();
  row('the image opened, checked and asked', ms(await timed(() => again.query('status', {}))), '600 ms');
  await again.close();
}

interface Stall {
  readonly took: number;
  readonly stall: number;
}

/** Saves, in turns with a thread that does as much and is not Drift's. */
async function saves(root: string, database: Database, row: Row): Promise<void> {
  const control = unrelatedThread(root, statSync(join(root, IMAGE)).size);
  await control.work();
  const [ours, others]: [Stall[], Stall[]] = [[], []];
  for (let i = 0; i < SAVES; i++) {
    await database.event('packed', `${i}`);
    ours.push(await stallOf(() => database.flush()));
    others.push(await stallOf(() => control.work()));
  }
  await control.end();
  const told = (stalls: readonly Stall[]): string =>
    `${ms(
      at(
        stalls.map((s) => s.took),
        50,
      ),
    )} / ${ms(Math.max(...stalls.map((s) => s.stall)))}`;
  row(`the image saved, ${size(root)} / longest stall of ${SAVES}`, told(ours), '- / 16 ms');
  row('as much copied and written by a thread that is not Drift / longest stall', told(others), '');
}

function size(root: string): string {
  try {
    return `${(statSync(join(root, IMAGE)).size / MEGA).toFixed(1)} MB`;
  } catch {
    return 'nothing yet';
  }
}
