// What a backup costs, and what the doctor does: with the built threads and the built program.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CONFIG } from '@drift/shared';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { createBackup, restoreBackup } from '../../server/src/session/ws/backup-actions.ts';
import { inspectorOf, type WsPlace } from '../../server/src/session/ws/place.ts';
import type { Database } from '../../server/src/store/database/database.ts';
import { clock, ms, type Row } from './measure.ts';

const MEGA = 1024 * 1024;
const FILES = 1_000;

/** How long the longest time was in which nothing else could run here while something was done. */
type Measure = (work: () => Promise<unknown>) => Promise<{ readonly stall: number }>;

/** Backs a large database up and restores it. */
export async function measureBackup(
  given: { readonly root: string; readonly script: string; readonly database: Database; readonly measure: Measure },
  row: Row,
): Promise<void> {
  const { root, script, database, measure } = given;
  const host = createNodeHost();
  const inspector = inspectorOf(host, script);
  const config = DEFAULT_CONFIG;
  const base = { host, root, database, inspect: inspector.inspect, driftVersion: '0.0.0', config };
  let peak = 0;
  const onProgress = (): void => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const place: WsPlace = { ...base, onProgress };
  let id = '';
  await database.query('status', {});
  const copying = clock();
  const made = await measure(async () => {
    const answer = await createBackup(place, 'user_requested');
    if (!answer.ok) throw new Error(answer.error.message);
    id = answer.backup.id;
  });
  const copied = copying();
  peak = Math.max(peak, process.memoryUsage().rss);
  row('a backup of it, verified / longest stall', `${ms(copied)} / ${ms(made.stall)}`, '5000 ms / 16 ms');
  row('memory of the process meanwhile, all threads', `${Math.round(peak / MEGA)} MB`, '');
  const restoring = clock();
  const answer = await restoreBackup(place, id);
  if (!answer.ok) throw new Error(answer.error.message);
  row('it restored, the state before kept', ms(restoring()), '');
  await inspector.close();
}

/** Runs the doctor in a project of a thousand files. */
export function measureDoctor(program: string, row: Row): void {
  const root = mkdtempSync(join(tmpdir(), 'drift-bench-doctor-'));
  try {
    for (let i = 0; i < FILES; i++) {
      const folder = join(root, 'src', `part${i % 25}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `file${i}.ts`), `export function work${i}(): number {\n  return ${i};\n}\n`);
    }
    mkdirSync(join(root, '.drift'));
    execFileSync('git', ['init', '-q'], { cwd: root });
    spawnSync(process.execPath, [program, 'check'], { cwd: root });
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      const run = spawnSync(process.execPath, [program, 'doctor', '--json'], { cwd: root, encoding: 'utf8' });
      const answer: { durationMs: number } = JSON.parse(run.stdout);
      times.push(answer.durationMs);
    }
    row('drift doctor in a project of 1,000 files, fastest of 3', ms(Math.min(...times)), '2000 ms');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
